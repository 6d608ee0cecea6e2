"""What the models here share: origin, regime, class, why a recall is held, quantities."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhiliang.core.units import unit_words

MILLION = 1_000_000


class RegimeKey(models.TextChoices):
    """Whose law a recall follows; the rules of each are dated data (`regimes.yaml`)."""

    FOOD = "food", _("食品")
    CONSUMER = "consumer", _("消费品")
    VEHICLE = "vehicle", _("汽车")
    EMISSION = "emission", _("机动车排放")
    DEVICE = "device", _("医疗器械")
    DRUG = "drug", _("药品")


class Level(models.TextChoices):
    """How grave it is; only some laws have classes."""

    ONE = "one", _("一级")
    TWO = "two", _("二级")
    THREE = "three", _("三级")
    NONE = "none", _("不分级")


class Basis(models.TextChoices):
    """Why the firm recalls: of itself, told to by the authority, or ordered."""

    VOLUNTARY = "voluntary", _("主动召回")
    NOTIFIED = "notified", _("经通知召回")
    ORDERED = "ordered", _("责令召回")


class Origin(models.TextChoices):
    """Where a clue comes from."""

    COMPLAINT = "complaint", _("投诉举报")
    SAMPLE = "sample", _("抽检不合格")
    INJURY = "injury", _("伤害事故")
    FOREIGN = "foreign", _("境外召回")
    FIRM = "firm", _("企业报告")
    TBT = "tbt", _("技术性贸易措施通报")
    TRANSFER = "transfer", _("其他部门移送")
    OTHER = "other", _("其他")


def millionths(quantity: Decimal | int) -> int:
    """A quantity as it is stored."""
    return int(Decimal(quantity) * MILLION)


def plain(stored: int | None) -> str:
    """A stored quantity in plain digits; empty where it is not known."""
    if stored is None:
        return ""
    text = format(Decimal(stored) / MILLION, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def measured(stored: int | None, unit: str) -> str:
    """A stored quantity with its unit, in words; empty where it is not known."""
    return "" if stored is None else f"{plain(stored)} {unit_words(unit)}".strip()
