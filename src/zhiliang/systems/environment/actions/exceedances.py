"""An exceedance from its detection to the check that it is over; who checks is not who reports."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.event import append, next_number, subject_of
from zhiliang.core.models import Person
from zhiliang.systems.environment.flow.exceedances import OPEN
from zhiliang.systems.environment.flow.exceedances import exceedance as flow
from zhiliang.systems.environment.models import Exceedance, OutletDay

File = tuple[str, bytes]
"""Name and content."""


@transaction.atomic
def detect(verdict: OutletDay, *, by: None = None, at: datetime | None = None) -> Exceedance:
    """Open the case of an outlet's day over its limits, or let the one of the day before go on.

    A day that a case already covers changes nothing.
    """
    known = _covering(verdict)
    if known is not None and known.first_day <= verdict.day <= known.last_day:
        return known
    if known is not None:
        return _goes_on(known, verdict)
    return _opened(verdict, at or timezone.now())


def _covering(verdict: OutletDay) -> Exceedance | None:
    """The case that holds the day, or an open one that ended the day before."""
    cases = Exceedance.objects.filter(outlet=verdict.outlet)
    holding = cases.filter(first_day__lte=verdict.day, last_day__gte=verdict.day).first()
    yesterday = verdict.day - timedelta(days=1)
    return holding or cases.filter(last_day=yesterday, state__in=OPEN).first()


def _opened(verdict: OutletDay, at: datetime) -> Exceedance:
    outlet = verdict.outlet
    case = Exceedance(
        number=_next_number(verdict.day),
        outlet=outlet,
        place_id=outlet.place_id,
        organisation_id=outlet.organisation_id,
        first_day=verdict.day,
        last_day=verdict.day,
        factors=verdict.exceeded_words,
        worst=_worst(verdict),
        state=flow.require(None, "detect", None).to,
        source=verdict.source,
        detected_at=at,
    )
    return _saved(case, "detect", by=None, at=at)


def _goes_on(case: Exceedance, verdict: OutletDay) -> Exceedance:
    case = Exceedance.objects.held(case)
    case.state = flow.require(case, "extend", None).leads(case.state)
    case.last_day = verdict.day
    factors = {*case.factors.split("、"), *verdict.exceeded_words.split("、")}
    case.factors = "、".join(sorted(factors - {""}))
    return _saved(case, "extend", by=None)


def _worst(verdict: OutletDay) -> str:
    over = [one for one in verdict.factors.all() if one.standing == "exceeded"]
    told = (f"{one.factor} {one.mean:f}（{one.limit_words}）" for one in over)
    return f"{verdict.day}：{'；'.join(told)}"


def _next_number(day: date) -> str:
    """The next running number of the year of the first day."""
    next_number()  # holds the log's head: of two that are opened at once, one waits
    last = Exceedance.objects.filter(number__startswith=f"CB{day.year}-").order_by("pk").last()
    serial = int(last.number.partition("-")[2]) + 1 if last else 1
    return f"CB{day.year}-{serial:05d}"


@transaction.atomic
def notify(case: Exceedance, *, by: Person, demand: str, at: datetime | None = None) -> Exceedance:
    """Tell the source what was found and what it has to do."""
    case = Exceedance.objects.held(case)
    case.state = flow.require(case, "notify", by).to
    case.demand = _insist(demand, "demand")
    case.notified_at, case.notified_by = at or timezone.now(), by
    return _saved(case, "notify", by=by, at=case.notified_at)


@transaction.atomic
def explain(
    case: Exceedance,
    *,
    by: Person,
    cause: str,
    explanation: str,
    evidence: Sequence[File] = (),
    at: datetime | None = None,
) -> Exceedance:
    """The source says what it was; a fault of the instrument needs evidence."""
    case = Exceedance.objects.held(case)
    case.state = flow.require(case, "explain", by).to
    case.cause, case.explanation = cause, _insist(explanation, "explanation")
    case.explained_at, case.explained_by = at or timezone.now(), by
    if cause == Exceedance.Cause.DEVICE and not evidence:
        raise ValidationError(
            {"evidence": _("称监测设备故障的，须附维修记录、比对监测报告等证明材料。")}
        )
    return _saved(case, "explain", by=by, at=case.explained_at, evidence=evidence)


@transaction.atomic
def rectify(
    case: Exceedance,
    *,
    by: Person,
    measures: str,
    evidence: Sequence[File] = (),
    at: datetime | None = None,
) -> Exceedance:
    """The source reports that it is over, with evidence."""
    case = Exceedance.objects.held(case)
    case.state = flow.require(case, "rectify", by).to
    case.measures = _insist(measures, "measures")
    case.rectified_at, case.rectified_by = at or timezone.now(), by
    if not evidence:
        raise ValidationError(
            {"evidence": _("报告整改完成须附证明材料：检测报告、设备照片或运行记录。")}
        )
    return _saved(case, "rectify", by=by, at=case.rectified_at, evidence=evidence)


@transaction.atomic
def send_back(
    case: Exceedance, *, by: Person, reason: str, at: datetime | None = None
) -> Exceedance:
    """What the source said or did is not enough: it is the source's turn again."""
    case = Exceedance.objects.held(case)
    case.state = flow.require(case, "send_back", by).to
    case.finding = _insist(reason, "reason")
    case.rectified_at = case.rectified_by = None
    return _saved(case, "send_back", by=by, at=at, reason=case.finding)


@transaction.atomic
def dismiss(case: Exceedance, *, by: Person, reason: str, at: datetime | None = None) -> Exceedance:
    """Find that it was none, such as a fault of the instrument; the day's verdict stays as it was.

    A verdict changes only when readings or notes of standstill do: then the day is judged again.
    """
    case = Exceedance.objects.held(case)
    case.state = flow.require(case, "dismiss", by).to
    case.finding = _insist(reason, "reason")
    case.closed_at, case.closed_by = at or timezone.now(), by
    return _saved(case, "dismiss", by=by, at=case.closed_at, reason=case.finding)


@transaction.atomic
def verify(case: Exceedance, *, by: Person, finding: str, at: datetime | None = None) -> Exceedance:
    """Confirm that it is over; the outlet's last judged day must not be over its limits."""
    case = Exceedance.objects.held(case)
    case.state = flow.require(case, "verify", by).to
    case.finding = _insist(finding, "finding")
    case.closed_at, case.closed_by = at or timezone.now(), by
    _insist_on_compliance(case)
    return _saved(case, "verify", by=by, at=case.closed_at)


def _insist_on_compliance(case: Exceedance) -> None:
    judged = OutletDay.objects.current().filter(
        outlet=case.outlet, day__gt=case.last_day, standing__in=("compliant", "exceeded")
    )
    last = judged.order_by("-day").first()
    if last is None or last.standing != "compliant":
        raise ValidationError(
            _("%(outlet)s 在 %(day)s 之后还没有达标的日判定，待有达标数据后再核实。")
            % {"outlet": case.outlet, "day": case.last_day}
        )


def _insist(text: str, name: str) -> str:
    if not text.strip():
        raise ValidationError({name: _("请写明内容，对方会看到全文。")})
    return text.strip()


def _saved(
    case: Exceedance,
    verb: str,
    *,
    by: Person | None,
    at: datetime | None = None,
    evidence: Iterable[File] = (),
    **told: Any,
) -> Exceedance:
    case.full_clean()
    case.save()
    for name, content in evidence:
        case.evidence.add(hold_file(by=by, name=name, content=content))
    organisation = case.organisation
    append(
        verb=f"environment.exceedance.{verb}",
        subject=subject_of(case),
        by=by,
        place=case.place_id,
        organisation=(organisation.uscc or "") if organisation else "",
        occurred_at=at,
        data={
            "tables": [],
            "number": case.number,
            "outlet": case.outlet.code,
            "first_day": case.first_day,
            "last_day": case.last_day,
            "factors": case.factors,
            "sample": case.source == "sample",
            **{name: value for name, value in told.items() if value},
        },
    )
    return case
