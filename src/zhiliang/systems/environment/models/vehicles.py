"""Vehicles by emission stage: what a place counted in a year, by fuel and stage."""

from datetime import date

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Person
from zhiliang.systems.environment.models.records import Record, end_of


class Fuel(models.TextChoices):
    """What drives an engine that falls under the stages; electric vehicles have none."""

    PETROL = "petrol", _("汽油")
    DIESEL = "diesel", _("柴油")
    GAS = "gas", _("燃气")


class Stage(models.IntegerChoices):
    """The national emission stage a vehicle was type-approved to."""

    ZERO = 0, _("国0")
    ONE = 1, _("国Ⅰ")
    TWO = 2, _("国Ⅱ")
    THREE = 3, _("国Ⅲ")
    FOUR = 4, _("国Ⅳ")
    FIVE = 5, _("国Ⅴ")
    SIX = 6, _("国Ⅵ")


class VehicleStatistic(Record):
    """A place's count of a year, as one file told it; a corrected one supersedes it."""

    year = models.PositiveIntegerField(_("年度"))
    # the lake's key of the year
    period = models.GeneratedField(
        expression=Cast("year", models.CharField(max_length=4)),
        output_field=models.CharField(max_length=4),
        db_persist=True,
    )
    digest = models.CharField(_("文件摘要"), max_length=64)
    file_name = models.CharField(_("文件名"), max_length=200)
    imported_at = models.DateTimeField(_("导入时间"))
    imported_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("导入人")
    )
    superseded_at = models.DateTimeField(_("被更正时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("机动车排放阶段统计")
        ordering = ("-year", "place", "-pk")
        constraints = (
            UniqueConstraint(
                fields=("place", "year"),
                condition=Q(superseded_at=None),
                name="environment_one_current_vehicle_statistic",
            ),
        )

    def __str__(self) -> str:
        return f"{self.place} {self.year}"

    @property
    def legal_subject(self) -> str:
        """Vehicles."""
        return "vehicles"

    @property
    def legal_day(self) -> date:
        """The end of the year."""
        return end_of(self.year)


class VehicleCount(models.Model):
    """Vehicles of one fuel and stage: registered at the year's end, scrapped and tested in it."""

    statistic = models.ForeignKey(VehicleStatistic, models.CASCADE, related_name="counts")
    line = models.PositiveIntegerField(_("行号"))
    fuel = models.CharField(_("燃料"), max_length=6, choices=Fuel)
    stage = models.PositiveSmallIntegerField(_("排放阶段"), choices=Stage)
    registered = models.PositiveIntegerField(_("年末保有量（辆）"))
    scrapped = models.PositiveIntegerField(_("当年淘汰（辆）"))
    inspected = models.PositiveIntegerField(_("当年检测（辆次）"))
    passed = models.PositiveIntegerField(_("检测合格（辆次）"))

    class Meta:
        verbose_name = verbose_name_plural = _("各阶段机动车数")
        ordering = ("statistic", "fuel", "stage")
        constraints = (
            UniqueConstraint(
                fields=("statistic", "fuel", "stage"), name="environment_vehicle_stage_once"
            ),
            CheckConstraint(
                condition=Q(passed__lte=F("inspected")), name="environment_vehicles_passed_tested"
            ),
            CheckConstraint(
                condition=Q(stage__lte=6, fuel__in=Fuel.values),
                name="environment_vehicle_stage_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_fuel_display()} {self.get_stage_display()}"

    @property
    def yellow(self) -> bool:
        """Whether it bears a yellow label: diesel below China III, others below China I."""
        return self.stage < (Stage.THREE if self.fuel == Fuel.DIESEL else Stage.ONE)
