"""What the models here share: where observations come from, colours, severities, risk levels."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

MILLION = 1_000_000


class Kind(models.TextChoices):
    """What an observation is one of."""

    COMPLAINT = "complaint", _("投诉")
    TIP_OFF = "tip_off", _("举报")
    SAMPLE = "sample", _("抽检不合格")
    INJURY = "injury", _("伤害事故")
    ABROAD = "abroad", _("境外召回")
    ENVIRONMENT = "environment", _("环境超标")
    TBT = "tbt", _("技术性贸易措施通报")


class Colour(models.TextChoices):
    """The four levels of an emergency warning (Emergency Response Law, article 63)."""

    RED = "red", _("一级（红色）")
    ORANGE = "orange", _("二级（橙色）")
    YELLOW = "yellow", _("三级（黄色）")
    BLUE = "blue", _("四级（蓝色）")


class Severity(models.IntegerChoices):
    """How grave the injury of a scenario is."""

    ONE = 1, _("1 级：处置后无需就医")
    TWO = 2, _("2 级：须门诊，无住院")
    THREE = 3, _("3 级：须住院，功能受影响半年以上")
    FOUR = 4, _("4 级：死亡或者永久伤残")


class RiskLevel(models.TextChoices):
    """What a matrix says of a scenario."""

    SERIOUS = "serious", _("严重")
    HIGH = "high", _("高")
    MEDIUM = "medium", _("中")
    LOW = "low", _("低")


class Response(models.IntegerChoices):
    """The level of a response (article 71): a scale of its own, not that of the warning."""

    I = 1, _("Ⅰ级响应")  # noqa: E741
    II = 2, _("Ⅱ级响应")
    III = 3, _("Ⅲ级响应")
    IV = 4, _("Ⅳ级响应")


def millionths(value: float | Decimal | int) -> int:
    """A number as it is stored."""
    return round(Decimal(str(value)) * MILLION)


def plain(stored: int | None, places: int = 1) -> str:
    """A stored number rounded for reading; empty where there is none."""
    if stored is None:
        return ""
    return f"{Decimal(stored) / MILLION:.{places}f}"
