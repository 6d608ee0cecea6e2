"""An exceedance and what was done about it, from its detection to the check that it is over."""

from datetime import date

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import flows
from zhiliang.core.models import HeldFile, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.systems.environment.models.bases import Source
from zhiliang.systems.environment.models.factors import factors_words
from zhiliang.systems.environment.models.outlets import Outlet


class ExceedanceRows(models.QuerySet["Exceedance"]):
    """Exceedances, one of them held."""

    def held(self, case: "Exceedance") -> "Exceedance":
        """The row as it is now, held until the end of the transaction."""
        return self.select_for_update().get(pk=case.pk)


class Exceedance(models.Model):
    """One outlet over its limits on consecutive days; it grows while the days go on.

    `organisation` and `place` are the outlet's as of the detection: they say whose case it is.
    """

    class Cause(models.TextChoices):
        """What the source says it was."""

        TREATMENT = "treatment", _("治理设施异常")
        INFLOW = "inflow", _("来水或生产负荷异常")
        DEVICE = "device", _("监测设备故障")
        OTHER = "other", _("其他")

    number = models.CharField(_("编号"), max_length=14, unique=True)
    outlet = models.ForeignKey(
        Outlet, models.PROTECT, related_name="exceedances", verbose_name=_("排放口")
    )
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    organisation = models.ForeignKey(
        "core.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("排污单位"),
        related_name="+",
    )
    first_day = models.DateField(_("首日"))
    last_day = models.DateField(_("末日"))
    factors = models.CharField(_("超标因子"), max_length=4000)
    worst = models.CharField(_("最重一日"), max_length=4000)
    state = models.CharField(_("办理状态"), max_length=10)
    source = models.CharField(_("来源"), max_length=9, choices=Source, default=Source.RECORDS)

    detected_at = models.DateTimeField(_("发现时间"))
    notified_at, notified_by = when(_("告知时间")), who(_("告知人"))
    demand = models.TextField(_("告知事项"), max_length=2000, blank=True)
    explained_at, explained_by = when(_("说明时间")), who(_("说明人"))
    cause = models.CharField(_("原因"), max_length=9, choices=Cause, blank=True)
    explanation = models.TextField(_("原因说明"), max_length=4000, blank=True)
    rectified_at, rectified_by = when(_("整改完成时间")), who(_("整改报告人"))
    measures = models.TextField(_("整改措施"), max_length=4000, blank=True)
    closed_at, closed_by = when(_("核实时间")), who(_("核实人"))
    finding = models.TextField(_("核实意见"), max_length=2000, blank=True)
    evidence = models.ManyToManyField(
        HeldFile, blank=True, related_name="+", verbose_name=_("证明材料")
    )

    objects = ExceedanceRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("超标案件")
        ordering = ("-last_day", "-pk")
        indexes = (models.Index(fields=("state", "last_day")),)
        constraints = (
            *(
                paired(verb, f"environment_exceedance_{verb}_paired")
                for verb in ("notified", "explained", "rectified", "closed")
            ),
            UniqueConstraint(
                fields=("outlet", "first_day"), name="environment_exceedance_begins_once"
            ),
            CheckConstraint(
                condition=Q(last_day__gte=models.F("first_day")),
                name="environment_exceedance_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.outlet}"

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["environment.exceedance"].state_label(self.state)

    @property
    def factor_names(self) -> str:
        """What was over its limit, by name."""
        return factors_words(self.factors)

    @property
    def days(self) -> int:
        """How many days from the first to the last."""
        return (self.last_day - self.first_day).days + 1

    @property
    def span(self) -> tuple[date, date]:
        """First and last day."""
        return self.first_day, self.last_day
