"""Statutory time limits: one pure function over a rule of law and the days on which offices work.

Counting follows what administrative law has in common (State Administration for Market Regulation
order 121 of 2025, article 45; Civil Code of 2020, articles 201-203): the day of the trigger is not
counted, and a limit whose last day is a statutory holiday ends with the first day after it.
"""

import calendar as months
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import chinese_calendar

_DAY = dt.timedelta(days=1)
_UNITS = {
    "hours": "hour",
    "小时": "hour",
    "natural_day": "calendar_day",
    "natural_days": "calendar_day",
    "calendar_days": "calendar_day",
    "自然日": "calendar_day",
    "日": "calendar_day",
    "working_days": "working_day",
    "工作日": "working_day",
    "months": "month",
    "月": "month",
    "years": "year",
    "年": "year",
}
UNITS = ("hour", "calendar_day", "working_day", "month", "year")
ROLLS = ("none", "holiday", "nonworking")


class RuleLike(Protocol):
    """What `due` reads of a rule; `Rule` has it, and so have rows of the table of time limits."""

    @property
    def number(self) -> int | None:
        """How many; None where the law sets no number."""

    @property
    def unit(self) -> str:
        """One of UNITS."""

    @property
    def extension(self) -> int:
        """How many more may be granted."""

    @property
    def extension_unit(self) -> str:
        """One of UNITS; empty is that of the rule."""

    @property
    def roll(self) -> str:
        """One of ROLLS."""


@dataclass(frozen=True)
class Rule:
    """A time limit: `number` of `unit`, which may be extended by `extension`.

    `unit` is one of UNITS (the words of the law, 工作日 or natural_days, are understood). `roll`
    says what happens when the last day is no working day: `none`, `holiday` (it moves off statutory
    holidays and the days off that a notice puts beside them) or `nonworking` (off weekends too).
    ValueError for another unit or roll.
    """

    number: int | None
    unit: str
    extension: int = 0
    extension_unit: str = ""
    roll: str = "holiday"

    def __post_init__(self) -> None:  # noqa: D105
        for name in ("unit", "extension_unit"):
            said = getattr(self, name)
            object.__setattr__(self, name, _UNITS.get(said, said))
        if self.unit not in UNITS or self.extension_unit not in ("", *UNITS):
            raise ValueError(f"unit must be one of {UNITS}, not {self.unit!r}")
        if self.roll not in ROLLS:
            raise ValueError(f"roll must be one of {ROLLS}, not {self.roll!r}")


@dataclass(frozen=True)
class Calendar:
    """Which days offices work. Outside `first`..`last` only weekends are known."""

    first: dt.date
    last: dt.date
    off: frozenset[dt.date]
    on: frozenset[dt.date]

    @classmethod
    def of_days(cls, days: Mapping[dt.date, bool]) -> "Calendar":
        """Take days that notices name, each worked or not; whole years are known by them."""
        years = {day.year for day in days} or {1}
        return cls(
            first=dt.date(min(years), 1, 1),
            last=dt.date(max(years), 12, 31),
            off=frozenset(day for day, working in days.items() if not working),
            on=frozenset(day for day, working in days.items() if working),
        )

    @classmethod
    def of_notices(cls) -> "Calendar":
        """Take the State Council's notices as the installed chinesecalendar compiled them."""
        tables = chinese_calendar.constants
        return cls.of_days(
            dict.fromkeys(tables.holidays, False) | dict.fromkeys(tables.workdays, True)
        )

    def is_working(self, day: dt.date) -> bool:
        """Whether offices work on the day, by the notice or else by the weekday."""
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def knows(self, day: dt.date) -> bool:
        """Whether the State Council's notice for the day is in the table."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Due:
    """The last day (for hours: the last moment); provisional if the table did not reach it.

    `date` is None while an open pause holds the clock.
    """

    date: dt.date | dt.datetime | None
    provisional: bool = False


Pause = tuple[dt.date, dt.date | None]
"""First and last day on which the clock stood still; an open end means it still does."""
Extension = int | tuple[int, str]
"""A number in the unit of the rule's extension, or a number and its unit."""


def due(
    rule: RuleLike | Mapping[str, Any],
    start: dt.date,
    calendar: Calendar,
    *,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Due:
    """When the time of `rule` runs out if it began with `start` (a date, or a datetime for hours).

    The day of the start is not counted; days within `pauses` are not counted, a day within two of
    them only once; each of `extensions` is counted on from where the time would have ended before
    it. The last day rolls off days off as `rule.roll` says, once, after all extensions.
    TypeError if hours start at anything but an aware datetime. ValueError if the rule has no
    number, if a pause ends before it begins, or if hours are paused.
    """
    found = _rule(rule)
    if found.number is None or not found.unit:
        raise ValueError("this rule quotes the law but sets no number to count")
    if any(end is None for _first, end in pauses):
        return Due(None, provisional=True)
    if found.unit == "hour":
        return Due(_hours(found, start, pauses, extensions))
    begun = start.date() if isinstance(start, dt.datetime) else start
    clock = _Clock(calendar, frozenset(_days(pauses)))
    end = clock.advance(begun, found.number, found.unit)
    for number, unit in _granted(found, extensions):
        end = clock.advance(end, number, unit)
    end = _rolled(end, found, calendar)
    return Due(end, provisional=not (calendar.knows(begun) and calendar.knows(end)))


def _rule(rule: RuleLike | Mapping[str, Any]) -> RuleLike:
    if not isinstance(rule, Mapping):
        return rule
    names = ("extension", "extension_unit", "roll")
    number = rule["number"] if "number" in rule else rule["limit"]
    more = {name: rule[name] for name in names if rule.get(name)}
    return Rule(None if number in (None, "") else int(number), rule["unit"], **more)


def _granted(rule: RuleLike, extensions: Iterable[Extension]) -> Iterable[tuple[int, str]]:
    for one in extensions:
        number, unit = (one, "") if isinstance(one, int) else one
        unit = _UNITS.get(unit, unit) or rule.extension_unit or rule.unit
        if number < 0 or unit not in UNITS:
            raise ValueError(f"an extension is a number of days, months or years, not {one!r}")
        yield number, unit


@dataclass(frozen=True)
class _Clock:
    """Counts days on a calendar, leaving out the pauses."""

    calendar: Calendar
    paused: frozenset[dt.date]

    def advance(self, start: dt.date, number: int, unit: str) -> dt.date:
        if unit in ("month", "year"):
            end = _add_months(start, number * (12 if unit == "year" else 1))
            return self._count(end, sum(start < day <= end for day in self.paused), unit)
        return self._count(start, number, unit)

    def _count(self, day: dt.date, number: int, unit: str) -> dt.date:
        while number > 0:
            day += _DAY
            off = unit == "working_day" and not self.calendar.is_working(day)
            number -= not off and day not in self.paused
        return day


def _add_months(day: dt.date, number: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    # 31 January plus one month is the last day of February
    return dt.date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _rolled(day: dt.date, rule: RuleLike, calendar: Calendar) -> dt.date:
    if rule.unit == "working_day" or rule.roll == "none":
        return day
    while day in calendar.off or (rule.roll == "nonworking" and not calendar.is_working(day)):
        day += _DAY
    return day


def _hours(
    rule: RuleLike, start: dt.date, pauses: Sequence[Pause], extensions: Sequence[Extension]
) -> dt.datetime:
    if not isinstance(start, dt.datetime) or start.tzinfo is None:
        raise TypeError("a time limit in hours starts at an aware datetime")
    if pauses:
        raise ValueError("a time limit in hours knows no pauses")
    granted = list(_granted(rule, extensions))
    if any(unit != "hour" for _number, unit in granted):
        raise ValueError("a time limit in hours is extended by hours")
    return start + dt.timedelta(hours=(rule.number or 0) + sum(number for number, _ in granted))


def _days(pauses: Iterable[Pause]) -> Iterable[dt.date]:
    for start, end in pauses:
        if end is not None and end < start:
            raise ValueError(f"a pause ends on {end}, before it begins on {start}")
        day = start
        while end and day <= end:
            yield day
            day += _DAY
