"""Notices, alerts and warnings: drafted, proposed, issued, adjusted, lifted, reviewed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import NotAllowed
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Person, Place
from zhiliang.core.steps import held, insist, next_serial, now_or
from zhiliang.methods.canonical import canonical_json
from zhiliang.systems.risk.actions.writing import saved_warning
from zhiliang.systems.risk.flow.warnings import warning as flow
from zhiliang.systems.risk.identifiers import next_identifier
from zhiliang.systems.risk.models import Message, PublicWarning
from zhiliang.systems.risk.policy.governing import governs
from zhiliang.systems.risk.steps import codes_of, year_of

PREFIXES = {"notice": "TS", "alert": "JS", "emergency": "YJ"}
FIXED = ("kind", "place", "department", "assessment")
"""What a revision cannot change: then it would be another warning."""


@transaction.atomic
def draft(
    *, by: Person, areas: Iterable[Place], at: datetime | None = None, **said: Any
) -> PublicWarning:
    """Write a draft; `said` are fields of a PublicWarning."""
    moment = now_or(at)
    warning = PublicWarning(**said, drafted_at=moment, drafted_by=by)
    warning.state = flow.require(None, "draft", by).to
    if not flow.is_for(warning, "draft", by):
        raise NotAllowed(
            _("只能为管辖范围内的地区或者本部门拟稿。"), _("请选择本地区或者本部门作为发布单位。")
        )
    prefix = f"{PREFIXES[warning.kind]}{year_of(moment)}-"
    warning.number = next_serial(PublicWarning, prefix, width=4)
    saved_warning(warning, "draft", by=by, at=moment)
    warning.areas.set(_named(areas))
    return warning


@transaction.atomic
def revise(
    warning: PublicWarning,
    *,
    by: Person,
    areas: Iterable[Place],
    at: datetime | None = None,
    **said: Any,
) -> PublicWarning:
    """Change a draft; who drafts it last is its drafter, for four eyes."""
    warning = held(warning)
    flow.require(warning, "revise", by)
    for name, value in said.items():
        if name not in FIXED:
            setattr(warning, name, value)
    warning.drafted_at, warning.drafted_by = now_or(at), by
    warning.areas.set(_named(areas))
    return saved_warning(warning, "revise", by=by, at=warning.drafted_at)


def _named(areas: Iterable[Place]) -> list[Place]:
    found = list(areas)
    if not found:
        raise ValidationError({"areas": _("请至少选择一个可能影响的地区。")})
    return found


@transaction.atomic
def propose(warning: PublicWarning, *, by: Person, at: datetime | None = None) -> PublicWarning:
    """Put an emergency warning before the government that may issue it."""
    warning = held(warning)
    _insist_on_kind(warning, emergency=True, verb="propose")
    warning.state = flow.require(warning, "propose", by).to
    warning.proposed_at, warning.proposed_by = now_or(at), by
    return saved_warning(warning, "propose", by=by, at=warning.proposed_at)


@transaction.atomic
def return_draft(
    warning: PublicWarning, *, by: Person, reason: str, at: datetime | None = None
) -> PublicWarning:
    """Send a proposal back."""
    warning = held(warning)
    warning.state = flow.require(warning, "return", by).to
    _insist_on_government(warning, by)
    warning.returned_reason = insist(reason, "reason")
    warning.proposed_at = warning.proposed_by = None
    return saved_warning(warning, "return", by=by, at=now_or(at), reason=reason)


@transaction.atomic
def issue(warning: PublicWarning, *, by: Person, at: datetime | None = None) -> PublicWarning:
    """Issue a department's notice or alert; another person than the drafter signs it."""
    warning = held(warning)
    _insist_on_kind(warning, emergency=False, verb="issue")
    warning.state = flow.require(warning, "issue", by).to
    return _issued(warning, "issue", by=by, at=at)


@transaction.atomic
def issue_emergency(
    warning: PublicWarning, *, by: Person, approval: str, at: datetime | None = None
) -> PublicWarning:
    """Issue a warning of an emergency, as its government (article 64)."""
    warning = held(warning)
    _insist_on_kind(warning, emergency=True, verb="issue_emergency")
    warning.state = flow.require(warning, "issue_emergency", by).to
    _insist_on_government(warning, by)
    warning.approval = insist(approval, "approval")
    return _issued(warning, "issue_emergency", by=by, at=at)


def _issued(warning: PublicWarning, verb: str, *, by: Person, at: datetime | None) -> PublicWarning:
    warning.issued_at, warning.issued_by = now_or(at), by
    message = _message(warning, Message.Kind.ALERT, by=by, at=warning.issued_at)
    return saved_warning(
        warning,
        verb,
        by=by,
        at=warning.issued_at,
        rows=[message],
        identifier=message.identifier,
        areas=codes_of(warning.areas.all()),
    )


@transaction.atomic
def adjust(
    warning: PublicWarning,
    *,
    by: Person,
    reason: str,
    at: datetime | None = None,
    areas: Iterable[Place] | None = None,
    **said: Any,
) -> PublicWarning:
    """Adjust what is in force and issue it again (article 70), by whom it was issued."""
    warning = held(warning)
    flow.require(warning, "adjust", by)
    _insist_on_issuer(warning, by)
    for name, value in said.items():
        if name not in FIXED:
            setattr(warning, name, value)
    if areas is not None:
        warning.areas.set(_named(areas))
    moment, reason = now_or(at), insist(reason, "reason")
    message = _message(warning, Message.Kind.UPDATE, by=by, at=moment, reason=reason)
    return saved_warning(
        warning,
        "adjust",
        by=by,
        at=moment,
        reason=reason,
        rows=[message],
        identifier=message.identifier,
    )


@transaction.atomic
def lift(
    warning: PublicWarning, *, by: Person, reason: str, at: datetime | None = None
) -> PublicWarning:
    """Lift what is in force and tell everybody (article 70), by whom it was issued."""
    warning = held(warning)
    warning.state = flow.require(warning, "lift", by).to
    _insist_on_issuer(warning, by)
    warning.lifted_at, warning.lifted_by = now_or(at), by
    warning.lifted_reason = insist(reason, "reason")
    message = _message(warning, Message.Kind.CANCEL, by=by, at=warning.lifted_at, reason=reason)
    return saved_warning(
        warning,
        "lift",
        by=by,
        at=warning.lifted_at,
        reason=reason,
        rows=[message],
        identifier=message.identifier,
    )


@transaction.atomic
def review(
    warning: PublicWarning, *, by: Person, lessons: str, at: datetime | None = None
) -> PublicWarning:
    """Say what was learned, and close."""
    warning = held(warning)
    warning.state = flow.require(warning, "review", by).to
    warning.lessons = insist(lessons, "lessons")
    warning.reviewed_at, warning.reviewed_by = now_or(at), by
    return saved_warning(warning, "review", by=by, at=warning.reviewed_at)


@transaction.atomic
def drop(
    warning: PublicWarning, *, by: Person, reason: str, at: datetime | None = None
) -> PublicWarning:
    """Give up a draft or a proposal."""
    warning = held(warning)
    warning.state = flow.require(warning, "drop", by).to
    warning.returned_reason = insist(reason, "reason")
    return saved_warning(warning, "drop", by=by, at=now_or(at), reason=reason)


def _message(
    warning: PublicWarning, kind: str, *, by: Person, at: datetime, reason: str = ""
) -> Message:
    """The next message of a warning, with its content as it is told now."""
    # a message of CAP knows no fractions of a second
    at = at.replace(microsecond=0)
    if warning.messages.filter(sent_at__gt=at).exists():
        raise ValidationError(_("时间早于上一次发布。"))
    last = warning.messages.order_by("number").last()
    return Message(
        warning=warning,
        number=last.number + 1 if last else 1,
        kind=kind,
        identifier=next_identifier(warning, at),
        colour=warning.colour,
        reason=reason,
        content=canonical_json(_content(warning)),
        sent_at=at,
        sent_by=by,
    )


_TOLD = ("title", "title_en", "area", "matters", "matters_en", "measures", "measures_en", "contact")


def _content(warning: PublicWarning) -> dict[str, Any]:
    return {
        **{name: getattr(warning, name) for name in _TOLD},
        "urgency": warning.urgency,
        "certainty": warning.certainty,
        "starts_at": _text(warning.starts_at),
        "ends_at": _text(warning.ends_at),
        "areas": codes_of(warning.areas.all()),
    }


def _text(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


def _insist_on_kind(warning: PublicWarning, *, emergency: bool, verb: str) -> None:
    if warning.emergency == emergency:
        return
    if emergency:
        reason = _("“%(kind)s”由部门自行签发，不报请政府。")
    else:
        reason = _(
            "“%(kind)s”只能由县级以上人民政府发布，部门须报请政府（突发事件应对法第六十四条）。"
        )
    raise FlowRefused(
        reason % {"kind": warning.get_kind_display()},
        _("请选择“%(step)s”。") % {"step": flow.step("issue" if emergency else "propose").label},
    )


def _insist_on_government(warning: PublicWarning, by: Person) -> None:
    if not governs(by, warning.place):
        raise NotAllowed(
            _(
                "突发事件预警只能由%(issuer)s发布、调整和解除（突发事件应对法第六十四条、第七十条）。"
            )
            % {"issuer": warning.issuer},
            _("请由该人民政府的人员办理；部门的人员可以报请政府。"),
        )


def _insist_on_issuer(warning: PublicWarning, by: Person) -> None:
    if warning.emergency:
        _insist_on_government(warning, by)
    elif not flow.is_for(warning, "issue", by):
        raise NotAllowed(
            _("由发布的部门调整和解除。"), _("请由%(issuer)s办理。") % {"issuer": warning.issuer}
        )
