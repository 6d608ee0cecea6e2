"""The verdict on an outlet's day: whether what it discharged met the permit, and of how much."""

from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Place
from zhiliang.systems.environment.models.bases import Verdict, VersionedRows, one_current, plain
from zhiliang.systems.environment.models.factors import factor_words, factors_words
from zhiliang.systems.environment.models.outlets import Outlet


class Standing(models.TextChoices):
    """What a day came to."""

    COMPLIANT = "compliant", _("达标")
    EXCEEDED = "exceeded", _("超标")
    INVALID = "invalid", _("有效数据不足")
    STOPPED = "stopped", _("停运")
    SILENT = "silent", _("无数据")
    UNLIMITED = "unlimited", _("无许可限值")


JUDGED = (Standing.COMPLIANT, Standing.EXCEEDED)


class OutletDay(Verdict):
    """One outlet on one day; volumes in whole cubic metres, rounded half up.

    Only judged days have a `compliant_volume`. `received` and `expected` count the intervals of
    the day, `flagged` those that the logger itself marked as not normal.
    """

    outlet = models.ForeignKey(
        Outlet, models.PROTECT, related_name="days", verbose_name=_("排放口")
    )
    # where the outlet lay on the day, as the lake counts it
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    day = models.DateField(_("日期"))
    standing = models.CharField(_("判定"), max_length=9, choices=Standing)
    volume = models.PositiveBigIntegerField(_("排水量（立方米）"), null=True)
    compliant_volume = models.PositiveBigIntegerField(_("达标排水量（立方米）"), null=True)
    expected = models.PositiveIntegerField(_("应有时段数"), default=24)
    received = models.PositiveIntegerField(_("有效时段数"), default=0)
    flagged = models.PositiveIntegerField(_("异常标记时段数"), default=0)
    # what the lake counts, as it was on the day: an outlet may later become a plant's
    industrial = models.BooleanField(_("工业废水"))

    objects = VersionedRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("排放口日判定")
        ordering = ("-day", "outlet")
        indexes = (models.Index(fields=("day", "standing")),)
        constraints = (
            one_current("one_current_outlet_day", "outlet", "day"),
            CheckConstraint(
                condition=Q(compliant_volume=None) | Q(compliant_volume__lte=F("volume")),
                name="environment_compliant_volume_within_volume",
            ),
            CheckConstraint(
                condition=Q(standing__in=Standing.values), name="environment_day_standing_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.outlet.code} {self.day}"

    @property
    def exceeded_words(self) -> str:
        """Which factors were over their limits."""
        over = [one.factor for one in self.factors.all() if one.standing == Standing.EXCEEDED]
        return "、".join(over)

    @property
    def exceeded_names(self) -> str:
        """The same by name."""
        return factors_words(self.exceeded_words)

    @property
    def completeness(self) -> Decimal | None:
        """Share of the day's intervals that count [%]; None where none was expected."""
        if not self.expected:
            return None
        return (Decimal(self.received * 100) / self.expected).quantize(Decimal("0.1"))


class OutletDayFactor(models.Model):
    """One factor of a day: its mean beside the limit, in millionths of the factor's unit.

    `peak_e6` is the highest single hour, which enforcement looks at; it judges no routine day.
    """

    day = models.ForeignKey(OutletDay, models.CASCADE, related_name="factors")
    factor = models.CharField(_("因子编码"), max_length=20)
    mean_e6 = models.BigIntegerField(_("日均值"), null=True)
    peak_e6 = models.BigIntegerField(_("最高小时值"), null=True)
    lower_e6 = models.BigIntegerField(_("下限"), null=True)
    upper_e6 = models.BigIntegerField(_("上限"), null=True)
    hours = models.PositiveIntegerField(_("有效时段数"), default=0)
    standing = models.CharField(_("判定"), max_length=9, choices=Standing)
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("因子日判定")
        ordering = ("day", "factor")
        constraints = (
            UniqueConstraint(fields=("day", "factor"), name="environment_factor_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.factor}"

    @property
    def name(self) -> str:
        """The factor's name."""
        return factor_words(self.factor)

    @property
    def peak(self) -> Decimal | None:
        """Highest single hour in the factor's unit."""
        return plain(self.peak_e6)

    @property
    def mean(self) -> Decimal | None:
        """Daily mean in the factor's unit."""
        return plain(self.mean_e6)

    @property
    def upper(self) -> Decimal | None:
        """Upper limit in the factor's unit."""
        return plain(self.upper_e6)

    @property
    def lower(self) -> Decimal | None:
        """Lower limit in the factor's unit."""
        return plain(self.lower_e6)

    @property
    def limit_words(self) -> str:
        """The limit as it is read: ≤40, or 6–9."""
        if self.lower is None:
            return f"≤{self.upper:f}" if self.upper is not None else ""
        return f"≥{self.lower:f}" if self.upper is None else f"{self.lower:f}–{self.upper:f}"
