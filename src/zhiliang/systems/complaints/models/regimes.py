"""The law by which something is handled, by the day on which a time limit is counted from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zhiliang.core.dated_law import DatedLaw, law_on
from zhiliang.core.deadline import rule_on
from zhiliang.core.models import DeadlineRule

_TABLE = Path(__file__).parent.parent / "regimes.yaml"


@dataclass(frozen=True, kw_only=True)
class Regime(DatedLaw):
    """One order: the time limits of its steps by rule, and its articles by step."""

    clocks: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)

    def rule(self, clock: str, day: date) -> DeadlineRule | None:
        """The time limit of a step counted from a day; None where this order sets none."""
        key = self.clocks.get(clock)
        return rule_on(key, day) if key else None


@cache
def regimes() -> tuple[Regime, ...]:
    """Every order on record, the newest first."""
    rows: list[dict[str, Any]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple(Regime(**row) for row in rows)


def regime_on(day: date) -> Regime:
    """The order in force on a day; the oldest on record for days before all of them."""
    return law_on(regimes(), "complaints", day) or regimes()[-1]
