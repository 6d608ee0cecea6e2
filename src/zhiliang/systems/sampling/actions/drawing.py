"""The double-random draw: lists frozen, their digest public, the draw from a public number."""

import json
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.models import Person
from zhiliang.core.steps import held, insist, next_serial, now_or
from zhiliang.methods.draw import (
    Difference,
    Heading,
    PublicSource,
    TooFewPeople,
    before_document,
    difference,
    lists_document,
)
from zhiliang.systems.sampling.actions.planning import plan_drawn, plan_redrawn
from zhiliang.systems.sampling.actions.writing import saved_case, saved_draw
from zhiliang.systems.sampling.flow.cases import case as case_flow
from zhiliang.systems.sampling.flow.plans import draw as flow
from zhiliang.systems.sampling.lists import (
    firms_of,
    inspectors_of,
    strata_of,
    stratum_of,
)
from zhiliang.systems.sampling.models import (
    Draw,
    Photo,
    PlanLine,
    PoolFirm,
    Sampler,
    SamplingCase,
    SamplingPlan,
)
from zhiliang.systems.sampling.sealing import (
    insist_on_known,
    insist_on_unchanged,
    opened,
    seal,
    shut,
)


@transaction.atomic
def freeze(
    plan: SamplingPlan,
    *,
    by: Person,
    entropy_source: str,
    entropy_spelling: str,
    entropy_known_at: datetime,
    at: datetime | None = None,
) -> Draw:
    """Freeze both lists and publish their digest, with the public number that is to come."""
    plan = held(plan)
    draw = Draw(plan=plan, frozen_at=now_or(at), frozen_by=by)
    draw.state = flow.require(None, "freeze", by).to
    if not flow.is_for(draw, "freeze", by):
        raise ValidationError(_("只能抽取本部门组织的计划。"))
    if plan.state != "issued":
        raise ValidationError(_("计划须先下达，并且没有别的抽取，才能冻结名录。"))
    source = seal(draw, source=entropy_source, spelling=entropy_spelling, known_at=entropy_known_at)
    shut(draw, _before(draw, source))
    draw.number = next_serial(Draw, f"CQ{plan.year}-", width=4)
    return saved_draw(draw, "freeze", by=by, at=draw.frozen_at, commitment=draw.commitment)


def _before(draw: Draw, source: PublicSource) -> dict[str, Any]:
    plan, day = draw.plan, timezone.localtime(draw.frozen_at).date()
    heading = Heading(plan.title, str(plan.get_purpose_display()), str(plan.authority))
    strata = strata_of(plan, day)
    assert draw.frozen_at
    try:
        return before_document(
            heading,
            strata,
            source=source,
            commitment=draw.commitment,
            frozen_at=draw.frozen_at,
            inspectors=inspectors_of(plan, day),
        )
    except TooFewPeople as fault:
        told = {"firm": fault.subject, "left": fault.left, "wanted": fault.wanted}
        raise ValidationError(
            _("“%(firm)s”能派的抽样人员只有 %(left)s 人，不足 %(wanted)s 人。请补充抽样人员名录。")
            % told
        ) from fault
    except ValueError as fault:
        raise ValidationError(_explained(draw, strata, fault)) from fault


def _explained(draw: Draw, strata: Any, fault: ValueError) -> str:
    for line in draw.plan.lines.select_related("product_class", "place"):
        stratum = strata[stratum_of(line)]
        left = len(stratum.firms) - len(stratum.excluded)
        if line.count > left:
            told = {"line": line, "left": left, "out": len(stratum.excluded), "count": line.count}
            return (
                _(
                    "“%(line)s”要抽 %(count)s 家，名录里可抽的只有 %(left)s 家"
                    "（另有 %(out)s 家依规定排除）。"
                    "请补充名录，或者调减计划。"
                )
                % told
            )
    if draw.frozen_at and draw.entropy_known_at <= draw.frozen_at:
        return _("公开随机数须在冻结名录以后才公布，否则可以先看结果再定名录。请改为将来的时间。")
    return _("名录不能用于抽取：%(fault)s") % {"fault": fault}


@transaction.atomic
def draw_lots(draw: Draw, *, by: Person, entropy: str, at: datetime | None = None) -> Draw:
    """Enter the public number: firms and samplers are drawn, and each firm becomes a task.

    ListsChanged if the registers say something else than was frozen, with what changed.
    """
    draw = held(draw)
    draw.state = flow.require(draw, "draw", by).to
    draw.drawn_at, draw.drawn_by = now_or(at), by
    insist_on_known(draw)
    insist_on_unchanged(_changed_since(draw))
    after = opened(draw, entropy)
    saved_draw(draw, "draw", by=by, at=draw.drawn_at, entropy=draw.entropy)
    _assign(draw, after)
    plan_drawn(draw.plan, by=by, at=draw.drawn_at)
    return draw


def _changed_since(draw: Draw) -> Difference:
    """How the registers differ now from the lists that were frozen.

    Article 8 and the cap are told as of the day of freezing: time alone changes nothing.
    """
    assert draw.frozen_at
    day = timezone.localtime(draw.frozen_at).date()
    strata = strata_of(draw.plan, day)
    frozen = json.loads(draw.before)
    try:
        now = lists_document(strata, inspectors_of(draw.plan, day))
    except ValueError:
        now = {
            "strata": {
                name: {
                    "firms": stratum.firms,
                    "count": stratum.count,
                    "excluded": dict(stratum.excluded),
                    "weights": stratum.weights,
                }
                for name, stratum in strata.items()
            },
            "inspectors": frozen["inspectors"],
        }
    return difference(frozen, now)


def _assign(draw: Draw, after: dict[str, Any]) -> None:
    day = timezone.localtime(draw.frozen_at).date()
    people = {one["subject"]: one["people"] for one in after["assigned"]}
    samplers = {one.number: one for one in Sampler.objects.all()}
    for line in draw.plan.lines.select_related("product_class", "rule"):
        firms = firms_of(line, day)
        for item in after["drawn"][stratum_of(line)]:
            case = _task(draw, line, firms[item])
            case.samplers.set([samplers[number] for number in people[item]])


def _task(draw: Draw, line: PlanLine, firm: PoolFirm) -> SamplingCase:
    plan = draw.plan
    assert draw.drawn_at
    case = SamplingCase(
        number=next_serial(SamplingCase, f"CC{plan.year}-", width=6, told="sampling.case.assign"),
        plan=plan,
        line=line,
        draw=draw,
        product_class=line.product_class,
        rule=line.rule,
        regime_key=plan.regime,
        level=plan.level,
        purpose=plan.purpose,
        programme=plan.programme,
        authority_id=plan.authority_id,
        place_id=firm.place_id,
        site=line.site,
        size=firm.size,
        output=firm.output,
        firm=firm.organisation,
        producer=firm.organisation if line.site == "production" else None,
        laboratory=line.laboratory,
        due_on=plan.due_on,
        source=plan.source,
        state=case_flow.require(None, "assign", None).to,
        assigned_at=draw.drawn_at,
    )
    return saved_case(case, "assign", by=None, at=draw.drawn_at, draw=draw.number)


@transaction.atomic
def annul(draw: Draw, *, by: Person, reason: str, at: datetime | None = None) -> Draw:
    """Annul a draw of which nothing was sampled; its tasks go, its documents stay."""
    draw = held(draw)
    drawn = draw.state == "drawn"
    draw.state = flow.require(draw, "annul", by).to
    draw.annulled_at, draw.annulled_by = now_or(at), by
    draw.annulled_reason = insist(reason, "reason")
    if draw.cases.exclude(state="assigned").exists():
        raise ValidationError(_("已有任务开始抽样，这次抽取不能作废。"))
    if Photo.objects.filter(case__draw=draw).exists():
        raise ValidationError(_("已有任务附了现场照片，这次抽取不能作废。"))
    for case in draw.cases.all():
        case.samplers.clear()
        case.delete()
    if drawn:
        plan_redrawn(draw.plan, by=None, at=draw.annulled_at)
    return saved_draw(draw, "annul", by=by, at=draw.annulled_at, reason=draw.annulled_reason)
