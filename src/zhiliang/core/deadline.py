"""Statutory time limits: one pure function over a dated rule and the table of working days."""

import calendar as months
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from zhiliang.core.models import CalendarDay, DeadlineRule
from zhiliang.core.models.validity import valid_on

_DAY = timedelta(days=1)


class Rule(Protocol):
    """What `due` reads of a rule; DeadlineRule rows have it."""

    number: int | None
    unit: str
    extension: int
    extension_unit: str
    roll: str


@dataclass(frozen=True)
class Calendar:
    """Which days offices work. Outside `first`..`last` only weekends are known."""

    first: date
    last: date
    off: frozenset[date]
    on: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Whether offices work on the day, by the notice or else by the weekday."""
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def knows(self, day: date) -> bool:
        """Whether the State Council's notice for the day is in the table."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Due:
    """The last day (for hours: the last moment); provisional if the table did not reach it.

    `at` is None while an open pause holds the clock.
    """

    at: date | datetime | None
    provisional: bool = False


# first and last day on which the clock stood still; an open end means it still does
Pause = tuple[date, date | None]


def due(
    rule: Rule,
    trigger: date | datetime,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extensions: int = 0,
) -> Due:
    """When the time of `rule` runs out if it began with `trigger`.

    The day of the trigger is not counted; days within pauses are not counted; `extensions` is how
    often the rule's extension was granted. Calendar days, months and years roll off days off as
    `rule.roll` says. Hours need an aware datetime and a plain one is refused (TypeError).
    ValueError if the rule has no number.
    """
    if rule.number is None or not rule.unit:
        raise ValueError("this rule quotes the law but sets no number to count")
    if any(end is None for _start, end in pauses):
        return Due(None, provisional=True)
    if rule.unit == "hour":
        return Due(_hours(rule, trigger, pauses, extensions))
    start = trigger.date() if isinstance(trigger, datetime) else trigger
    clock = _Clock(calendar, frozenset(_days(pauses)))
    end = clock.advance(start, rule.number, rule.unit)
    for _ in range(extensions):
        end = clock.advance(end, rule.extension, rule.extension_unit or rule.unit)
    end = _rolled(end, rule, calendar)
    return Due(end, provisional=not (calendar.knows(start) and calendar.knows(end)))


@dataclass(frozen=True)
class _Clock:
    """Counts days on a calendar, leaving out the pauses."""

    calendar: Calendar
    paused: frozenset[date]

    def advance(self, start: date, number: int, unit: str) -> date:
        if unit in ("month", "year"):
            end = _add_months(start, number * (12 if unit == "year" else 1))
            return self._count(end, sum(start < day <= end for day in self.paused), unit)
        return self._count(start, number, unit)

    def _count(self, day: date, number: int, unit: str) -> date:
        while number > 0:
            day += _DAY
            off = unit == "working_day" and not self.calendar.is_working(day)
            number -= not off and day not in self.paused
        return day


def _add_months(day: date, number: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    # 31 January plus one month is the last day of February
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _rolled(day: date, rule: Rule, calendar: Calendar) -> date:
    if rule.unit == "working_day" or rule.roll == "none":
        return day
    while day in calendar.off or (rule.roll == "nonworking" and not calendar.is_working(day)):
        day += _DAY
    return day


def _hours(rule: Rule, trigger: date, pauses: Sequence[Pause], extensions: int) -> datetime:
    if not isinstance(trigger, datetime) or trigger.tzinfo is None:
        raise TypeError("a time limit in hours starts at an aware datetime")
    if pauses:
        raise ValueError("a time limit in hours knows no pauses")
    return trigger + timedelta(hours=(rule.number or 0) + extensions * rule.extension)


def _days(pauses: Iterable[Pause]) -> Iterable[date]:
    for start, end in pauses:
        day = start
        while end and day <= end:
            yield day
            day += _DAY


def rule_on(key: str, day: date) -> DeadlineRule | None:
    """The rule of a purpose that was in force on the day; None if the law sets none."""
    undated = DeadlineRule.objects.filter(key=key, valid_from=None)
    return DeadlineRule.objects.filter(valid_on(day), key=key).last() or undated.last()


def current_calendar() -> Calendar:
    """The table in the database; a year is known once it holds a day of its notice."""
    days = dict(CalendarDay.objects.values_list("day", "working"))
    years = {day.year for day in days} or {1}
    return Calendar(
        first=date(min(years), 1, 1),
        last=date(max(years), 12, 31),
        off=frozenset(day for day, working in days.items() if not working),
        on=frozenset(day for day, working in days.items() if working),
    )
