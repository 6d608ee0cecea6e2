"""In the laboratory: the sample received, its results entered, the report issued."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.models import Person
from zhiliang.systems.sampling.actions.writing import File, insist, now_or, saved_case
from zhiliang.systems.sampling.flow.cases import case as flow
from zhiliang.systems.sampling.judging import Found, all_judged, conclusion_of, failing_of
from zhiliang.systems.sampling.models import (
    Photo,
    Result,
    Round,
    RuleItem,
    SamplingCase,
    Testing,
)


@transaction.atomic
def receive(
    case: SamplingCase,
    *,
    by: Person,
    seals_intact: bool,
    condition: str,
    photos: Iterable[File] = (),
    at: datetime | None = None,
) -> SamplingCase:
    """Take a sample in after looking at its seals and comparing it with the sheet."""
    case = SamplingCase.objects.held(case)
    case.state = flow.require(case, "receive", by).to
    insist_on_separation(case, by)
    if not seals_intact:
        raise ValidationError(
            {"seals_intact": _("封条破损的样品不能收。请选“拒收”，写明情况，由组织部门处理。")}
        )
    case.received_at, case.received_by = now_or(at), by
    assert case.laboratory
    saved_case(case, "receive", by=by, at=case.received_at)
    testing = Testing(
        case=case,
        round=Round.FIRST,
        laboratory=case.laboratory,
        seals_intact=seals_intact,
        condition=insist(condition, "condition"),
        received_at=case.received_at,
        received_by=by,
    )
    testing.full_clean()
    testing.save()
    for name, content in photos:
        held = hold_file(by=by, name=name, content=content)
        Photo(case=case, shows=Photo.Shows.RECEIPT, file=held, at=case.received_at).save()
    return case


def insist_on_separation(case: SamplingCase, by: Person) -> None:
    """Who took a sample does not test it (抽检分离; order 18, article 9)."""
    if case.samplers.filter(person=by).exists():
        raise ValidationError(
            _("您是这份样品的抽样人员，不得承担它的检验工作（总局令第18号第九条）。请由他人办理。")
        )


@transaction.atomic
def reject(
    case: SamplingCase, *, by: Person, reason: str, at: datetime | None = None
) -> SamplingCase:
    """Refuse a sample that was not taken by the rules, or report that it cannot be tested."""
    case = SamplingCase.objects.held(case)
    case.state = flow.require(case, "reject", by).to
    case.rejected_reason = insist(reason, "reason")
    return saved_case(case, "reject", by=by, at=at, reason=case.rejected_reason)


@transaction.atomic
def enter_results(
    case: SamplingCase, *, by: Person, found: Mapping[str, Found], at: datetime | None = None
) -> SamplingCase:
    """Write down results by item code; entered again, a result replaces what was entered.

    ValidationError names every item that is wrong; then nothing is written.
    """
    case = SamplingCase.objects.held(case)
    flow.require(case, "enter_results", by)
    insist_on_separation(case, by)
    testing = case.testings.get(round=Round.FIRST)
    write_results(testing, found)
    return saved_case(case, "enter_results", by=by, at=at, items=sorted(found))


def write_results(testing: Testing, found: Mapping[str, Found]) -> list[Result]:
    """Judge results and keep them; the caller tells of it."""
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
    return results


def items_of(case: SamplingCase) -> list[RuleItem]:
    """The items its rule wants tested."""
    return list(case.rule.items.all()) if case.rule else []


@transaction.atomic
def report(
    case: SamplingCase,
    *,
    by: Person,
    report_number: str,
    file: File | None = None,
    at: datetime | None = None,
) -> SamplingCase:
    """Issue the test report: every item has its result, and together they conclude."""
    case = SamplingCase.objects.held(case)
    case.state = flow.require(case, "report", by).to
    insist_on_separation(case, by)
    testing = case.testings.get(round=Round.FIRST)
    moment = now_or(at)
    results = concluded(testing, by=by, report_number=report_number, file=file, at=moment)
    case.first_conclusion = testing.conclusion
    case.failing = "、".join(failing_of(results))
    case.reported_on = timezone.localtime(moment).date()
    return saved_case(case, "report", by=by, at=moment, report=report_number)


def concluded(
    testing: Testing, *, by: Person, report_number: str, file: File | None, at: datetime
) -> list[Result]:
    """Close a test with its report; ValidationError if an item has no result."""
    results = list(testing.results.select_related("item"))
    missing = {item.pk for item in items_of(testing.case)} - {one.item_id for one in results}
    if missing and testing.round == Round.FIRST:
        names = _("、").join(str(item) for item in items_of(testing.case) if item.pk in missing)
        raise ValidationError(_("还有项目没有结果：%(names)s。") % {"names": names})
    if not results:
        raise ValidationError(_("没有检验结果，不能出具报告。"))
    testing.conclusion = conclusion_of(results)
    testing.report_number = insist(report_number, "report_number")
    testing.reported_at, testing.reported_by = at, by
    if file:
        testing.report = hold_file(by=by, name=file[0], content=file[1])
    testing.full_clean()
    testing.save()
    return results


@transaction.atomic
def return_report(
    case: SamplingCase, *, by: Person, reason: str, at: datetime | None = None
) -> SamplingCase:
    """Send a report back: the laboratory corrects its results and reports anew."""
    case = SamplingCase.objects.held(case)
    case.state = flow.require(case, "return_report", by).to
    testing = case.testings.get(round=Round.FIRST)
    testing.conclusion, testing.reported_at, testing.reported_by = "", None, None
    testing.full_clean()
    testing.save()
    case.first_conclusion, case.failing, case.reported_on = "", "", None
    return saved_case(case, "return_report", by=by, at=at, reason=insist(reason, "reason"))
