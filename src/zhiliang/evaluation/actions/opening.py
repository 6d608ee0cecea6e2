"""Beginning a year's cycle: a case for each subject of the scheme."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core import event
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Person
from zhiliang.core.policy import require
from zhiliang.evaluation.assess import Plan, assess
from zhiliang.evaluation.flow import case as flow
from zhiliang.evaluation.models import Case, Cycle, Evaluation
from zhiliang.evaluation.plan import office_plan
from zhiliang.evaluation.scheme import SchemeError
from zhiliang.evaluation.terms import shipped_terms
from zhiliang.indicators.current import current_lake

KINDS = ("city", "department")


@transaction.atomic
def open_cycle(
    year: int,
    *,
    by: Person | None,
    kinds: Sequence[str] = KINDS,
    subjects: Sequence[str] = (),
    sample: bool = False,
) -> Cycle:
    """Begin the cycle of a year under the terms as shipped, with a case for each subject.

    `kinds` says whom it covers; `subjects`, where given, only these codes of them. ClerkError for
    a year without a scheme or with a cycle already.
    """
    require(by, Cycle, "open")
    _refuse_second(year)
    plan = _plan(year)
    cycle = Cycle(
        year=year,
        scheme_digest=plan.scheme.digest,
        terms=dict(shipped_terms()),
        sample=sample,
        opened_at=timezone.now(),
        opened_by=by,
    )
    cycle.full_clean()
    cycle.save()
    for one in _covered(plan, kinds, subjects):
        _open_case(cycle, one["code"], one["kind"], by=by)
    event.append(
        verb="evaluation.cycle.open",
        subject=event.subject_of(cycle),
        by=by,
        data={"year": year, "cases": cycle.cases.count(), "tables": []},
    )
    return cycle


def _refuse_second(year: int) -> None:
    if Cycle.objects.filter(year=year).exists():
        raise ClerkError(
            _("%(year)s年度的考核周期已经启动。") % {"year": year},
            _("请在考核周期页面继续办理。"),
        )


def _plan(year: int) -> Plan:
    try:
        return office_plan(year)
    except SchemeError as fault:
        raise ClerkError(str(fault)) from None


def _covered(plan: Plan, kinds: Sequence[str], subjects: Sequence[str]) -> list[dict[str, Any]]:
    """The subjects asked for; ClerkError names those that the year does not evaluate."""
    found = [one for one in _subjects(plan) if one["kind"] in kinds]
    strange = sorted(set(subjects) - {one["code"] for one in found})
    if strange or not found:
        raise ClerkError(
            _("本年度方案在所选范围内没有这些对象：%(codes)s。") % {"codes": "、".join(strange)},
            _("请核对行政区划代码或部门代号。"),
        )
    return [one for one in found if not subjects or one["code"] in subjects]


def _subjects(plan: Plan) -> list[dict[str, Any]]:
    """Whom the scheme evaluates: as the year was computed last, else as it comes out now."""
    newest = Evaluation.objects.filter(year=plan.scheme.year).first()
    results = newest.results if newest else assess(current_lake(), plan)
    found: list[dict[str, Any]] = results["subjects"]
    return found


def _open_case(cycle: Cycle, code: str, kind: str, *, by: Person | None) -> Case:
    department = kind == "department"
    case = Case(
        cycle=cycle,
        subject=code,
        kind=kind,
        place_id=None if department else code,
        department_id=code if department else None,
        state=flow.require(None, "open", by).to,
        opened_at=timezone.now(),
    )
    case.full_clean()
    case.save()
    event.append(
        verb="evaluation.case.open",
        subject=event.subject_of(case),
        by=by,
        place=case.place_id or "",
        data={"year": cycle.year, "tables": []},
    )
    return case
