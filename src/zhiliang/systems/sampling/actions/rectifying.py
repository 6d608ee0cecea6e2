"""The ladder of post-processing: correct, follow up, announce, follow up again, suspend, refer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.deadline import current_calendar, due, rule_on
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Organisation, Person
from zhiliang.core.steps import File, held, insist, now_or
from zhiliang.systems.sampling.actions.recording import close_test, record_results
from zhiliang.systems.sampling.actions.writing import saved_rectification
from zhiliang.systems.sampling.flow.rectifications import rectification as flow
from zhiliang.systems.sampling.judging import Found, insist_on_separation
from zhiliang.systems.sampling.models import (
    Conclusion,
    Rectification,
    Round,
    SamplingCase,
    Testing,
)

ROUNDS = {
    "inspect": (Round.FOLLOW_UP_1, "fail", "inspected"),
    "reinspect": (Round.FOLLOW_UP_2, "fail_again", "reinspected"),
    "inspect_last": (Round.FOLLOW_UP_3, "fail_last", ""),
}


@transaction.atomic
def order_correction(
    case: SamplingCase,
    *,
    by: Person,
    correct_by: date | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Rectification:
    """Order the firm to correct within 60 days and to stop making or selling the product.

    `correct_by` is asked for only where the law sets no days; else the law's last day holds.
    """
    case = held(case)
    if case.state not in ("settled", "published") or case.conclusion != Conclusion.FAIL:
        raise FlowRefused(_("只有定论为不合格的样品才进入后处理。"))
    moment = now_or(at)
    owed = Rectification(
        case=case, organisation=case.firm, place_id=case.place_id, source=case.source
    )
    owed.state = flow.require(None, "order", by).to
    if not flow.is_for(owed, "order", by):
        raise FlowRefused(_("由被抽样单位所在地的监管部门办理。"))
    if Rectification.objects.filter(case=case).exists():
        raise FlowRefused(_("已经责令改正。"))
    owed.ordered_at, owed.ordered_by = moment, by
    owed.ordered_on = timezone.localtime(moment).date()
    owed.correct_by, owed.inspect_by = _days(owed, correct_by)
    owed.note = note
    return saved_rectification(owed, "order", by=by, at=moment, correct_by=owed.correct_by)


def _days(owed: Rectification, named: date | None) -> tuple[date, date]:
    """The last days of correction and of the follow-up inspection."""
    ladder = owed.regime.ladder == "order_18"
    correct = owed.regime.last_day("correct" if ladder else "handle", owed.ordered_on)
    follow_up = owed.regime.last_day("follow_up" if ladder else "handle", owed.ordered_on)
    if correct is None and named is None:
        raise ValidationError(
            {"correct_by": _("这类产品的法律没有规定改正的天数，请指定改正期限。")}
        )
    last = correct or named
    assert last
    if last < owed.ordered_on:
        raise ValidationError({"correct_by": _("改正期限早于责令日期。")})
    return last, follow_up or last


@transaction.atomic
def correct(
    owed: Rectification,
    *,
    by: Person,
    measures: str,
    evidence: Sequence[File] = (),
    at: datetime | None = None,
) -> Rectification:
    """The firm reports what it did, with evidence."""
    owed = held(owed)
    owed.state = flow.require(owed, "correct", by).to
    owed.corrected_at, owed.corrected_by = now_or(at), by
    owed.measures = insist(measures, "measures")
    if not evidence:
        raise ValidationError(
            {"evidence": _("报告改正完成须附证明材料：原因分析、停止生产销售的记录、整改照片等。")}
        )
    saved_rectification(owed, "correct", by=by, at=owed.corrected_at)
    for name, content in evidence:
        owed.evidence.add(hold_file(by=by, name=name, content=content))
    return owed


@transaction.atomic
def inspect(
    owed: Rectification,
    *,
    by: Person,
    verb: str,
    laboratory: Organisation,
    found: Mapping[str, Found],
    report_number: str,
    file: File | None = None,
    at: datetime | None = None,
) -> Rectification:
    """Enter a follow-up inspection; the results decide whether the case closes or goes on.

    `verb` is the step: `inspect`, `reinspect` (60 to 90 days after the announcement) or
    `inspect_last` (after the suspension). A failed one takes the step that follows from it.
    """
    owed = held(owed)
    step = flow.require(owed, verb, by)
    moment = now_or(at)
    _insist_on_window(owed, verb, timezone.localtime(moment).date())
    insist_on_separation(owed.case, by)
    round_, failed, noted = ROUNDS[verb]
    testing = Testing(
        case=owed.case,
        round=round_,
        laboratory=laboratory,
        received_at=moment,
        received_by=by,
    )
    testing.full_clean()
    testing.save()
    record_results(testing, by=by, found=found, at=moment)
    close_test(testing, by=by, report_number=report_number, file=file, at=moment)
    passed = testing.conclusion == Conclusion.PASS
    if passed:
        owed.state, owed.closed_at, owed.closed_by = step.to, moment, by
    else:
        owed.state = flow.require(owed, failed, None).to
    if noted:
        setattr(owed, f"{noted}_at", moment)
        setattr(owed, f"{noted}_by", by)
    taken = verb if passed else failed
    return saved_rectification(
        owed, taken, by=by, at=moment, report=report_number, conclusion=testing.conclusion
    )


def _insist_on_window(owed: Rectification, verb: str, day: date) -> None:
    if verb == "reinspect" and owed.window_from and day < owed.window_from:
        told = {"from": owed.window_from, "to": owed.window_to}
        raise ValidationError(
            _("公告后复查须在公告之日起六十日后、九十日前（%(from)s 至 %(to)s）。") % told
        )
    if verb == "inspect_last" and owed.suspended_until and day < owed.suspended_until:
        raise ValidationError(
            _("整顿期限到 %(day)s，期满后再复查。") % {"day": owed.suspended_until}
        )


@transaction.atomic
def announce(
    owed: Rectification, *, by: Person, note: str = "", at: datetime | None = None
) -> Rectification:
    """The province announces who failed the follow-up or let the time pass (article 47)."""
    owed = held(owed)
    was = owed.state
    owed.state = flow.require(owed, "announce", by).to
    moment = now_or(at)
    day = timezone.localtime(moment).date()
    if was == "ordered" and day <= owed.correct_by:
        raise ValidationError(_("改正期限到 %(day)s，还没有逾期。") % {"day": owed.correct_by})
    owed.announced_at, owed.announced_by = moment, by
    owed.window_from, owed.window_to = _window(owed, day)
    owed.note = note or owed.note
    return saved_rectification(
        owed, "announce", by=by, at=moment, window=[owed.window_from, owed.window_to]
    )


def _window(owed: Rectification, day: date) -> tuple[date, date]:
    """After the 60th and before the 90th day from the announcement (article 48)."""
    key = owed.regime.clocks.get("second_follow_up")
    rule = rule_on(key, day) if key else None
    if rule is None or rule.number is None or rule.earliest is None:
        raise ValidationError(_("这类产品的法律没有公告后复查一步，请依照其规定办理。"))
    plain = current_calendar()
    last = due(rule, day, plain).date
    assert last
    return day + timedelta(days=rule.earliest + 1), (
        last.date() if isinstance(last, datetime) else last
    )


@transaction.atomic
def suspend(
    owed: Rectification,
    *,
    by: Person,
    until: date,
    note: str = "",
    at: datetime | None = None,
) -> Rectification:
    """Order the firm to close until a day, and to put itself in order (the law, article 17)."""
    owed = held(owed)
    owed.state = flow.require(owed, "suspend", by).to
    owed.suspended_at, owed.suspended_by = now_or(at), by
    if until <= timezone.localtime(owed.suspended_at).date():
        raise ValidationError({"until": _("整顿期限须在将来。")})
    owed.suspended_until = until
    owed.note = note or owed.note
    return saved_rectification(owed, "suspend", by=by, at=owed.suspended_at, until=until)


@transaction.atomic
def refer(
    owed: Rectification, *, by: Person, note: str, at: datetime | None = None
) -> Rectification:
    """Hand over for revocation of the licence: the last rung of the ladder."""
    owed = held(owed)
    if owed.state == "failed" and "second_follow_up" in owed.regime.clocks:
        raise FlowRefused(_("先由省级公告，再复查、停业整顿；整顿后复查仍不合格的才移送。"))
    owed.state = flow.require(owed, "refer", by).to
    owed.closed_at, owed.closed_by = now_or(at), by
    owed.note = insist(note, "note")
    return saved_rectification(owed, "refer", by=by, at=owed.closed_at)
