"""The clock of a case: until when the next step must be taken, by the flow's own time limit."""

from dataclasses import dataclass
from datetime import date, datetime

from zhiliang.core.deadline import current_calendar, due, rule_on
from zhiliang.core.flow import Flow


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit that is running: the step, its last day and the article that sets it."""

    step: str
    last_day: date
    law: str
    overdue: bool
    provisional: bool


def clock_of(flow: Flow, state: str, *, since: datetime, today: date) -> Clock | None:
    """The nearest time limit among the steps out of `state`, which began at `since`."""
    running = [
        clock
        for step in flow.steps
        if step.within and state in step.sources
        if (clock := _running(step.label, step.within, since=since, today=today))
    ]
    return min(running, key=lambda clock: clock.last_day, default=None)


def _running(step: str, key: str, *, since: datetime, today: date) -> Clock | None:
    rule = rule_on(key, since.date())
    if rule is None or rule.number is None:
        return None
    limit = due(rule, since, current_calendar())
    if limit.date is None:
        return None
    last_day = limit.date.date() if isinstance(limit.date, datetime) else limit.date
    law = f"{rule.law}{rule.article}"
    return Clock(step, last_day, law, overdue=last_day < today, provisional=limit.provisional)
