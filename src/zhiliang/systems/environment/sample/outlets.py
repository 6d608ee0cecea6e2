"""Made-up outlets of every city and what their loggers would have sent, hour by hour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhiliang.systems.environment.sample.rows import Made

CONNECTED = date(2015, 1, 1)
# shares of days without data, with a fault all day (or a standstill), with a standstill
SILENT, FAULTY, RESTING = 0.008, 0.02, 0.012
# the works of the demonstration's enterprise account
DEMO, DEMO_COMPANY = "S440100-W1", "示例电器有限公司"
EXAMPLE = "示例限值（参照{}，待核）"
# factor, lower, upper (millionths), unit
WORKS_LIMITS = (
    ("w01018", None, 90_000_000, "mg/L"),
    ("w21003", None, 10_000_000, "mg/L"),
    ("w01001", 6_000_000, 9_000_000, ""),
)
PLANT_LIMITS = (
    ("w01018", None, 50_000_000, "mg/L"),
    ("w21003", None, 5_000_000, "mg/L"),
    ("w01001", 6_000_000, 9_000_000, ""),
)


@dataclass(frozen=True)
class Source:
    """A made-up outlet; `flow` in m³ an hour, `strained` the share of days it runs too high."""

    code: str
    mn: str
    place: str
    plant: bool
    flow: float
    strained: float

    @property
    def seed(self) -> int:
        """What its numbers grow from."""
        return int(self.place) * 10 + self.plant


def sources(places: Sequence[str]) -> list[Source]:
    """A works and a sewage plant for each city."""
    return [one for number, place in enumerate(sorted(places)) for one in _pair(number, place)]


def _pair(number: int, place: str) -> Iterator[Source]:
    strain = 0.0 if number % 3 else 0.02
    works, plant = 20.0 + number * 7 % 60, 1500.0 + 400 * (number % 9)
    yield Source(f"S{place}-W1", _mn(place, 1), place, False, works, strain)
    yield Source(f"S{place}-M1", _mn(place, 2), place, True, plant, strain / 3)


def _mn(place: str, number: int) -> str:
    """Twenty-four hexadecimal digits that begin with SAMPLE in ASCII."""
    return f"53414D504C45{place}{number:06d}"


def hours(source: Source, start: date, days: int) -> pa.Table:
    """Hours of flow, COD, ammonia nitrogen and pH; gaps and flags as real ones have."""
    rng = np.random.default_rng([source.seed, start.toordinal()])
    count = days * 24
    hour = np.arange(count) % 24
    tide = 1 + 0.25 * np.sin((hour - 8) / 24 * 2 * np.pi)
    high = np.repeat(rng.random(days) < source.strained, 24)
    level = 18.0 if source.plant else 45.0
    values = {
        ("w00000", "Cou"): source.flow * tide * rng.normal(1, 0.05, count),
        ("w01018", "Avg"): level * rng.lognormal(0, 0.12, count) * np.where(high, 3.2, 1),
        ("w21003", "Avg"): level / 12 * rng.lognormal(0, 0.15, count) * np.where(high, 1.8, 1),
        ("w01001", "Avg"): rng.normal(7.3, 0.15, count),
    }
    rounded = {key: _rounded(series) for key, series in values.items()}
    whole_days = np.repeat(rng.random(days), 24)
    kept = (rng.random(count) > 0.004) & (whole_days > SILENT)
    return Made(source.mn, start, rounded, _flags(rng, whole_days), kept).table()


def _rounded(series: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.round(np.maximum(series, 0), 2), dtype=np.float64)


def _flags(rng: np.random.Generator, whole_days: NDArray[np.float64]) -> NDArray[np.str_]:
    """Mostly normal; now and then an hour of calibration or maintenance, a day of fault or rest."""
    flags = np.full(whole_days.size, "N", dtype="<U1")
    for flag, often in (("C", 1 / 168), ("M", 1 / 700), ("D", 1 / 900)):
        flags[rng.random(whole_days.size) < often] = flag
    flags[whole_days > 1 - FAULTY] = "D"
    flags[whole_days > 1 - RESTING] = "F"
    return flags
