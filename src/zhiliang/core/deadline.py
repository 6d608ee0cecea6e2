"""The rules and the days on which offices work, as they stand in the database."""

from datetime import date

from zhiliang.core.models import CalendarDay, DeadlineRule
from zhiliang.core.models.validity import valid_on
from zhiliang.methods.deadlines import Calendar, Due, Pause, due

__all__ = ["Calendar", "Due", "Pause", "current_calendar", "due", "rule_on"]


def rule_on(key: str, day: date) -> DeadlineRule | None:
    """The rule of a purpose that was in force on the day; None if the law sets none."""
    undated = DeadlineRule.objects.filter(key=key, valid_from=None)
    return DeadlineRule.objects.filter(valid_on(day), key=key).last() or undated.last()


def current_calendar() -> Calendar:
    """The table in the database; a year is known once it holds a day of its notice."""
    return Calendar.of_days(dict(CalendarDay.objects.values_list("day", "working")))
