"""The regimes: what each law says about sampling one kind of product, as dated data."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from zhiliang.core.dated_law import DatedLaw, law_on
from zhiliang.core.deadline import Due, current_calendar, due, rule_on
from zhiliang.core.errors import ClerkError
from zhiliang.core.language import name_of
from zhiliang.core.models import DeadlineRule
from zhiliang.systems.sampling.models.bases import RegimeKey

FILE = Path(__file__).parent.parent / "regimes.yaml"


@dataclass(frozen=True, kw_only=True)
class Regime(DatedLaw):
    """One law from one day to another; `clocks` name the rows of the table of time limits.

    `not_retested` says why no re-test is held: words of `REFUSALS`. `evidence_for` names the kinds
    of objection that are filed with their evidence. `ladder` is what follows a failure: order 18's
    in full, or a handling within days.
    """

    key: RegimeKey
    samplers: int
    spare_zh: str
    spare_en: str
    clocks: dict[str, str]
    spare_bought: bool = False
    repeat_limit: str = "none"
    not_retested: tuple[str, ...] = ()
    retest_by_lot: bool = False
    evidence_for: tuple[str, ...] = ()
    ladder: str = "order_18"
    articles: dict[str, str] = field(default_factory=dict)

    @property
    def spare(self) -> str:
        """What the second sample is called."""
        return name_of(self, "spare")

    def ground(self, step: str) -> dict[str, str]:
        """Its law and its article on a step, for a sentence; no article where none is on record."""
        return {"law": self.law, "article": self.articles.get(step, "")}

    def takes(self, kind: str) -> bool:
        """Whether its law gives time for a kind of objection."""
        return f"{kind}_objection" in self.clocks

    def rule(self, clock: str, day: date) -> DeadlineRule | None:
        """The time limit of a step on a day; None where the law sets none."""
        key = self.clocks.get(clock)
        return rule_on(key, day) if key else None

    def due(self, clock: str, trigger: date) -> Due | None:
        """When the time of a step runs out that began on a day; None where the law sets none."""
        rule = self.rule(clock, trigger)
        if rule is None or rule.number is None:
            return None
        return due(rule, trigger, current_calendar())

    def until(self, clock: str, trigger: date) -> tuple[date | None, bool]:
        """The last day of a step that began on a day, and whether it is provisional.

        None where the law sets none.
        """
        limit = self.due(clock, trigger)
        if limit is None or limit.date is None:
            return None, False
        day = limit.date.date() if isinstance(limit.date, datetime) else limit.date
        return day, limit.provisional

    def last_day(self, clock: str, trigger: date) -> date | None:
        """The last day of a step that began on a day; None where the law sets none."""
        return self.until(clock, trigger)[0]


@cache
def regimes() -> tuple[Regime, ...]:
    """Every row of the table; TypeError for a row that lacks a word or has one too many."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(
        Regime(
            **{
                **row,
                "key": RegimeKey(row["key"]),
                "not_retested": tuple(row.get("not_retested", ())),
                "evidence_for": tuple(row.get("evidence_for", ())),
            }
        )
        for row in rows
    )


def regime_on(key: RegimeKey, day: date) -> Regime:
    """The regime in force for a kind of product on a day.

    ClerkError where none is on record: then nothing may be counted or decided by it.
    """
    if found := law_on(regimes(), key, day):
        return found
    raise ClerkError(
        _("%(kind)s：%(day)s 没有可用的抽查规则。") % {"kind": key.label, "day": day},
        _("请核对日期；更早的规则尚未录入（待核）。"),
    )
