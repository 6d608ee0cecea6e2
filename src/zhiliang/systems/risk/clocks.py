"""What an incident owes until when: the duties of its kind, and the reports of its response."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from zhiliang.core.deadline import current_calendar, rule_on
from zhiliang.core.language import name_of, pick
from zhiliang.core.models import DeadlineRule
from zhiliang.methods.deadlines import Calendar, due
from zhiliang.systems.risk.models import Incident, SituationReport

FILE = Path(__file__).parent / "clocks.yaml"
INTERVAL = "interval"


@dataclass(frozen=True)
class Duty:
    """Something owed within a time; `by` is the firm or the authority."""

    key: str
    zh: str
    en: str
    since: str
    done: str
    clocks: tuple[str, ...] = ()
    by: str = "authority"
    grades: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What is owed, in the reader's language."""
        return pick(self.zh, self.en)


@dataclass(frozen=True)
class Regime:
    """What the law says of reporting incidents of a kind."""

    kind: str
    note_zh: str
    note_en: str
    duties: tuple[Duty, ...]

    @property
    def note(self) -> str:
        """What to know of it, in the reader's language."""
        return name_of(self, "note")


@dataclass(frozen=True)
class Owed:
    """A duty with its clock: `due_at` is the moment after which it is late."""

    duty: Duty
    since: datetime | None = None
    due_at: datetime | None = None
    done_at: datetime | None = None
    law: str = ""

    @property
    def running(self) -> bool:
        """Whether its clock runs and it is not done."""
        return self.since is not None and self.done_at is None

    def late(self, now: datetime) -> bool:
        """Whether it was or is not done in time."""
        return self.due_at is not None and (self.done_at or now) > self.due_at

    def overdue(self, now: datetime) -> bool:
        """Whether it is late and still not done."""
        return self.running and self.late(now)


_EVERY = Duty(INTERVAL, "续报处置情况", "Report how the response stands", "reported", "")


@cache
def regimes() -> Mapping[str, Regime]:
    """The rules of every kind; TypeError for a row that lacks a word or has one too many."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {row["kind"]: _regime(row) for row in rows}


def _regime(row: dict[str, Any]) -> Regime:
    lists = ("clocks", "grades")
    duties = [
        Duty(**{**duty, **{name: tuple(duty.get(name, ())) for name in lists}})
        for duty in row.get("duties", ())
    ]
    return Regime(row["kind"], row["note_zh"], row["note_en"], tuple(duties))


def duties_of(incident: Incident) -> list[Owed]:
    """Every duty of an incident of its kind and grade, and the report its response asks for."""
    moments = moments_of(incident)
    calendar = current_calendar()
    found = [
        _owed(incident, duty, moments, calendar)
        for duty in regimes()[incident.kind].duties
        if not duty.grades or incident.grade in duty.grades
    ]
    return [*found, *_interval(incident, moments)]


def moments_of(incident: Incident) -> dict[str, datetime | None]:
    """The moments that start clocks and that fulfil duties."""
    reports = list(incident.reports.order_by("number").values_list("at", flat=True))
    changed = incident.toll_at
    return {
        "occurred": incident.occurred_at,
        "known": incident.known_at,
        "escalated": incident.escalated_at,
        "reported": reports[0] if reports else None,
        "last": reports[-1] if reports else None,
        "toll": changed,
        "toll_reported": next((at for at in reports if changed and at >= changed), None),
    }


def next_owed(incident: Incident) -> Owed | None:
    """The running duty that falls due first; None where no clock runs."""
    running = [one for one in duties_of(incident) if one.running and one.due_at]
    return min(running, key=lambda one: one.due_at or one.since, default=None)  # type: ignore[arg-type, return-value]


def overdue_of(incident: Incident, *, now: datetime) -> list[Owed]:
    """The duties that are late and not done."""
    return [one for one in duties_of(incident) if one.overdue(now)]


def _owed(
    incident: Incident, duty: Duty, moments: Mapping[str, datetime | None], calendar: Calendar
) -> Owed:
    since, done = moments[duty.since], moments[duty.done]
    rule = _rule(duty, incident)
    law = f"{rule.law} {_article(rule.article)}".strip() if rule else ""
    if since is None or rule is None or rule.number is None:
        return Owed(duty, since, done_at=done, law=law)
    start = since if rule.unit == "hour" else timezone.localtime(since).date()
    limit = due(rule, start, calendar).date
    if limit is not None and not isinstance(limit, datetime):
        # a day's limit ends with the day
        after = datetime.combine(limit + timedelta(days=1), time())
        limit = timezone.make_aware(after) - timedelta(seconds=1)
    return Owed(duty, since, limit, done, law)


def _rule(duty: Duty, incident: Incident) -> DeadlineRule | None:
    """The row that was in force when it happened: that day's law governs."""
    day = timezone.localtime(incident.occurred_at).date()
    found = (rule_on(key, day) for key in duty.clocks)
    return next((rule for rule in found if rule), None)


def _interval(incident: Incident, moments: Mapping[str, datetime | None]) -> Iterator[Owed]:
    """The next of the reports that the response itself asks for, from the last one or its start."""
    if not incident.report_every or incident.responded_at is None:
        return
    since = max(filter(None, (incident.responded_at, moments["last"])))
    final = incident.reports.filter(kind=SituationReport.Kind.FINAL).order_by("number").first()
    until = since + timedelta(hours=incident.report_every)
    yield Owed(_EVERY, since, until, incident.ended_at or (final.at if final else None))


def _article(text: str) -> str:
    return f"第{text}条" if text[:1].isdigit() else text
