"""What a case owes until when, each by the order in force on the day it is counted from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from zhiliang.core.deadline import Calendar, Due, Pause, current_calendar, due
from zhiliang.core.language import pick
from zhiliang.core.models import DeadlineRule
from zhiliang.systems.complaints.models import Case, Complaint, Regime, TipOff, regime_on

WORDS = {
    "accept": ("作出受理或者不予受理的决定并告知", "Decide whether to accept, and tell"),
    "mediate": ("结束调解", "End the mediation"),
    "tell_end": ("告知终止调解", "Tell that the mediation ended"),
    "check": ("核查并决定是否立案", "Check and decide whether to file a case"),
    "clue": ("核查调解中发现的线索", "Check what was found in mediation"),
    "tell_filing": ("告知实名举报人是否立案", "Tell the named reporter whether a case was filed"),
    "conclude": ("作出案件处理决定", "Decide the case"),
    "dispute": ("协商解决管辖争议", "Settle which office is competent"),
    "identity": ("补充身份证明材料", "Prove the identity"),
}

PENALTY = "市场监督管理行政处罚程序规定"
ENGLISH = {PENALTY: "SAMR Rules on Administrative Penalty Procedure"}
"""Laws that a time limit follows beside the order itself."""


@dataclass(frozen=True)
class Owed:
    """A step with its clock: counted from `since`, the last day, and the rule it follows.

    `last_day` is None while testing holds the clock, or where the order sets no time.
    """

    key: str
    since: date
    last_day: date | None
    rule: DeadlineRule | None
    regime: Regime
    provisional: bool = False
    done_on: date | None = None

    @property
    def words(self) -> str:
        """What is owed."""
        return pick(*WORDS[self.key])

    @property
    def law(self) -> str:
        """The order, with the article that sets the time."""
        if self.rule is None:
            return self.regime.law
        named, _plus, other = self.rule.law.partition("+")
        article, _slash, second = self.rule.article.partition("/")
        english = ENGLISH.get(named, self.regime.law_en)
        zh, en = f"{named}第{article}条", f"{english}, article {article}"
        if other:
            zh, en = f"{zh}、{PENALTY}第{second}条", f"{en}; {ENGLISH[PENALTY]}, article {second}"
        return pick(zh, en)

    @property
    def paused(self) -> bool:
        """Whether testing holds the clock."""
        return self.last_day is None and self.rule is not None

    def late(self, today: date) -> bool:
        """Whether it was or is not done in time."""
        return self.last_day is not None and (self.done_on or today) > self.last_day

    def overdue(self, today: date) -> bool:
        """Whether it is late and still not done."""
        return self.done_on is None and self.late(today)


def owed_of(case: Case, calendar: Calendar | None = None) -> list[Owed]:
    """Every step of a case that has a clock, in the order in which they are counted."""
    days = calendar or current_calendar()
    steps = _of_complaint(case, days) if isinstance(case, Complaint) else _of_tip_off(case, days)
    return [*steps, *_of_dispute(case, days)]


def first_of(owed: Iterable[Owed]) -> Owed | None:
    """The step that is owed first; None where nothing is."""
    waiting = [one for one in owed if one.done_on is None and one.last_day]
    return min(waiting, key=lambda one: one.last_day or date.max, default=None)


def next_owed(case: Case, calendar: Calendar | None = None) -> Owed | None:
    """The step of a case that is owed first; None where nothing is."""
    return first_of(owed_of(case, calendar))


def local_day(moment: datetime | None) -> date | None:
    """The local day of a moment."""
    return timezone.localtime(moment).date() if moment else None


def day_of(moment: datetime) -> date:
    """The local day of a moment that there is."""
    return timezone.localtime(moment).date()


def _of_complaint(case: Complaint, days: Calendar) -> Iterator[Owed]:
    decided, ended = local_day(case.decided_at), local_day(case.ended_at)
    handed = local_day(case.handed_at)
    yield _owed(days, "accept", local_day(_begun(case)), done=decided or handed)
    if case.state not in ("refused",) and decided:
        pauses = list(case.pauses.values_list("first_day", "last_day"))
        yield _owed(days, "mediate", decided, done=ended or handed, pauses=pauses)
    if case.state == "terminated":
        yield _owed(days, "tell_end", ended, done=local_day(case.told_at))


def _begun(case: Complaint) -> datetime:
    return case.reopened_at or case.received_at


def _of_tip_off(case: Case, days: Calendar) -> Iterator[Owed]:
    assert isinstance(case, TipOff)
    decided, handed = local_day(case.decided_at), local_day(case.handed_at)
    key = "clue" if case.clue_of_id else "check"
    granted = 1 if case.extended_at else 0
    since = local_day(case.counted_from)
    if case.state != "merged":
        yield _owed(days, key, since, done=decided or handed, extended=granted)
    if decided and not case.submission.anonymous and regime_on(decided).clocks.get("tell_filing"):
        yield _owed(days, "tell_filing", decided, done=local_day(case.told_at))
    if case.state in ("filed", "concluded"):
        yield _owed(days, "conclude", decided, done=local_day(case.concluded_at))


def _of_dispute(case: Case, days: Calendar) -> Iterator[Owed]:
    if case.disputed_at:
        yield _owed(
            days, "dispute", local_day(case.disputed_at), done=local_day(case.settled_dispute_at)
        )


def _owed(
    days: Calendar,
    key: str,
    since: date | None,
    *,
    done: date | None,
    pauses: Iterable[Pause] = (),
    extended: int = 0,
) -> Owed:
    assert since
    regime = regime_on(since)
    rule = regime.rule(key, since)
    limit = _limit(days, rule, since, list(pauses), extended)
    day = limit.date.date() if isinstance(limit.date, datetime) else limit.date
    return Owed(key, since, day, rule, regime, limit.provisional, done)


def _limit(
    days: Calendar, rule: DeadlineRule | None, since: date, pauses: list[Pause], extended: int
) -> Due:
    if rule is None or rule.number is None:
        return Due(None)
    granted = [rule.extension] * extended
    return due(rule, since, days, pauses=pauses, extensions=granted)
