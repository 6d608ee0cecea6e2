"""Breakpoints and editions of the air quality index, and the hours that make a valid day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Averaging = Literal["hour", "day"]
LEVELS = (0, 50, 100, 150, 200, 300, 400, 500)
POLLUTANTS = ("pm2_5", "pm10", "so2", "no2", "co", "o3", "o3_8h")


@dataclass(frozen=True)
class Scale:
    """Concentrations at which the individual index reaches LEVELS, in µg/m³ (CO: 0.1 mg/m³).

    `beyond` is the index of what is above the last breakpoint; None where the standard gives none
    and another averaging time is to be used.
    """

    breakpoints: tuple[int, ...]
    beyond: int | None = 500


@dataclass(frozen=True)
class Edition:
    """An edition of the technical regulation on the index: which items it rates, by which scale."""

    standard: str
    valid_from: date
    valid_to: date | None
    hour: dict[str, Scale]
    day: dict[str, Scale]
    rounds_first: bool
    certainty: str


_SO2_DAY = Scale((0, 50, 150, 475, 800, 1600, 2100, 2620))
_NO2_DAY = Scale((0, 40, 80, 180, 280, 565, 750, 940))
_NO2_HOUR = Scale((0, 100, 200, 700, 1200, 2340, 3090, 3840))
_CO_DAY = Scale((0, 20, 40, 140, 240, 360, 480, 600))
_CO_HOUR = Scale((0, 50, 100, 350, 600, 900, 1200, 1500))
_O3_HOUR = Scale((0, 160, 200, 300, 400, 800, 1000, 1200))
_O3_8H = (0, 100, 160, 215, 265, 800)
_SO2_HOUR = (0, 150, 500, 650, 800)
_PM10_2012 = Scale((0, 50, 150, 250, 350, 420, 500, 600))
_PM2_5_2012 = Scale((0, 35, 75, 115, 150, 250, 350, 500))
_PM10_2026 = Scale((0, 50, 120, 250, 350, 420, 500, 600))
_PM2_5_2026 = Scale((0, 35, 60, 115, 150, 250, 350, 500))

EDITIONS = (
    Edition(
        standard="HJ 633-2012",
        valid_from=date(2012, 2, 29),
        valid_to=date(2026, 2, 28),
        hour={
            "pm2_5": _PM2_5_2012,  # of an hour by the scale of the day
            "pm10": _PM10_2012,
            "so2": Scale(_SO2_HOUR, beyond=None),
            "no2": _NO2_HOUR,
            "co": _CO_HOUR,
            "o3": _O3_HOUR,
        },
        day={
            "pm2_5": _PM2_5_2012,
            "pm10": _PM10_2012,
            "so2": _SO2_DAY,
            "no2": _NO2_DAY,
            "co": _CO_DAY,
            "o3": _O3_HOUR,  # the day's highest hour
            "o3_8h": Scale(_O3_8H, beyond=None),
        },
        rounds_first=False,
        certainty="verified",
    ),
    Edition(
        standard="HJ 633-2026",
        valid_from=date(2026, 3, 1),
        valid_to=None,
        hour={
            "pm2_5": _PM2_5_2026,
            "pm10": _PM10_2026,
            "so2": Scale(_SO2_HOUR, beyond=200),
            "no2": _NO2_HOUR,
            "co": _CO_HOUR,
            "o3": _O3_HOUR,
        },
        day={
            "pm2_5": _PM2_5_2026,
            "pm10": _PM10_2026,
            "so2": _SO2_DAY,
            "no2": _NO2_DAY,
            "co": _CO_DAY,
            "o3_8h": Scale(_O3_8H, beyond=300),
        },
        rounds_first=True,
        certainty="verified",
    ),
)

# GB 3095-1996 and the index before 2012: levels 50, 100, 200, 300, 400, 500 in µg/m³
API_LEVELS = (0, 50, 100, 200, 300, 400, 500)
API_SCALES = {
    "so2": (0, 50, 150, 800, 1600, 2100, 2620),
    "no2": (0, 80, 120, 280, 565, 750, 940),
    "pm10": (0, 50, 150, 350, 420, 500, 600),
}
API_CERTAINTY = "unchecked"

# GB 3095-2012 and GB 3095-2026 table 4
HOURS_A_DAY = 20
HOURS_OF_EIGHT = 6
# of the day's eight-hour means, those that must be there for its highest one: in use since HJ
# 663-2013; whether the number stands in the regulation itself is unchecked
EIGHT_HOUR_MEANS_A_DAY = 14
