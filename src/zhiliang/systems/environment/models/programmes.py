"""Cleaner-production audits, circular-economy pilots and outdated capacity that must go."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Person
from zhiliang.systems.environment.models.records import Checked, Enterprise, plain


class CleanerAudit(Checked, Enterprise):
    """One audit of an enterprise on the mandatory list, from the list to its acceptance."""

    class Cause(models.TextChoices):
        OVER_LIMIT = "over_limit", _("超标或超总量")
        ENERGY = "energy", _("超能耗限额")
        TOXIC = "toxic", _("使用或排放有毒有害物质")
        OTHER = "other", _("国家规定的其他情形")

    class DueBasis(models.TextChoices):
        STATUTE = "statute", _("法定时限")
        ORDERED = "ordered", _("名单指定")

    cause = models.CharField(_("列入情形"), max_length=10, choices=Cause)
    listed_on = models.DateField(_("名单公布日期"))
    due_on = models.DateField(_("审核到期日"))
    due_basis = models.CharField(_("期限依据"), max_length=7, choices=DueBasis)
    report = models.TextField(_("审核结果"), max_length=4000, blank=True)
    assessed_on = models.DateField(_("评估日期"), null=True, blank=True)
    accepted_on = models.DateField(_("验收日期"), null=True, blank=True)

    flow_key = "environment.cleaner_audit"

    class Meta(Checked.Meta):
        verbose_name = verbose_name_plural = _("清洁生产审核")
        ordering = ("-due_on", "-pk")
        constraints = (
            *Checked.Meta.constraints,
            UniqueConstraint(
                fields=("place", "enterprise", "listed_on"), name="environment_audit_listed_once"
            ),
            CheckConstraint(
                condition=Q(due_on__gt=models.F("listed_on")),
                name="environment_audit_due_after_the_list",
                violation_error_message=_("到期日须晚于名单公布日期。"),
            ),
            CheckConstraint(
                condition=Q(state="accepted", accepted_on__isnull=False)
                | ~Q(state="accepted") & Q(accepted_on=None),
                name="environment_audit_accepted_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.enterprise

    @property
    def legal_subject(self) -> str:
        """Cleaner production."""
        return "cleaner_production"

    @property
    def legal_day(self) -> date:
        """The day the list was published."""
        return self.listed_on

    @property
    def figure_years(self) -> tuple[int, ...]:
        """The year in which it is due."""
        return (self.due_on.year,)


class Pilot(Checked):
    """A park, an enterprise or a city that tries out the circular economy."""

    class Kind(models.TextChoices):
        PARK = "park", _("园区")
        ENTERPRISE = "enterprise", _("企业")
        CITY = "city", _("城市")

    kind = models.CharField(_("试点类型"), max_length=10, choices=Kind)
    name = models.CharField(_("试点名称"), max_length=200)
    batch = models.CharField(_("批次"), max_length=60, blank=True)
    admitted_on = models.DateField(_("列入日期"))
    ended_on = models.DateField(_("验收或取消日期"), null=True, blank=True)

    flow_key = "environment.pilot"

    class Meta(Checked.Meta):
        verbose_name = verbose_name_plural = _("循环经济试点")
        ordering = ("-admitted_on", "-pk")
        constraints = (
            *Checked.Meta.constraints,
            UniqueConstraint(fields=("place", "name"), name="environment_pilot_once"),
            CheckConstraint(
                condition=Q(state="admitted", ended_on=None)
                | ~Q(state="admitted") & Q(ended_on__isnull=False),
                name="environment_pilot_ended_on_a_day",
            ),
            CheckConstraint(
                condition=~Q(state="removed") | ~Q(finding=""),
                name="environment_pilot_removed_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def legal_subject(self) -> str:
        """Circular economy."""
        return "circular_economy"

    @property
    def legal_day(self) -> date:
        """The day it was admitted."""
        return self.admitted_on

    @property
    def figure_years(self) -> tuple[int, ...]:
        """It is counted in every year it reported for."""
        return ()

    @property
    def told(self) -> str:
        """What it reported, year by year."""
        return "\n".join(f"{report.year}：{report.text}" for report in self.reports.all())


class PilotReport(models.Model):
    """What a pilot did in a year."""

    pilot = models.ForeignKey(Pilot, models.PROTECT, related_name="reports")
    year = models.PositiveIntegerField(_("年度"))
    as_of = models.DateField(_("截至"))
    text = models.TextField(_("年度报告"), max_length=4000)
    at = models.DateTimeField(_("报告时间"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("报告人"))

    class Meta:
        verbose_name = verbose_name_plural = _("试点年度报告")
        ordering = ("year",)
        constraints = (
            UniqueConstraint(fields=("pilot", "year"), name="environment_pilot_report_once_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.pilot} {self.year}"


class Elimination(Checked, Enterprise):
    """Outdated capacity that an enterprise must give up by a day, dismantled and seen on site."""

    industry = models.CharField(_("行业"), max_length=100)
    equipment = models.CharField(_("淘汰的设备或生产线"), max_length=200)
    capacity_e6 = models.BigIntegerField(_("产能"))
    unit = models.CharField(_("产能单位"), max_length=20)
    due_on = models.DateField(_("淘汰期限"))
    dismantled_on = models.DateField(_("拆除日期"), null=True, blank=True)
    seen_on = models.DateField(_("现场核实日期"), null=True, blank=True)

    flow_key = "environment.elimination"

    class Meta(Checked.Meta):
        verbose_name = verbose_name_plural = _("落后产能淘汰")
        ordering = ("-due_on", "-pk")
        constraints = (
            *Checked.Meta.constraints,
            CheckConstraint(
                condition=Q(capacity_e6__gt=0),
                name="environment_capacity_positive",
                violation_error_message=_("产能须大于0。"),
            ),
            CheckConstraint(
                condition=Q(state="assigned", dismantled_on=None)
                | ~Q(state="assigned") & Q(dismantled_on__isnull=False),
                name="environment_elimination_dismantled_on_a_day",
            ),
            CheckConstraint(
                condition=Q(state="verified", seen_on__gte=models.F("dismantled_on"))
                | ~Q(state="verified") & Q(seen_on=None),
                name="environment_elimination_seen_afterwards",
            ),
        )

    def __str__(self) -> str:
        return f"{self.enterprise} {self.equipment}"

    @property
    def capacity(self) -> Decimal | None:
        """The capacity, in its unit."""
        return plain(self.capacity_e6)

    @property
    def legal_subject(self) -> str:
        """Outdated capacity."""
        return "outdated_capacity"

    @property
    def legal_day(self) -> date:
        """The day by which it must be gone."""
        return self.due_on
