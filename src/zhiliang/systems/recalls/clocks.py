"""What a recall owes until when: the duties of its regime as they stand at a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from zhiliang.core.deadline import Calendar, Due, current_calendar, due, rule_on
from zhiliang.core.models import DeadlineRule
from zhiliang.systems.recalls.models import Duty, Recall, Report

ENDED = ("closed", "terminated")


@dataclass(frozen=True)
class Owed:
    """A duty with its clock: `due_at` is the first moment at which it is late.

    `last_day` is set where the law counts days, and not where it counts hours. `since` and `due_at`
    are empty while nothing has started the clock, or where the law sets no time.
    """

    duty: Duty
    since: datetime | None = None
    due_at: datetime | None = None
    last_day: date | None = None
    provisional: bool = False
    done_at: datetime | None = None
    law: str = ""

    @property
    def words(self) -> str:
        """What is owed."""
        return self.duty.words

    @property
    def running(self) -> bool:
        """Whether its clock runs and it is not done."""
        return self.since is not None and self.done_at is None

    def late(self, now: datetime) -> bool:
        """Whether it was or is not done in time."""
        return self.due_at is not None and (self.done_at or now) >= self.due_at

    def overdue(self, now: datetime) -> bool:
        """Whether it is late and still not done."""
        return self.running and self.late(now)

    def left(self, now: datetime) -> timedelta | None:
        """The time that is left, negative once it is over; None where no clock runs."""
        return self.due_at - now if self.running and self.due_at else None


def duties_of(recall: Recall, *, now: datetime) -> list[Owed]:
    """Every duty that its law puts on a recall of its class, in the law's order."""
    calendar = current_calendar()
    return [
        _owed(recall, duty, calendar, now)
        for duty in recall.regime.duties
        if duty.applies(recall.level, recall.basis, serious=recall.serious)
    ]


def next_owed(recall: Recall, *, now: datetime) -> Owed | None:
    """The running duty that falls due first; None where no clock runs."""
    if recall.state in ENDED:
        return None
    running = [one for one in duties_of(recall, now=now) if one.running and one.due_at]
    return min(running, key=lambda one: one.due_at or now, default=None)


def overdue_of(recall: Recall, *, now: datetime) -> list[Owed]:
    """The duties that are late and not done."""
    if recall.state in ENDED:
        return []
    return [one for one in duties_of(recall, now=now) if one.overdue(now)]


def finish_by(recall: Recall) -> date | None:
    """The last day to finish: as extended, as the law says, else as the accepted plan says."""
    if recall.extended_to:
        return recall.extended_to
    duty = recall.regime.duty("finish")
    if duty:
        return _owed(recall, duty, current_calendar(), timezone.now()).last_day
    plan = recall.plans.exclude(verdict="returned").first()
    return plan.finish_by if plan else None


def objection_until(recall: Recall) -> date | None:
    """The last day to object to being told to recall; None where there is no such right."""
    key = recall.regime.objection
    if not key or recall.notified_at is None:
        return None
    day = timezone.localtime(recall.notified_at).date()
    rule = rule_on(key, day)
    return _day(due(rule, day, current_calendar())) if rule else None


def _owed(recall: Recall, duty: Duty, calendar: Calendar, now: datetime) -> Owed:
    moments = recall.moments
    since = next((moments[name] for name in duty.since if moments[name]), None)
    done = moments[duty.done] if duty.done else None
    rule = _rule(recall, duty)
    law = law_of(rule) if rule else recall.regime.law
    if since is None or rule is None or rule.number is None:
        return Owed(duty, since, done_at=done, law=law)
    if duty.every:
        return _again(recall, duty, since, rule=rule, law=law)
    limit = due(rule, _trigger(rule, since), calendar)
    found = Owed(duty, since, _moment(limit), _day(limit), limit.provisional, done, law)
    if duty.key == "finish" and recall.extended_to:
        return Owed(
            duty, since, _after(recall.extended_to), recall.extended_to, False, done, law=law
        )
    return found


def _again(recall: Recall, duty: Duty, since: datetime, *, rule: DeadlineRule, law: str) -> Owed:
    """The next of the reports that are owed again and again: from the last one, or the start.

    It ends when the recall is finished. Days are counted through, holidays included.
    """
    reports = recall.reports.filter(kind=Report.Kind.PROGRESS, at__gte=since).order_by("at")
    last = max([since, *reports.values_list("at", flat=True)])
    day = timezone.localtime(last).date()
    every = rule.number or 0
    until = _months_on(day, every) if rule.unit == "month" else day + timedelta(days=every)
    return Owed(duty, last, _after(until), until, done_at=recall.finished_at, law=law)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


def _rule(recall: Recall, duty: Duty) -> DeadlineRule | None:
    """The row of its time limit as it was when the risk became known: that day's law governs."""
    key = duty.clock(recall.level)
    return rule_on(key, timezone.localtime(recall.known_at).date()) if key else None


def _trigger(rule: DeadlineRule, since: datetime) -> date | datetime:
    return since if rule.unit == "hour" else timezone.localtime(since).date()


def _day(limit: Due) -> date | None:
    return None if isinstance(limit.date, datetime) else limit.date


def _moment(limit: Due) -> datetime | None:
    if limit.date is None or isinstance(limit.date, datetime):
        return limit.date
    return _after(limit.date)


def _after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def law_of(rule: DeadlineRule) -> str:
    """The law and article of a time limit, as records keep it."""
    article = f"第{rule.article}条" if rule.article[:1].isdigit() else rule.article
    return f"{rule.law} {article}"


def lateness_of(recall: Recall, *, now: datetime) -> Iterator[tuple[str, datetime]]:
    """(duty, moment) of everything that is overdue."""
    for one in overdue_of(recall, now=now):
        assert one.due_at
        yield one.duty.key, one.due_at
