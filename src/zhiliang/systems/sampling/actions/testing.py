"""In the laboratory: the sample received, its results entered, the report issued."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.models import Person
from zhiliang.core.steps import File, held, insist, now_or
from zhiliang.systems.sampling.actions.recording import close_test, record_results
from zhiliang.systems.sampling.actions.writing import saved_case
from zhiliang.systems.sampling.flow.cases import case as flow
from zhiliang.systems.sampling.judging import Found, failing_of, insist_on_separation
from zhiliang.systems.sampling.models import (
    Photo,
    Round,
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
    case = held(case)
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
        kept = hold_file(by=by, name=name, content=content)
        Photo(case=case, shows=Photo.Shows.RECEIPT, file=kept, at=case.received_at).save()
    return case


@transaction.atomic
def reject(
    case: SamplingCase, *, by: Person, reason: str, at: datetime | None = None
) -> SamplingCase:
    """Refuse a sample that was not taken by the rules, or report that it cannot be tested."""
    case = held(case)
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
    case = held(case)
    flow.require(case, "enter_results", by)
    insist_on_separation(case, by)
    testing = case.testings.get(round=Round.FIRST)
    record_results(testing, by=by, found=found, at=at)
    return case


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
    case = held(case)
    case.state = flow.require(case, "report", by).to
    insist_on_separation(case, by)
    testing = case.testings.get(round=Round.FIRST)
    moment = now_or(at)
    results = close_test(testing, by=by, report_number=report_number, file=file, at=moment)
    case.first_conclusion = testing.conclusion
    case.failing = "、".join(failing_of(results))
    case.reported_on = timezone.localtime(moment).date()
    return saved_case(case, "report", by=by, at=moment, report=report_number)


@transaction.atomic
def return_report(
    case: SamplingCase, *, by: Person, reason: str, at: datetime | None = None
) -> SamplingCase:
    """Send a report back: the laboratory corrects its results and reports anew."""
    case = held(case)
    case.state = flow.require(case, "return_report", by).to
    testing = case.testings.get(round=Round.FIRST)
    testing.conclusion, testing.reported_at, testing.reported_by = "", None, None
    testing.full_clean()
    testing.save()
    case.first_conclusion, case.failing, case.reported_on = "", "", None
    return saved_case(case, "return_report", by=by, at=at, reason=insist(reason, "reason"))
