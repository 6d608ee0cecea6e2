"""A year as twelve small tables of weeks, each day a square: what both calendars are drawn from."""

from calendar import Calendar, month_name
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhiliang.core.language import pick
from zhiliang.core.pages.page import Words

Month = tuple[str, list[list["Square | None"]]]


@dataclass(frozen=True, slots=True)
class Square:
    """One day: how it is filled, what is printed in it, all of it in words, where it leads."""

    day: date
    shade: str
    value: Words
    words: str
    url: str = ""


def days_of(year: int) -> list[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    count = (date(year + 1, 1, 1) - first).days
    return [first + timedelta(days=number) for number in range(count)]


def name_of_month(month: int) -> str:
    """A month as a heading."""
    return pick(f"{month}月", month_name[month])


def months(squares: Sequence[Square]) -> Iterable[Month]:
    """Each month of the squares' year by weeks from Monday; None where a week leaves the month."""
    known: Mapping[date, Square] = {square.day: square for square in squares}
    year = squares[0].day.year
    for month in range(1, 13):
        weeks = Calendar().monthdatescalendar(year, month)
        yield (
            name_of_month(month),
            [[known.get(day) if day.month == month else None for day in week] for week in weeks],
        )
