"""The results of any test of a sample, and the report that closes it."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Person
from zhiliang.core.steps import File, insist
from zhiliang.systems.sampling.judging import Found, all_judged, conclusion_of, items_of
from zhiliang.systems.sampling.models import Result, Round, Testing


@transaction.atomic
def record_results(
    testing: Testing, *, by: Person, found: Mapping[str, Found], at: datetime | None = None
) -> list[Result]:
    """Judge results by item code and keep them; one that is entered again replaces the other.

    ValidationError names every item that is wrong; then nothing is written.
    """
    items = items_of(testing.case)
    if unknown := sorted(found.keys() - {item.code for item in items}):
        raise ValidationError(
            _("实施细则没有这些项目：%(codes)s。") % {"codes": _("、").join(unknown)}
        )
    named = [item for item in items if item.code in found]
    results, faults = all_judged(named, found)
    if faults:
        raise ValidationError(list(faults.values()))
    for result in results:
        testing.results.filter(item=result.item).delete()
        result.testing = testing
        result.full_clean()
        result.save()
    _tell(testing, "enter_results", by=by, at=at)
    return results


@transaction.atomic
def close_test(
    testing: Testing,
    *,
    by: Person,
    report_number: str,
    file: File | None = None,
    at: datetime,
) -> list[Result]:
    """Close a test with its report; ValidationError if an item of the first test has no result."""
    results = list(testing.results.select_related("item"))
    missing = {item.pk for item in items_of(testing.case)} - {one.item_id for one in results}
    if missing and testing.round != Round.RETEST:
        names = [str(item) for item in items_of(testing.case) if item.pk in missing]
        raise ValidationError(_("还有项目没有结果：%(names)s。") % {"names": _("、").join(names)})
    _insist_on_verdicts(testing, results)
    testing.conclusion = conclusion_of(results)
    testing.report_number = insist(report_number, "report_number")
    testing.reported_at, testing.reported_by = at, by
    if file:
        testing.report = hold_file(by=by, name=file[0], content=file[1])
    testing.full_clean()
    testing.save()
    _tell(testing, "test", by=by, at=at)
    return results


def _insist_on_verdicts(testing: Testing, results: list[Result]) -> None:
    """A first test judges at least one item; a later one, which overrules it, judges all."""
    open_ones = [str(one.item) for one in results if one.verdict == Result.Verdict.NOT_JUDGED]
    if open_ones and testing.round != Round.FIRST:
        words = _("“%(names)s”不能判定，不足以改变以前的结论，请用更灵敏的方法。")
        raise ValidationError(words % {"names": _("、").join(open_ones)})
    if not results or len(open_ones) == len(results):
        raise ValidationError(_("没有一个项目能判定，不能出具报告。请选“无法检验”并写明情况。"))


def _tell(testing: Testing, verb: str, *, by: Person, at: datetime | None) -> None:
    case = testing.case
    append(
        verb=f"sampling.case.{verb}",
        subject=subject_of(case),
        by=by,
        place=case.place_id,
        organisation=case.firm.uscc or "",
        occurred_at=at,
        data={
            "tables": [],
            "number": case.number,
            "round": testing.round,
            "report": testing.report_number,
            "conclusion": testing.conclusion,
            "results": {one.item.code: one.value for one in testing.results.select_related("item")},
        },
    )
