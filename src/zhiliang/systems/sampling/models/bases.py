"""What the models here share: origin, regime, level, purpose, where and how large a firm is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhiliang.core.language import name_of


class RegimeKey(models.TextChoices):
    """Whose law a product is sampled under; the rules of each are dated data (`regimes.yaml`)."""

    INDUSTRIAL = "industrial", _("工业产品")
    FOOD = "food", _("食品")
    FARM_PRODUCE = "farm_produce", _("农产品")
    DRUG = "drug", _("药品")


class Level(models.TextChoices):
    """Who ordered the sampling; a lower level does not repeat a higher one's."""

    NATIONAL = "national", _("国家")
    PROVINCIAL = "provincial", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")


class Purpose(models.TextChoices):
    """Why it is sampled; order 18, article 8 exempts the last two from its limits."""

    ROUTINE = "routine", _("监督抽查")
    FOLLOW_UP = "follow_up", _("不合格产品跟踪抽查")
    EMERGENCY = "emergency", _("应对突发事件抽查")


class Programme(models.TextChoices):
    """Which figure a sample is counted in."""

    SUPERVISION = "supervision", _("监督抽查")
    COMPARABILITY = "comparability", _("国家可比性跟踪")


class Site(models.TextChoices):
    """Where a sample is taken."""

    PRODUCTION = "production", _("生产企业成品仓库")
    MARKET = "market", _("销售场所")
    ONLINE = "online", _("网络交易平台")


class Size(models.TextChoices):
    """How large the firm is, by the statistical classification the register carries."""

    LARGE = "large", _("大型")
    MEDIUM = "medium", _("中型")
    SMALL = "small", _("小型")
    MICRO = "micro", _("微型")
    UNKNOWN = "unknown", _("未分类")


class Conclusion(models.TextChoices):
    """What tests found; a sample passes as far as its tested items go, and no further."""

    PASS = "pass", _("所检项目未发现不合格")
    FAIL = "fail", _("不合格")
    VOID = "void", _("结果无效")


class Named(models.Model):
    """Something with a Chinese and perhaps an English name."""

    name_zh = models.CharField(_("名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the active language."""
        return name_of(self)
