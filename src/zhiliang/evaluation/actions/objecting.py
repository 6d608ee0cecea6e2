"""Objections: a subject contests a point, the office upholds or dismisses it with a ground."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core import event
from zhiliang.core.errors import ClerkError, NotAllowed
from zhiliang.core.models import Person
from zhiliang.core.policy import require
from zhiliang.core.steps import held
from zhiliang.evaluation.actions.establishing import establish
from zhiliang.evaluation.flow import objection as flow
from zhiliang.evaluation.models import Adjustment, Case, Evaluation, Objection
from zhiliang.evaluation.policy import may_see_details
from zhiliang.evaluation.sheets import item_of


@transaction.atomic
def raise_objection(
    evaluation: Evaluation, *, by: Person, subject: str, item: str, ground: str
) -> Objection:
    """Contest one item of one's own sheet, with a ground."""
    require(by, Objection, "raise")
    if not may_see_details(by, subject):
        raise NotAllowed(_("只能对本地区、本部门的得分提出异议。"))
    _refuse_late(evaluation.year, subject, today=timezone.localdate())
    sheet = next((s for s in evaluation.results["subjects"] if s["code"] == subject), None)
    if sheet is None or item not in {entry["key"] for entry in sheet["items"]}:
        raise ClerkError(_("评价结果里没有这个项目。"), _("请从一分一证页面提出异议。"))
    department = sheet["kind"] == "department"
    objection = Objection(
        evaluation=evaluation,
        subject=subject,
        item=item,
        ground=ground,
        place_id=None if department else subject,
        department_id=subject if department else None,
        raised_by=by,
        raised_at=timezone.now(),
    )
    objection.full_clean()
    objection.save()
    event.append(
        verb="evaluation.objection.raise",
        subject=event.subject_of(objection),
        by=by,
        place="" if department else subject,
        data={"year": evaluation.year, "item": item, "tables": []},
    )
    return objection


def _refuse_late(year: int, subject: str, *, today: date) -> None:
    """After the notice there is a term; it is configuration, since none is published."""
    case = Case.objects.filter(cycle__year=year, subject=subject).first()
    until = case.objection_until if case else None
    if until is not None and today > until:
        raise ClerkError(
            _("异议期已于 %(until)s 届满（期限为本系统配置）。") % {"until": until.isoformat()},
            _("新的证据请书面送领导小组办公室。"),
        )


@transaction.atomic
def uphold(
    objection: Objection, *, by: Person, answer: str, points: Decimal | None = None
) -> Objection:
    """The objection stands: the data are corrected, or `points` are established in their place.

    Either way the year is computed again, and the new version stands beside the old one.
    """
    answered = _answer(objection, "uphold", by=by, answer=answer)
    case = Case.objects.filter(
        cycle__year=objection.evaluation.year, subject=objection.subject
    ).first()
    if points is not None:
        _establish(answered, case, points, by=by)
    return answered


def _establish(objection: Objection, case: Case | None, points: Decimal, *, by: Person) -> None:
    item = item_of(case, objection.item) if case else None
    if case is None or item is None:
        raise ValidationError({"points": _("本年度没有考核案卷，请更正数据后重新评价。")})
    if not 0 <= points <= item.points:
        most = {"most": item.data["points"]}
        raise ValidationError({"points": _("须在 0 到 %(most)s 之间。") % most})
    establish(
        case,
        by=by,
        item=item.key,
        points=Fraction(points),
        stage=Adjustment.Stage.OBJECTION,
        ground=objection.answer,
        reference=event.subject_of(objection),
    )


def dismiss(objection: Objection, *, by: Person, answer: str) -> Objection:
    """The objection does not stand."""
    return _answer(objection, "dismiss", by=by, answer=answer)


@transaction.atomic
def _answer(objection: Objection, verb: str, *, by: Person, answer: str) -> Objection:
    objection = held(objection)
    require(by, Objection, verb, objection)
    step = flow.require(objection, verb, by)
    objection.state = step.to
    objection.answer = answer
    objection.answered_by = by
    objection.answered_at = timezone.now()
    objection.full_clean()
    objection.save()
    event.append(
        verb=f"evaluation.objection.{verb}",
        subject=event.subject_of(objection),
        by=by,
        place=objection.place_id or "",
        data={"item": objection.item, "tables": []},
    )
    return objection
