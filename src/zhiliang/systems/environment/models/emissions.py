"""The ledger of total emissions: tasks assigned, measures claimed and verified, yearly accounts.

All quantities are tonnes in millionths, so that a task is met or missed in whole numbers.
"""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Person
from zhiliang.systems.environment.models.records import (
    Checked,
    Record,
    end_of,
    percent_of,
    plain,
)


class Pollutant(models.TextChoices):
    """What is counted; volatile organic compounds came with later plans."""

    COD = "cod", _("化学需氧量")
    AMMONIA_NITROGEN = "ammonia_nitrogen", _("氨氮")
    SO2 = "so2", _("二氧化硫")
    NOX = "nox", _("氮氧化物")
    VOC = "voc", _("挥发性有机物")


WATER = (Pollutant.COD, Pollutant.AMMONIA_NITROGEN)


class Emission(Record):
    """Something about one pollutant of one place in one year."""

    pollutant = models.CharField(_("污染物"), max_length=16, choices=Pollutant)
    year = models.PositiveIntegerField(_("年度"))

    class Meta:
        abstract = True

    @property
    def legal_subject(self) -> str:
        """Water and air were governed by different acts until the Code."""
        return "water_emissions" if self.pollutant in WATER else "air_emissions"

    @property
    def legal_day(self) -> date:
        """The end of the year."""
        return end_of(self.year)


class ReductionTask(Emission):
    """How much a place may still emit in a year: assigned by the State, passed on, or added.

    `target_e6` is the quantity allowed; a percentage, where the task was set as one, stands
    beside it. `met` and `emission_e6` follow the confirmed account of the year; `settled` says
    that all tasks of the place and year that count have been judged.
    """

    class Basis(models.TextChoices):
        STATE = "state", _("国家下达")
        PASSED_ON = "passed_on", _("国家任务，省分解下达")
        LOCAL = "local", _("地方自加")

    basis = models.CharField(_("任务来由"), max_length=9, choices=Basis)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("上级任务"),
    )
    plan_from = models.PositiveIntegerField(_("规划期起"))
    plan_to = models.PositiveIntegerField(_("规划期止"))
    base_year = models.PositiveIntegerField(_("基准年"))
    base_e6 = models.BigIntegerField(_("基数"))
    percent_e6 = models.BigIntegerField(_("下降比例"), null=True, blank=True)
    target_e6 = models.BigIntegerField(_("允许排放量"))
    reference = models.CharField(_("下达文件"), max_length=200, blank=True)
    assigned_at = models.DateTimeField(_("下达时间"))
    assigned_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("下达人")
    )
    emission_e6 = models.BigIntegerField(_("当年排放量"), null=True, blank=True)
    met = models.BooleanField(_("是否完成"), null=True, blank=True)
    settled = models.BooleanField(_("本地区当年任务是否已全部核算"), default=False)
    # the lake's key of the year
    period = models.GeneratedField(
        expression=Cast("year", models.CharField(max_length=4)),
        output_field=models.CharField(max_length=4),
        db_persist=True,
    )

    class Meta:
        verbose_name = verbose_name_plural = _("减排任务")
        ordering = ("-year", "place", "pollutant")
        constraints = (
            UniqueConstraint(
                fields=("place", "pollutant", "year", "basis"), name="environment_task_once"
            ),
            CheckConstraint(
                condition=Q(basis="passed_on", parent__isnull=False)
                | Q(basis__in=("state", "local"), parent=None),
                name="environment_task_passed_on_from_another",
            ),
            CheckConstraint(
                condition=Q(plan_from__lte=F("year"), plan_to__gte=F("year"))
                & Q(base_year__lt=F("plan_from"), plan_from__lte=F("plan_to")),
                name="environment_task_within_its_plan",
                violation_error_message=_("年度须在规划期内，基准年须早于规划期。"),
            ),
            CheckConstraint(
                condition=Q(base_e6__gt=0, target_e6__gte=0)
                & (Q(percent_e6=None) | Q(percent_e6__range=(0, 100_000_000))),
                name="environment_task_quantities",
                violation_error_message=_("基数须大于0，下降比例须在0到100之间。"),
            ),
            CheckConstraint(
                condition=Q(met=None, emission_e6=None)
                | Q(met=True, emission_e6__lte=F("target_e6"))
                | Q(met=False, emission_e6__gt=F("target_e6")),
                name="environment_task_met_is_computed",
            ),
            CheckConstraint(
                condition=Q(settled=False) | Q(met__isnull=False),
                name="environment_task_settled_when_judged",
            ),
        )

    def __str__(self) -> str:
        return f"{self.place} {self.year} {self.get_pollutant_display()}"

    @property
    def plan(self) -> str:
        """The plan's period."""
        return f"{self.plan_from}–{self.plan_to}"

    @property
    def base(self) -> Decimal | None:
        """Emission of the base year [t]."""
        return plain(self.base_e6)

    @property
    def target(self) -> Decimal | None:
        """What may be emitted in the year [t]."""
        return plain(self.target_e6)

    @property
    def percent(self) -> Decimal | None:
        """By how much the base must be undercut [%], where the task says so."""
        return plain(self.percent_e6)

    @property
    def emission(self) -> Decimal | None:
        """What was emitted in the year [t]; None until the account is confirmed."""
        return plain(self.emission_e6)

    @property
    def met_words(self) -> str:
        """Whether it is met, in words; open until the account is confirmed."""
        if self.met is None:
            return str(_("未核算"))
        return str(_("已完成") if self.met else _("未完成"))

    @property
    def completion(self) -> Decimal | None:
        """Share of the reduction wanted that was reached [%]; None where none is wanted."""
        wanted = self.base_e6 - self.target_e6
        if self.emission_e6 is None or wanted <= 0:
            return None
        return percent_of(self.base_e6 - self.emission_e6, wanted)


class Measure(Checked, Emission):
    """A project or rule that cuts an emission: claimed by the place, verified by the province."""

    class Kind(models.TextChoices):
        ENGINEERING = "engineering", _("工程减排")
        STRUCTURAL = "structural", _("结构减排")
        MANAGEMENT = "management", _("管理减排")

    kind = models.CharField(_("措施类别"), max_length=11, choices=Kind)
    name = models.CharField(_("项目名称"), max_length=200)
    carrier = models.CharField(_("实施单位"), max_length=200)
    commissioned_on = models.DateField(_("投运日期"))
    ground = models.TextField(_("测算依据"), max_length=2000)
    claimed_e6 = models.BigIntegerField(_("申报削减量"))
    recognised_e6 = models.BigIntegerField(_("认定削减量"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("撤销理由"), max_length=1000, blank=True)

    flow_key = "environment.measure"

    class Meta(Checked.Meta):
        verbose_name = verbose_name_plural = _("减排措施")
        ordering = ("-year", "place", "-pk")
        indexes = (models.Index(fields=("place", "pollutant", "year", "state")),)
        constraints = (
            *Checked.Meta.constraints,
            CheckConstraint(
                condition=Q(claimed_e6__gt=0)
                & (Q(recognised_e6=None) | Q(recognised_e6__range=(0, F("claimed_e6")))),
                name="environment_measure_recognised_at_most_claimed",
                violation_error_message=_("申报的削减量须大于0，认定的不能超过申报的。"),
            ),
            CheckConstraint(
                condition=~Q(state="verified")
                | Q(recognised_e6__isnull=False, decided_at__isnull=False),
                name="environment_measure_verified_by_somebody",
            ),
            CheckConstraint(
                condition=~Q(state="refused") | ~Q(finding=""),
                name="environment_measure_refused_with_a_reason",
            ),
            CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
                name="environment_measure_withdrawn_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def claimed(self) -> Decimal | None:
        """The cut that was claimed [t]."""
        return plain(self.claimed_e6)

    @property
    def recognised(self) -> Decimal | None:
        """The cut that was recognised [t]; None until it is verified."""
        return plain(self.recognised_e6)


class EmissionAccount(Emission):
    """A year's account: emission = base + new − verified cuts; filed, then confirmed by another.

    The base is the emission of the year before, in the first year of a plan the task's base.
    """

    base_e6 = models.BigIntegerField(_("上年排放量"))
    new_e6 = models.BigIntegerField(_("新增量"))
    engineering_e6 = models.BigIntegerField(_("工程减排量"), default=0)
    structural_e6 = models.BigIntegerField(_("结构减排量"), default=0)
    management_e6 = models.BigIntegerField(_("管理减排量"), default=0)
    emission_e6 = models.BigIntegerField(_("当年排放量"))
    filed_at = models.DateTimeField(_("填报时间"))
    filed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("填报人")
    )
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("确认人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("年度排放核算")
        ordering = ("-year", "place", "pollutant")
        constraints = (
            UniqueConstraint(
                fields=("place", "pollutant", "year"), name="environment_account_once"
            ),
            CheckConstraint(
                condition=Q(
                    emission_e6=F("base_e6")
                    + F("new_e6")
                    - F("engineering_e6")
                    - F("structural_e6")
                    - F("management_e6")
                ),
                name="environment_account_adds_up",
            ),
            CheckConstraint(
                condition=Q(base_e6__gte=0, new_e6__gte=0, emission_e6__gte=0)
                & Q(engineering_e6__gte=0, structural_e6__gte=0, management_e6__gte=0),
                name="environment_account_not_negative",
            ),
            CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="environment_account_confirmed_paired",
            ),
            CheckConstraint(
                condition=Q(confirmed_by=None) | Q(filed_by=None) | ~Q(confirmed_by=F("filed_by")),
                name="environment_account_four_eyes",
            ),
        )

    def __str__(self) -> str:
        return f"{self.place} {self.year} {self.get_pollutant_display()}"

    @property
    def confirmed(self) -> bool:
        """Whether another person confirmed it."""
        return self.confirmed_at is not None

    @property
    def engineering(self) -> Decimal | None:
        """Cuts by works [t]."""
        return plain(self.engineering_e6)

    @property
    def structural(self) -> Decimal | None:
        """Cuts by closing what is outdated [t]."""
        return plain(self.structural_e6)

    @property
    def management(self) -> Decimal | None:
        """Cuts by better operation and supervision [t]."""
        return plain(self.management_e6)

    @property
    def cut_e6(self) -> int:
        """All verified cuts of the year [t·10⁻⁶]."""
        return self.engineering_e6 + self.structural_e6 + self.management_e6

    @property
    def base(self) -> Decimal | None:
        """Emission of the year before [t]."""
        return plain(self.base_e6)

    @property
    def new(self) -> Decimal | None:
        """New emission of the year [t]."""
        return plain(self.new_e6)

    @property
    def cut(self) -> Decimal | None:
        """Verified cuts of the year [t]."""
        return plain(self.cut_e6)

    @property
    def emission(self) -> Decimal | None:
        """Emission of the year [t]."""
        return plain(self.emission_e6)
