"""Objections: a subject contests a point, the office upholds or dismisses it with a ground."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core import event
from zhiliang.core.errors import ClerkError, NotAllowed
from zhiliang.core.models import Person
from zhiliang.core.policy import require
from zhiliang.evaluation.flow import objection as flow
from zhiliang.evaluation.models import Evaluation, Objection
from zhiliang.evaluation.policy import may_see_details


@transaction.atomic
def raise_objection(
    evaluation: Evaluation, *, by: Person, subject: str, item: str, ground: str
) -> Objection:
    """Contest one item of one's own sheet, with a ground."""
    require(by, Objection, "raise")
    if not may_see_details(by, subject):
        raise NotAllowed(_("只能对本地区、本部门的得分提出异议。"))
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


def uphold(objection: Objection, *, by: Person, answer: str) -> Objection:
    """The objection stands; a new version of the evaluation follows the corrected data."""
    return _answer(objection, "uphold", by=by, answer=answer)


def dismiss(objection: Objection, *, by: Person, answer: str) -> Objection:
    """The objection does not stand."""
    return _answer(objection, "dismiss", by=by, answer=answer)


@transaction.atomic
def _answer(objection: Objection, verb: str, *, by: Person, answer: str) -> Objection:
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
