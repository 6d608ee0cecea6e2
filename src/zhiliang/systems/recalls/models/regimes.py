"""The regimes: what each law says about recalling one kind of product, as dated data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from zhiliang.core.dated_law import DatedLaw, law_on
from zhiliang.core.errors import ClerkError
from zhiliang.core.language import name_of, pick
from zhiliang.systems.recalls.models.bases import Basis, Level, RegimeKey

FILE = Path(__file__).parent.parent / "regimes.yaml"


@dataclass(frozen=True)
class Duty:
    """Something that is owed within a time: `since` names the moments of a recall that may start
    it, of which the first there is counts; `done` the moment that fulfils it.

    `clocks` are rows of the table of time limits by class ("" for any). An `every` one is owed
    again and again. `free_of` are the classes for which a voluntary recall does without it.
    """

    key: str
    zh: str
    en: str
    since: tuple[str, ...]
    clocks: Mapping[str, str]
    done: str = ""
    by: str = "firm"
    every: bool = False
    serious: bool = False
    free_of: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What is owed, in the reader's language."""
        return pick(self.zh, self.en)

    def clock(self, level: str) -> str:
        """The row of its time limit for a class; empty where the law sets none."""
        return self.clocks.get(level) or self.clocks.get("", "")

    def applies(self, level: str, basis: str, *, serious: bool) -> bool:
        """Whether a recall of a class and basis owes it."""
        if self.serious and not serious:
            return False
        return not (basis == Basis.VOLUNTARY and level in self.free_of)


@dataclass(frozen=True, kw_only=True)
class Regime(DatedLaw):
    """One law from one day to another.

    `start_needs` says of what starting a recall consists (plan, notice, announcement);
    `ordered_by` who may order one; `levels` how each class is told from the others. `analysis` and
    `objection` are rows of the table of time limits: until when the authority has the producer
    look into a clue, and until when the producer may object to being told to recall.
    """

    key: RegimeKey
    duties: tuple[Duty, ...] = ()
    start_needs: tuple[str, ...] = ("plan",)
    ordered_by: str = "province"
    quiet: bool = False
    analysis: str = ""
    objection: str = ""
    levels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)

    @property
    def note(self) -> str:
        """What is to be verified about it, in the reader's language."""
        return name_of(self, "note")

    def duty(self, key: str) -> Duty | None:
        """The duty of a name; None where the law has none such."""
        return next((one for one in self.duties if one.key == key), None)

    def criterion(self, level: str) -> str:
        """How a class is told from the others, in the reader's language."""
        told = self.levels.get(level)
        return pick(told["zh"], told["en"]) if told else ""


@cache
def regimes() -> tuple[Regime, ...]:
    """Every row of the table; TypeError for a row that lacks a word or has one too many."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(_regime(row) for row in rows if isinstance(row, dict))


def _regime(row: dict[str, Any]) -> Regime:
    told = {name: value for name, value in row.items() if name != "duties"}
    told |= {"key": RegimeKey(row["key"]), "start_needs": tuple(row.get("start_needs", ("plan",)))}
    return Regime(**told, duties=tuple(_duty(one) for one in row.get("duties", ())))


def _duty(row: dict[str, Any]) -> Duty:
    known = {one.name for one in fields(Duty)}
    if unknown := set(row) - known:
        raise TypeError(f"a duty has no {unknown}")
    clocks = row["clocks"] if isinstance(row["clocks"], dict) else {"": row["clocks"]}
    lists = {name: tuple(row.get(name, ())) for name in ("since", "free_of")}
    return Duty(**{**row, **lists, "clocks": clocks})


def regime_on(key: RegimeKey | str, day: date | datetime) -> Regime:
    """The regime in force for a kind of product on the day the risk became known.

    ClerkError where none is on record: then nothing may be counted or decided by it.
    """
    on = day.date() if isinstance(day, datetime) else day
    if found := law_on(regimes(), key, on):
        return found
    raise ClerkError(
        _("%(kind)s：%(day)s 没有可用的召回规则。") % {"kind": RegimeKey(key).label, "day": on},
        _("请核对日期；更早的规则尚未录入（待核）。"),
    )


def levels_of(key: RegimeKey | str, day: date | datetime) -> list[str]:
    """The classes a regime knows; the one of no class where it has none."""
    return list(regime_on(key, day).levels) or [Level.NONE.value]
