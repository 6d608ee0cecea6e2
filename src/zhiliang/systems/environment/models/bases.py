"""What the models here share: exact millionths, origin, being active, versions of verdicts."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from zhiliang.core.language import name_of

MILLION = 1_000_000


class Source(models.TextChoices):
    """Whether something is real; what is made up is marked wherever it is shown."""

    RECORDS = "records", _("记录")
    PUBLISHED = "published", _("公布")
    SAMPLE = "sample", _("示例")


class ActiveRows(models.QuerySet[Any]):
    """Things that are in operation from one day to another."""

    def active_on(self, day: date) -> Self:
        """Those in operation on a day."""
        return self.active_between(day, day)

    def active_between(self, start: date, end: date) -> Self:
        """Those in operation on some day of a stretch."""
        going_on = Q(active_to=None) | Q(active_to__gte=start)
        return self.filter(going_on, active_from__lte=end)


class Operated(models.Model):
    """What is in operation from one day to another; `active_from`, `active_to` are its fields."""

    active_from: date
    active_to: date | None

    class Meta:
        abstract = True

    def operated_on(self, day: date) -> bool:
        """Whether it was in operation on a day."""
        return self.operated_between(day, day)

    def operated_between(self, start: date, end: date) -> bool:
        """Whether it was in operation on some day of a stretch."""
        return self.active_from <= end and (self.active_to is None or self.active_to >= start)


class Named(models.Model):
    """Something with a Chinese and perhaps an English name."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the active language."""
        return name_of(self, "name")


class VersionedRows(models.QuerySet[Any]):
    """Verdicts: a later one of the same thing and day supersedes, and both stay."""

    def current(self) -> Self:
        """The verdicts in force."""
        return self.filter(superseded_at=None)


class Verdict(models.Model):
    """What was judged, by which rule, from which readings, and what replaced it."""

    revision = models.PositiveIntegerField(_("版次"), default=1)
    rule = models.CharField(_("依据规则"), max_length=120)
    readings_digest = models.CharField(_("监测数据摘要"), max_length=64, blank=True)
    judged_at = models.DateTimeField(_("判定时间"))
    superseded_at = models.DateTimeField(_("被更正时间"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=9, choices=Source, default=Source.RECORDS)

    class Meta:
        abstract = True


def one_current(name: str, *fields: str) -> models.UniqueConstraint:
    """One verdict in force for each thing and time."""
    in_force = Q(superseded_at__isnull=True)
    return models.UniqueConstraint(fields=fields, condition=in_force, name=f"environment_{name}")


def ends_after_it_began(name: str) -> CheckConstraint:
    """A stretch of operation that can be."""
    possible = Q(active_to=None) | Q(active_to__gte=F("active_from"))
    return CheckConstraint(condition=possible, name=f"environment_{name}_ends_after_it_began")


def plain(value_e6: int | None) -> Decimal | None:
    """A number of millionths as a decimal without needless zeros."""
    if value_e6 is None:
        return None
    value = Decimal(value_e6) / MILLION
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
