"""Settings that no law publishes, read from `rules.yaml` and labelled as configuration."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "rules.yaml"


@dataclass(frozen=True)
class Monitor:
    """How the monitor judges; every signal keeps the numbers it was judged by."""

    stated_rate: float
    alpha: float
    short_alpha: float
    years: int
    half_window: int
    weeks_left_out: int
    short_weeks: int
    least_in_week: int
    least_in_month: int
    without: tuple[str, ...]
    rest_days: int

    @property
    def long_weeks(self) -> int:
        """Weeks of history that the flexible method needs before the week it judges."""
        return 52 * self.years + self.half_window + 1


@cache
def _rules() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def monitor() -> Monitor:
    """The settings of the monitor."""
    told = _rules()["monitor"]
    return Monitor(**{**told, "without": tuple(told["without"])})


def hours_to_acknowledge(colour: str) -> int:
    """Hours in which a recipient acknowledges information."""
    hours: int = _rules()["information"][colour]
    return hours


def agency_code(kind: str) -> str:
    """The agency's three digits in an identifier: `government` or `department`."""
    code: str = _rules()["cap"][kind]
    return code
