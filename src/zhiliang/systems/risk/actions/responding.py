"""Incidents: registered, escalated, responded to with plan and resources, ended, reviewed."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.errors import NotAllowed
from zhiliang.core.models import Person
from zhiliang.core.steps import held, insist, next_serial, now_or
from zhiliang.systems.risk.actions.writing import saved_incident
from zhiliang.systems.risk.flow.incidents import incident as flow
from zhiliang.systems.risk.grading import grade_of
from zhiliang.systems.risk.models import Incident, LogEntry, Resource, SituationReport
from zhiliang.systems.risk.steps import year_of

TOLL = ("deaths", "serious", "hurt", "moved", "loss", "trapped_hours")


@transaction.atomic
def register_incident(*, by: Person, at: datetime | None = None, **said: Any) -> Incident:
    """Enter an incident; `said` are fields of an Incident. Its grade follows from the toll."""
    moment = now_or(at)
    incident = Incident(**said, registered_at=moment, registered_by=by)
    incident.state = flow.require(None, "register", by).to
    if not flow.is_for(incident, "register", by):
        raise NotAllowed(_("只能登记管辖范围内的事件。"), _("请选择本地区，或者通知事发地登记。"))
    if incident.known_at > moment:
        raise ValidationError({"known_at": _("时间在将来，请核对。")})
    incident.number = next_serial(Incident, f"SJ{year_of(moment)}-", width=4)
    incident.grade = grade_of(incident)
    return saved_incident(incident, "register", by=by, at=moment)


@transaction.atomic
def escalate(incident: Incident, *, by: Person, to: str, at: datetime | None = None) -> Incident:
    """Record that it was reported upwards, and to whom."""
    incident = held(incident)
    flow.require(incident, "escalate", by)
    if incident.escalated_at is None:
        incident.escalated_at, incident.escalated_by = now_or(at), by
    told = _("上报：%(to)s") % {"to": insist(to, "to")}
    entry = _entry(incident, told, by=by, at=now_or(at))
    return saved_incident(incident, "escalate", by=by, at=now_or(at), rows=[entry], to=to)


@transaction.atomic
def update_toll(
    incident: Incident,
    *,
    by: Person,
    deaths: int,
    serious: int,
    hurt: int,
    loss: int,
    at: datetime | None = None,
    **others: int,
) -> Incident:
    """Enter the toll as it is known now; the grade is established anew."""
    incident = held(incident)
    flow.require(incident, "update_toll", by)
    counts = {"deaths": deaths, "serious": serious, "hurt": hurt, "loss": loss, **others}
    changed = {name: n for name, n in counts.items() if n != getattr(incident, name)}
    before = incident.grade
    for name, number in changed.items():
        setattr(incident, name, number)
    if changed:
        incident.toll_at = now_or(at)
    incident.grade = grade_of(incident)
    return saved_incident(
        incident, "update_toll", by=by, at=now_or(at), before=before, changed=sorted(changed)
    )


@transaction.atomic
def respond(
    incident: Incident,
    *,
    by: Person,
    response: int,
    plan: str,
    measures: str,
    expected_until: datetime,
    report_every: int | None = None,
    at: datetime | None = None,
) -> Incident:
    """Start a response: what, at which level, until when, by which measures (article 72)."""
    incident = held(incident)
    incident.state = flow.require(incident, "respond", by).to
    incident.responded_at, incident.responded_by = now_or(at), by
    _insist_on_future(expected_until, incident.responded_at)
    incident.response, incident.plan = response, insist(plan, "plan")
    incident.measures = insist(measures, "measures")
    incident.expected_until, incident.report_every = expected_until, report_every
    incident.response_minutes = _minutes(incident.responded_at - incident.known_at)
    return saved_incident(incident, "respond", by=by, at=incident.responded_at, plan=incident.plan)


def _insist_on_future(until: datetime, moment: datetime) -> None:
    if until <= moment:
        raise ValidationError({"expected_until": _("预计期限须在启动之后。")})


def _minutes(length: timedelta) -> int:
    return max(0, int(length.total_seconds() // 60))


@transaction.atomic
def change_response(
    incident: Incident, *, by: Person, response: int, reason: str, at: datetime | None = None
) -> Incident:
    """Raise or lower the level of a response."""
    incident = held(incident)
    flow.require(incident, "change_response", by)
    before, incident.response = incident.response, response
    return saved_incident(
        incident,
        "change_response",
        by=by,
        at=now_or(at),
        before=before,
        reason=insist(reason, "reason"),
    )


@transaction.atomic
def report_situation(
    incident: Incident,
    *,
    by: Person,
    kind: str,
    to: str,
    text: str,
    next_steps: str = "",
    at: datetime | None = None,
) -> Incident:
    """File a situation report with the toll as it stands; the first is 首报, none follows 终报."""
    incident = held(incident)
    flow.require(incident, "report_situation", by)
    last = incident.reports.order_by("number").last()
    _insist_on_order(last, kind)
    moment = now_or(at)
    report = SituationReport(
        incident=incident,
        number=last.number + 1 if last else 1,
        kind=kind,
        to=insist(to, "to"),
        text=insist(text, "text"),
        next_steps=next_steps,
        at=moment,
        by=by,
        **{name: getattr(incident, name) for name in ("deaths", "serious", "hurt", "loss")},
    )
    return saved_incident(
        incident,
        "report_situation",
        by=by,
        at=moment,
        rows=[report],
        report=report.number,
        report_kind=kind,
    )


def _insist_on_order(last: SituationReport | None, kind: str) -> None:
    kinds = SituationReport.Kind
    if (last is None) != (kind == kinds.FIRST):
        raise ValidationError({"kind": _("第一份是首报，其后是续报或者终报。")})
    if last and last.kind == kinds.FINAL:
        raise ValidationError({"kind": _("已有终报，不能再报。")})


@transaction.atomic
def write_log(
    incident: Incident,
    *,
    by: Person,
    text: str,
    happened_at: datetime | None = None,
    at: datetime | None = None,
) -> Incident:
    """Write down what was done or learned; an entry is never changed."""
    incident = held(incident)
    flow.require(incident, "write_log", by)
    moment = now_or(at)
    if happened_at and happened_at > moment:
        raise ValidationError({"happened_at": _("时间在将来，请核对。")})
    told = insist(text, "text")
    entry = _entry(incident, told, by=by, at=happened_at or moment, entered=moment)
    return saved_incident(incident, "write_log", by=by, at=moment, rows=[entry])


def _entry(
    incident: Incident, text: str, *, by: Person, at: datetime, entered: datetime | None = None
) -> LogEntry:
    return LogEntry(incident=incident, text=text, at=at, by=by, entered_at=entered or at)


@transaction.atomic
def ask_resource(
    incident: Incident, *, by: Person, at: datetime | None = None, **said: Any
) -> Incident:
    """Ask for people, vehicles, goods or laboratories; `said` are fields of a Resource."""
    incident = held(incident)
    flow.require(incident, "ask_resource", by)
    moment = now_or(at)
    resource = Resource(incident=incident, asked_at=moment, asked_by=by, **said)
    return saved_incident(
        incident, "ask_resource", by=by, at=moment, rows=[resource], name=resource.name
    )


@transaction.atomic
def move_resource(
    incident: Incident, *, by: Person, resource: Resource, at: datetime | None = None
) -> Incident:
    """Record that a resource came, or, once it came, that it went back."""
    incident = held(incident)
    flow.require(incident, "move_resource", by)
    resource = held(resource)
    if resource.incident_id != incident.pk or resource.state == Resource.State.RELEASED:
        raise ValidationError({"resource": _("请选择这起事件还没有归还的资源。")})
    moment = now_or(at)
    if resource.state == Resource.State.ASKED:
        resource.state, resource.arrived_at, resource.arrived_by = "arrived", moment, by
    else:
        resource.state, resource.released_at, resource.released_by = "released", moment, by
    return saved_incident(
        incident,
        "move_resource",
        by=by,
        at=moment,
        rows=[resource],
        name=resource.name,
        to=resource.state,
    )


@transaction.atomic
def end_response(
    incident: Incident, *, by: Person, reason: str, at: datetime | None = None
) -> Incident:
    """End a response, or say that none was needed (article 86)."""
    incident = held(incident)
    incident.state = flow.require(incident, "end", by).to
    incident.ended_at, incident.ended_by = now_or(at), by
    incident.ended_reason = insist(reason, "reason")
    return saved_incident(
        incident, "end", by=by, at=incident.ended_at, reason=incident.ended_reason
    )


@transaction.atomic
def review_incident(
    incident: Incident,
    *,
    by: Person,
    lessons: str,
    systemic: bool = False,
    at: datetime | None = None,
) -> Incident:
    """Say how it came about and what was learned, and close (article 92)."""
    incident = held(incident)
    incident.state = flow.require(incident, "review", by).to
    incident.lessons, incident.systemic = insist(lessons, "lessons"), systemic
    incident.reviewed_at, incident.reviewed_by = now_or(at), by
    return saved_incident(incident, "review", by=by, at=incident.reviewed_at, systemic=systemic)
