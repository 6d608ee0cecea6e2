"""On-site verification: the draw, announced before its seeds exist, and what was found."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core import event
from zhiliang.core.actions import hold_file
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Person
from zhiliang.core.policy import require
from zhiliang.core.steps import held
from zhiliang.evaluation.actions.establishing import establish
from zhiliang.evaluation.actions.moving import move
from zhiliang.evaluation.drawing import drawn, pool_digest, pool_of
from zhiliang.evaluation.flow import check as flow
from zhiliang.evaluation.models import Adjustment, Case, Check, Cycle, Drawing, Evaluation
from zhiliang.evaluation.models.exact import in_millionths
from zhiliang.evaluation.policy import works_for
from zhiliang.evaluation.recording import records_behind
from zhiliang.evaluation.sheets import item_of
from zhiliang.indicators.current import current_figures


@transaction.atomic
def announce_draw(cycle: Cycle, *, by: Person, sources: str, items: int, records: int) -> Drawing:
    """Freeze what may be drawn and say which public numbers of a later day will draw from it."""
    require(by, Cycle, "announce", cycle)
    if hasattr(cycle, "drawing"):
        raise ClerkError(_("抽取已经公告，范围不能再改。"), _("种子公布后请录入并抽取。"))
    waiting = cycle.cases.exclude(state="reviewed").count()
    evaluation = Evaluation.objects.filter(year=cycle.year).first()
    if waiting or evaluation is None:
        raise ClerkError(
            _("还有 %(count)s 个案卷没有完成文审，或本年度尚未计算。") % {"count": waiting},
            _("全部案卷文审完成后再公告抽取。"),
        )
    pool = pool_of(
        evaluation.results,
        list(cycle.cases.values_list("subject", flat=True)),
        records=partial(records_behind, current_figures()),
    )
    drawing = Drawing(
        cycle=cycle,
        sources=sources,
        pool=pool,
        pool_digest=pool_digest(pool),
        items=items,
        records=records,
        announced_at=timezone.now(),
        announced_by=by,
    )
    drawing.full_clean()
    drawing.save()
    event.append(
        verb="evaluation.drawing.announce",
        subject=event.subject_of(drawing),
        by=by,
        data={"year": cycle.year, "pool": drawing.pool_digest, "tables": []},
    )
    return drawing


@transaction.atomic
def draw_checks(cycle: Cycle, *, by: Person, seeds: Sequence[str]) -> Drawing:
    """Draw with the published seeds; every case gets its checks."""
    require(by, Cycle, "draw", cycle)
    drawing = _announced(cycle)
    try:
        result = drawn(drawing.pool, seeds, items=drawing.items, records=drawing.records)
    except ValueError as fault:
        raise ValidationError({"seeds": str(fault)}) from None
    drawing.seeds, drawing.result = list(seeds), result
    drawing.drawn_at, drawing.drawn_by = timezone.now(), by
    drawing.full_clean()
    drawing.save()
    for case in cycle.cases.filter(state="reviewed"):
        for item, records in result.get(case.subject, {}).items():
            _open(case, item, Check.Cause.DRAWN, records)
        move(case, "begin_verification", by=by)
    event.append(
        verb="evaluation.drawing.draw",
        subject=event.subject_of(drawing),
        by=by,
        data={"year": cycle.year, "seeds": drawing.seeds, "tables": []},
    )
    return drawing


def _announced(cycle: Cycle) -> Drawing:
    drawing = Drawing.objects.select_for_update().filter(cycle=cycle).first()
    if drawing is None:
        raise ClerkError(_("还没有公告抽取。"), _("请先公告范围和种子来源。"))
    if drawing.result is not None:
        raise ClerkError(_("已经抽取，结果不能再改。"), _("请按抽取结果核查。"))
    return drawing


def _open(case: Case, item: str, cause: Check.Cause, records: Sequence[str]) -> Check:
    check = case.checks.filter(item=item).first() or Check(case=case, item=item, cause=cause)
    check.place_id = case.place_id
    check.records = list(dict.fromkeys([*check.records, *records]))
    check.full_clean(exclude=("evidence",))
    check.save()
    return check


@transaction.atomic
def send_to_check(case: Case, *, by: Person | None, item: str, records: Sequence[str]) -> Check:
    """Have an item verified on site because two figures of it differ."""
    check = _open(case, item, Check.Cause.DISCREPANCY, records)
    event.append(
        verb="evaluation.check.open",
        subject=event.subject_of(check),
        by=by,
        place=case.place_id or "",
        data={"year": case.year, "item": item, "cause": check.cause, "tables": []},
    )
    return check


File = tuple[str, bytes] | None


@transaction.atomic
def confirm(check: Check, *, by: Person, found: str, file: File = None) -> Check:
    """On site it is as the records say."""
    return _closed(held(check), "confirm", by=by, found=found, file=file)


@transaction.atomic
def differ(check: Check, *, by: Person, found: str, points: Decimal, file: File = None) -> Check:
    """On site it is otherwise; the points that follow are established with the ground."""
    check = held(check)
    item = item_of(check.case, check.item)
    if item is None or not 0 <= points <= item.points:
        most = "" if item is None else item.data["points"]
        raise ValidationError({"points": _("须在 0 到 %(most)s 之间。") % {"most": most}})
    check.points_e6 = in_millionths(points)
    done = _closed(check, "differ", by=by, found=found, file=file)
    establish(
        check.case,
        by=by,
        item=check.item,
        points=Fraction(points),
        stage=Adjustment.Stage.VERIFICATION,
        ground=check.found,
        reference=event.subject_of(check),
    )
    return done


def _closed(check: Check, verb: str, *, by: Person, found: str, file: File) -> Check:
    if check.case.state != "verifying":
        raise ClerkError(_("案卷还没有进入实地核查。"), _("抽取之后再登记核查情况。"))
    if works_for(by, check.case.subject):
        raise ClerkError(_("您为该对象工作，须回避。"), _("请由其他人员核查。"))
    check.state = flow.require(check, verb, by).to
    check.found = found.strip()
    check.checked_at, check.checked_by = timezone.now(), by
    check.full_clean(exclude=("evidence",))
    check.save()
    if file is not None:
        check.evidence.add(hold_file(by=by, name=file[0], content=file[1]))
    event.append(
        verb=f"evaluation.check.{verb}",
        subject=event.subject_of(check),
        by=by,
        place=check.place_id or "",
        data={"year": check.case.year, "item": check.item, "tables": []},
    )
    return check


def finish_verification(case: Case, *, by: Person) -> Case:
    """Close the verification of a case once nothing is left to verify."""
    if waiting := case.checks.filter(state="open").count():
        raise ClerkError(
            _("还有 %(count)s 个项目没有核查结论。") % {"count": waiting},
            _("请先办结“实地核查”中的项目。"),
        )
    return move(case, "finish_verification", by=by)
