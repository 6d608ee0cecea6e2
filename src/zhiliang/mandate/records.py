"""What the opinion says, as frozen records: clauses, targets, directions, systems."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["target", "system", "mechanism", "platform", "duty"]
State = Literal["working", "planned"]
LegalState = Literal["in_force", "transformed", "discontinued"]
Certainty = Literal["verified", "secondary", "待核"]
Operator = Literal["ge", "gt", "eq", "approx"]
Horizon = Literal["by_2015", "each_year"]


@dataclass(frozen=True, slots=True)
class System:
    """A system that answers clauses; `name` is its folder (or `evaluation`)."""

    name: str
    title_zh: str
    title_en: str
    state: State


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing the opinion names.

    `quote` is verbatim; `quote_hans` is our simplified rendering, not yet checked against an
    official print, hence `quote_hans_status` is 待核. `legal_state` says what became of it in law.
    A bare `in_force`, the other legal fields empty, means that no change is known, not that
    somebody checked.
    `legal_date` is ISO, cut to the month or year where no more is known, or empty.
    """

    id: str
    title: str
    title_en: str
    kind: Kind
    quote: str
    quote_hans: str
    quote_hans_status: Certainty
    systems: tuple[str, ...]
    state: State
    legal_state: LegalState
    legal_date: str
    successor_zh: str
    successor_en: str
    legal_note: str
    legal_note_en: str
    legal_certainty: Certainty | Literal[""]

    @property
    def section(self) -> str:
        """`三(六)` of `三(六)3`; `二` where the opinion's chapter has no section."""
        return self.id.rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class Programme:
    """What became of the programme or statistic behind a target; `date` as in `Clause`."""

    state: Literal["discontinued", "redefined"]
    date: str
    certainty: Certainty
    note_zh: str
    note_en: str


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified target: `indicator` `op` `value` `unit`, by or within `horizon`.

    `counted_*` say what the wording counts and what it leaves out. `window` holds the first and
    last day counted where a running total needs one.
    """

    key: str
    clause: str
    clause_id: str
    name_zh: str
    name_en: str
    op: Operator
    value: Decimal
    unit: str
    unit_zh: str
    horizon: Horizon
    indicator: str
    counted_zh: str
    counted_en: str
    programme: Programme | None
    window: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class Direction:
    """A qualitative aim: where to go, with the indicators that show it, and no number."""

    key: str
    clause: str
    clause_id: str
    quote: str
    name_zh: str
    name_en: str
    indicators: tuple[str, ...]
