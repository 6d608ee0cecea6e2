"""Air stations, what a station measured on a day, and what a city's day came to."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Place
from zhiliang.systems.environment.models.bases import (
    ActiveRows,
    Named,
    Operated,
    Source,
    Verdict,
    VersionedRows,
    ends_after_it_began,
    one_current,
    plain,
)
from zhiliang.systems.environment.models.outlets import CODE

POLLUTANTS = ("pm2_5", "pm10", "so2", "no2", "co", "o3_8h")
"""In µg/m³, CO in mg/m³: daily means, of ozone the day's highest eight-hour mean."""


class Station(Named, Operated):
    """An air station; only `counted` ones enter their city's mean."""

    code = models.CharField(_("站点编号"), max_length=30, unique=True, validators=[CODE])
    name_zh = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    counted = models.BooleanField(_("参与城市评价"), default=True)
    note = models.CharField(_("说明"), max_length=400, blank=True)
    longitude_e6 = models.IntegerField(_("经度"), null=True, blank=True)
    latitude_e6 = models.IntegerField(_("纬度"), null=True, blank=True)
    active_from = models.DateField(_("启用日期"))
    active_to = models.DateField(_("停用日期"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=9, choices=Source, default=Source.RECORDS)

    objects = ActiveRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("空气监测站")
        ordering = ("code",)
        constraints = (
            ends_after_it_began("station"),
            CheckConstraint(
                condition=Q(longitude_e6=None, latitude_e6=None)
                | Q(longitude_e6__isnull=False, latitude_e6__isnull=False),
                name="environment_station_lies_somewhere",
            ),
        )


def _concentration(words: Any) -> "models.BigIntegerField[int | None, int | None]":
    return models.BigIntegerField(words, null=True, blank=True)


class AirDay(Verdict):
    """Concentrations of a day in millionths of their units; None where too few hours were valid."""

    day = models.DateField(_("日期"))
    pm2_5_e6 = _concentration(_("PM2.5"))
    pm10_e6 = _concentration(_("PM10"))
    so2_e6 = _concentration(_("SO2"))
    no2_e6 = _concentration(_("NO2"))
    co_e6 = _concentration(_("CO"))
    o3_8h_e6 = _concentration(_("O3"))

    class Meta:
        abstract = True

    def concentration(self, pollutant: str) -> Decimal | None:
        """One of POLLUTANTS [µg/m³; CO mg/m³]."""
        return plain(getattr(self, f"{pollutant}_e6"))

    @property
    def pm2_5(self) -> Decimal | None:
        """Daily mean of PM2.5 [µg/m³]."""
        return plain(self.pm2_5_e6)

    @property
    def o3_8h(self) -> Decimal | None:
        """Highest eight-hour mean of ozone [µg/m³]."""
        return plain(self.o3_8h_e6)


class StationDay(AirDay):
    """What one station measured on one day."""

    station = models.ForeignKey(
        Station, models.PROTECT, related_name="days", verbose_name=_("空气监测站")
    )

    objects = VersionedRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("站点日均值")
        ordering = ("-day", "station")
        constraints = (one_current("one_current_station_day", "station", "day"),)

    def __str__(self) -> str:
        return f"{self.station.code} {self.day}"


class CityDay(AirDay):
    """A city's day: the mean of its counted stations, its index, and whether it was good.

    `edition` is the standard that was in force there; a day without an index is not valid.
    """

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    edition = models.CharField(_("评价标准"), max_length=30)
    stations = models.PositiveSmallIntegerField(_("参评站点数"))
    index = models.PositiveIntegerField(_("AQI"), null=True, blank=True)
    primary = models.CharField(_("首要污染物"), max_length=60, blank=True)
    # counted by the lake: sums of these are days
    valid = models.PositiveSmallIntegerField(_("有效天数"))
    good = models.PositiveSmallIntegerField(_("优良天数"))

    objects = VersionedRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("城市空气质量日报")
        ordering = ("-day", "place")
        constraints = (
            one_current("one_current_city_day", "place", "day", "source"),
            CheckConstraint(
                condition=Q(valid=0, good=0, index=None)
                | Q(valid=1, good__lte=1, index__isnull=False),
                name="environment_city_day_valid_has_an_index",
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id} {self.day}"
