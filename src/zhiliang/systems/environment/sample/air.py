"""Made-up air stations of every city and their hours; the shape of a year, nobody's data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhiliang.methods.tables.air.pollutants import CODES
from zhiliang.systems.environment.sample.rows import Made

TWO_STATIONS = 3
OUT_OF_ORDER = 0.015  # share of days without data
OPENED = date(2015, 1, 1)
# HJ 212-2017 codes: PM2.5, PM10, SO2, NO2 in µg/m³, CO in mg/m³, ozone in µg/m³


@dataclass(frozen=True)
class Station:
    """A made-up station; `burden` scales what it measures."""

    code: str
    place: str
    number: int
    burden: float


def stations(places: Sequence[str]) -> list[Station]:
    """One station for each city, two for the first ones."""
    return [
        Station(f"S{place}-A{number}", place, number, 0.75 + 0.05 * (order * 5 % 9))
        for order, place in enumerate(sorted(places))
        for number in ((1, 2) if order < TWO_STATIONS else (1,))
    ]


def hours(station: Station, start: date, days: int) -> pa.Table:
    """Hours of the six pollutants; a city's stations share the weather of the day."""
    weather = np.random.default_rng([int(station.place), start.toordinal()])
    own = np.random.default_rng([int(station.place), station.number, start.toordinal()])
    count = days * 24
    stagnant = np.repeat(weather.lognormal(0, 0.33, days), 24)
    sunny = np.repeat(np.clip(weather.normal(1, 0.3, days), 0.2, 1.8), 24)
    values = _concentrations(station.burden, stagnant, sunny, count)
    noisy = {
        (CODES[name], "Avg"): _rounded(name, series * own.lognormal(0, 0.08, count))
        for name, series in values.items()
    }
    flags = np.full(count, "N", dtype="<U1")
    flags[own.random(count) < 1 / 400] = "C"
    kept = (own.random(count) > 0.006) & np.repeat(own.random(days) > OUT_OF_ORDER, 24)
    return Made(station.code, start, noisy, flags, kept).table()


def _concentrations(
    burden: float, stagnant: NDArray[np.float64], sunny: NDArray[np.float64], count: int
) -> dict[str, NDArray[np.float64]]:
    hour, day = np.arange(count) % 24, np.arange(count) // 24
    winter = 1 + 0.35 * np.cos(day / 365 * 2 * np.pi)
    rush = 1 + 0.2 * np.cos((hour - 20) / 12 * 2 * np.pi)
    noon = np.clip(np.sin((hour - 6) / 13 * np.pi), 0.08, None)
    dust = 33 * burden * winter * stagnant
    return {
        "pm2_5": dust * (0.9 + 0.1 * rush),
        "pm10": 1.55 * dust * (0.9 + 0.1 * rush),
        "so2": 12 * burden * winter,
        "no2": 29 * burden * winter * rush * stagnant**0.5,
        "co": 0.8 * burden * stagnant**0.4,
        "o3": 112 * burden * sunny * noon * (1.25 - 0.25 * winter),
    }


def _rounded(name: str, series: NDArray[np.float64]) -> NDArray[np.float64]:
    rounded: NDArray[np.float64] = np.round(series, 1 if name == "co" else 0)
    return rounded
