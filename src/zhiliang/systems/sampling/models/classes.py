"""Product classes, and the implementation rules (实施细则) by which samples of them are tested."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.language import name_of
from zhiliang.core.models.source import Source
from zhiliang.core.models.validity import ends_after_start, valid_on
from zhiliang.systems.sampling.models.bases import Named, RegimeKey


class ProductClass(Named):
    """What a plan names: a class of products under one regime.

    `key_product` says whether its market samples are counted in the figure of 二(一)5.
    """

    code = models.CharField(gettext_lazy("产品代码"), max_length=20, unique=True)
    regime = models.CharField(gettext_lazy("类别"), max_length=12, choices=RegimeKey)
    key_product = models.BooleanField(gettext_lazy("重点产品"), default=True)
    source = models.CharField(
        gettext_lazy("来源"), max_length=7, choices=Source, default=Source.RECORDS
    )

    class Meta:
        verbose_name = verbose_name_plural = gettext_lazy("产品类别")
        ordering = ("code",)

    def rule_on(self, day: date) -> "ImplementationRule | None":
        """The implementation rule in force on a day."""
        return self.rules.filter(valid_on(day)).order_by("version").last()


class ImplementationRule(models.Model):
    """How samples of a class are taken, tested and judged; open to everybody before sampling.

    Quantities are counted in `unit`; a stock below `least_stock` may not be sampled (order 18,
    article 18, first case).
    """

    product_class = models.ForeignKey(
        ProductClass, models.PROTECT, related_name="rules", verbose_name=gettext_lazy("产品类别")
    )
    version = models.PositiveSmallIntegerField(gettext_lazy("版次"))
    title = models.CharField(gettext_lazy("实施细则"), max_length=200)
    number = models.CharField(gettext_lazy("编号"), max_length=60, blank=True)
    published_on = models.DateField(gettext_lazy("公开日期"), null=True, blank=True)
    valid_from = models.DateField(gettext_lazy("自"))
    valid_to = models.DateField(gettext_lazy("至"), null=True, blank=True)
    method = models.TextField(gettext_lazy("抽样方法"), max_length=2000)
    unit = models.CharField(gettext_lazy("样品单位"), max_length=10)
    test_quantity = models.PositiveIntegerField(gettext_lazy("检验样品数量"))
    spare_quantity = models.PositiveIntegerField(gettext_lazy("备用样品数量"))
    least_stock = models.PositiveIntegerField(gettext_lazy("最少库存"), default=0)
    judging = models.TextField(gettext_lazy("判定规则"), max_length=2000)
    source = models.CharField(
        gettext_lazy("来源"), max_length=7, choices=Source, default=Source.RECORDS
    )

    class Meta:
        verbose_name = verbose_name_plural = gettext_lazy("监督抽查实施细则")
        ordering = ("product_class", "-version")
        constraints = (
            ends_after_start("sampling_rule_validity"),
            UniqueConstraint(
                fields=("product_class", "version"), name="sampling_rule_version_once"
            ),
            CheckConstraint(
                condition=Q(published_on=None) | Q(published_on__lte=models.F("valid_from")),
                name="sampling_rule_public_before_it_is_used",
                violation_error_message=gettext_lazy("实施细则须在施行以前公开。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}（{_('第%(version)s版') % {'version': self.version}}）"


class RuleItem(models.Model):
    """One item that is tested: its limit as the standard writes it, its method, how it is judged.

    `limit_low` and `limit_high` are decimals as text: their last digit decides how a result is
    rounded where the standard compares rounded values (GB/T 8170-2008, 4.3.3).
    """

    class Comparison(models.TextChoices):
        """GB/T 8170-2008, 4.3: a limit is met by the value as measured, or once it is rounded."""

        FULL = "full", gettext_lazy("全数值比较法")
        ROUNDED = "rounded", gettext_lazy("修约值比较法")

    class Decision(models.TextChoices):
        """What the uncertainty of a result does to its verdict (ILAC-G8:09/2019)."""

        SIMPLE = "simple", gettext_lazy("简单接受（不计不确定度）")
        GUARDED = "guarded", gettext_lazy("有保护带的拒绝（超出限值与不确定度之和才判不合格）")

    class Gravity(models.TextChoices):
        """How grave a nonconformity of the item is, by the implementation rule."""

        CRITICAL = "critical", gettext_lazy("极重要")
        MAJOR = "major", gettext_lazy("重要")
        MINOR = "minor", gettext_lazy("次要")

    rule = models.ForeignKey(ImplementationRule, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(gettext_lazy("序号"))
    code = models.CharField(gettext_lazy("项目代码"), max_length=30)
    name_zh = models.CharField(gettext_lazy("检验项目"), max_length=80)
    name_en = models.CharField(gettext_lazy("检验项目（英文）"), max_length=120, blank=True)
    unit = models.CharField(gettext_lazy("单位"), max_length=20, blank=True)
    limit_low = models.CharField(gettext_lazy("下限"), max_length=20, blank=True)
    limit_high = models.CharField(gettext_lazy("上限"), max_length=20, blank=True)
    wanted = models.CharField(gettext_lazy("要求"), max_length=200, blank=True)
    standard = models.CharField(gettext_lazy("判定标准"), max_length=80)
    clause = models.CharField(gettext_lazy("条款"), max_length=40, blank=True)
    method = models.CharField(gettext_lazy("检验方法"), max_length=120)
    comparison = models.CharField(
        gettext_lazy("比较方法"), max_length=7, choices=Comparison, default=Comparison.FULL
    )
    decision = models.CharField(
        gettext_lazy("判定规则"), max_length=7, choices=Decision, default=Decision.SIMPLE
    )
    gravity = models.CharField(
        gettext_lazy("重要程度"), max_length=8, choices=Gravity, default=Gravity.MAJOR
    )
    microbiological = models.BooleanField(gettext_lazy("微生物指标"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = gettext_lazy("检验项目")
        ordering = ("rule", "position")
        constraints = (
            UniqueConstraint(fields=("rule", "code"), name="sampling_item_once_in_a_rule"),
            CheckConstraint(
                condition=~(Q(limit_low="") & Q(limit_high="") & Q(wanted="")),
                name="sampling_item_says_what_is_wanted",
                violation_error_message=gettext_lazy("检验项目须有限值或者要求。"),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the active language."""
        return name_of(self)

    @property
    def measured(self) -> bool:
        """Whether its result is a number; else it conforms to `wanted` or does not."""
        return bool(self.limit_low or self.limit_high)

    @property
    def low(self) -> Decimal | None:
        """The lower limit."""
        return Decimal(self.limit_low) if self.limit_low else None

    @property
    def high(self) -> Decimal | None:
        """The upper limit."""
        return Decimal(self.limit_high) if self.limit_high else None

    @property
    def limit_words(self) -> str:
        """The limit as a report writes it."""
        unit = f" {self.unit}" if self.unit else ""
        if not self.measured:
            return self.wanted
        if self.limit_low and self.limit_high:
            return f"{self.limit_low}～{self.limit_high}{unit}"
        return f"≥{self.limit_low}{unit}" if self.limit_low else f"≤{self.limit_high}{unit}"
