"""Information passed on with a receipt, and what was not acknowledged in time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.models import Department, Person, Place
from zhiliang.core.ordered import ORDER, FollowUp
from zhiliang.core.policy import require
from zhiliang.core.steps import held, insist, now_or
from zhiliang.core.tick import periodic
from zhiliang.systems.risk.actions.writing import saved_information
from zhiliang.systems.risk.flow import incident as incident_flow
from zhiliang.systems.risk.flow import signal as signal_flow
from zhiliang.systems.risk.flow import warning as warning_flow
from zhiliang.systems.risk.models import Incident, Information, PublicWarning, Signal
from zhiliang.systems.risk.rules import hours_to_acknowledge

Subject = PublicWarning | Incident | Signal


@transaction.atomic
def inform(
    subject: Subject,
    *,
    by: Person,
    text: str,
    places: Iterable[Place] = (),
    departments: Iterable[Department] = (),
    at: datetime | None = None,
) -> Subject:
    """Inform places and departments of a warning, an incident or a signal; each acknowledges."""
    name, flow = _kind_of(subject)
    flow.require(subject, "inform", by)
    recipients = [("place", one) for one in places]
    recipients += [("department", one) for one in departments]  # type: ignore[misc]
    if not recipients:
        raise ValidationError({"places": _("请至少选择一个收文地区或者部门。")})
    moment, text = now_or(at), insist(text, "text")
    due = moment + timedelta(hours=hours_to_acknowledge(getattr(subject, "colour", "")))
    for kind, recipient in recipients:
        information = Information(
            sender=subject.place,
            text=text,
            sent_at=moment,
            sent_by=by,
            due_at=due,
            source=subject.source,
            **{name: subject, kind: recipient},
        )
        saved_information(information, "send", by=by, at=moment, to=recipient.pk)
    return subject


def _kind_of(subject: Subject) -> tuple[str, Any]:
    if isinstance(subject, PublicWarning):
        return "warning", warning_flow
    if isinstance(subject, Incident):
        return "incident", incident_flow
    return "signal", signal_flow


@transaction.atomic
def acknowledge(
    information: Information, *, by: Person, answer: str = "", at: datetime | None = None
) -> Information:
    """The recipient has it and says what will be done."""
    information = held(information)
    require(by, Information, "acknowledge", information)
    if information.acknowledged_at:
        raise ValidationError(_("已经签收过。"))
    information.acknowledged_at, information.acknowledged_by = now_or(at), by
    information.answer = answer
    information.in_time = information.acknowledged_at <= information.due_at
    return saved_information(information, "acknowledge", by=by, at=information.acknowledged_at)


@periodic("risk.informations", every=timedelta(minutes=15))
def find_unacknowledged(*, since: datetime | None = None, now: datetime, by: None = None) -> int:
    """Tell of everything that was not acknowledged in time, once; how many there were."""
    late = Information.objects.filter(acknowledged_at=None, overdue_at=None, due_at__lt=now)
    return sum(_tell_late(information, now=now, by=by) for information in late.order_by("pk"))


@transaction.atomic
def _tell_late(information: Information, *, now: datetime, by: None) -> int:
    information = held(information)
    if information.acknowledged_at or information.overdue_at:
        return 0
    information.overdue_at, information.in_time = now, False
    told = {ORDER: _order(information).told()} if information.place_id else {}
    saved_information(information, "overdue", by=by, at=now, **told)
    return 1


def _order(information: Information) -> FollowUp:
    due = timezone.localtime(information.due_at)
    subject = information.subject
    told = {"number": subject.number, "due": f"{due:%Y-%m-%d %H:%M}"}
    return FollowUp(
        kind="assigned",
        year=due.year,
        item=f"acknowledge-{information.pk}",
        title_zh="风险信息逾期未签收：{number}".format(**told),
        title_en="Risk information not acknowledged: {number}".format(**told),
        finding_zh="{number} 的信息通报应于 {due} 前签收，至今没有签收。".format(**told),
        finding_en="The information on {number} was to be acknowledged by {due}.".format(**told),
        code=information.place_id or "",
    )
