"""Classes and their rules, plans and what they allot."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core import places
from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.policy import require
from zhiliang.core.steps import held, insist, next_serial, now_or
from zhiliang.methods.limit_comparison import PLAIN
from zhiliang.systems.sampling.actions.writing import saved_plan
from zhiliang.systems.sampling.flow.plans import plan as flow
from zhiliang.systems.sampling.models import (
    ImplementationRule,
    Level,
    PlanLine,
    ProductClass,
    RuleItem,
    SamplingPlan,
)

LEVELS = {"province": Level.PROVINCIAL, "city": Level.CITY, "district": Level.COUNTY}
"""The level of a plan by that of its authority's place; the State's plans are not made here."""


@transaction.atomic
def register_class(*, by: Person | None, **fields: Any) -> ProductClass:
    """Enter a class of products; its code is unique."""
    require(by, ProductClass, "register")
    product_class = ProductClass(**fields)
    product_class.full_clean()
    product_class.save()
    append(
        verb="sampling.class.register",
        subject=subject_of(product_class),
        by=by,
        data={"tables": [], "code": product_class.code, "regime": product_class.regime},
    )
    return product_class


@transaction.atomic
def publish_rule(
    product_class: ProductClass,
    *,
    by: Person | None,
    items: Sequence[Mapping[str, Any]],
    **fields: Any,
) -> ImplementationRule:
    """Publish the next version of a class's implementation rule with its items.

    The version before it ends the day before the new one begins. What was tested by it keeps it.
    """
    require(by, ImplementationRule, "publish")
    if not items:
        raise ValidationError(_("实施细则没有检验项目，无法据以抽查。请至少列一个项目。"))
    previous = product_class.rules.order_by("version").last()
    rule = ImplementationRule(
        product_class=product_class, version=previous.version + 1 if previous else 1, **fields
    )
    if rule.published_on is None:
        rule.published_on = timezone.localdate()
    rule.full_clean()
    rule.save()
    if previous and previous.valid_to is None:
        _end(previous, rule)
    for position, item in enumerate(items, 1):
        _listed(RuleItem(rule=rule, position=position, **item))
    append(
        verb="sampling.rule.publish",
        subject=subject_of(rule),
        by=by,
        data={
            "tables": [],
            "code": product_class.code,
            "version": rule.version,
            "items": len(items),
        },
    )
    return rule


def _end(previous: ImplementationRule, rule: ImplementationRule) -> None:
    if rule.valid_from <= previous.valid_from:
        raise ValidationError(
            {"valid_from": _("须晚于上一版的施行日期 %(day)s。") % {"day": previous.valid_from}}
        )
    previous.valid_to = rule.valid_from - timedelta(days=1)
    previous.full_clean()
    previous.save()


def _listed(item: RuleItem) -> None:
    item.full_clean()
    for limit in ("limit_low", "limit_high"):
        text = getattr(item, limit)
        if text and not _is_decimal(text):
            raise ValidationError({limit: _("限值写作小数，如 0.05，不带单位和符号。")})
    if item.decision == item.Decision.GUARDED and item.comparison == item.Comparison.ROUNDED:
        fault = _("修约后的数不能再按保护带判定：请选全数值比较法，或者简单接受。")
        raise ValidationError({"comparison": fault})
    if item.low is not None and item.high is not None and item.low > item.high:
        raise ValidationError({"limit_low": _("下限大于上限。")})
    item.save()


def _is_decimal(text: str) -> bool:
    return PLAIN.fullmatch(text) is not None


@transaction.atomic
def draft_plan(*, by: Person, at: datetime | None = None, **fields: Any) -> SamplingPlan:
    """Draft a plan of the authority whose officer it is."""
    plan = SamplingPlan(**fields)
    plan.state = flow.require(None, "draft", by).to
    plan.drafted_at, plan.drafted_by = now_or(at), by
    quarter = f"Q{plan.quarter}" if plan.quarter else "Y"
    plan.number = next_serial(SamplingPlan, f"JH{plan.year}{quarter}-", width=3)
    if not flow.is_for(plan, "draft", by):
        raise ValidationError({"authority": _("只能拟订本部门管辖地区的计划。")})
    if plan.level != LEVELS.get(plan.authority.level):
        raise ValidationError({"level": _("层级须与组织部门所在地一致。")})
    return saved_plan(plan, "draft", by=by, at=plan.drafted_at)


@transaction.atomic
def allocate(plan: SamplingPlan, *, by: Person, lines: Iterable[Mapping[str, Any]]) -> SamplingPlan:
    """Set how many samples of which class each city takes; what was allotted before is replaced."""
    plan = held(plan)
    flow.require(plan, "allocate", by)
    plan.lines.all().delete()
    allotted = [PlanLine(plan=plan, **line) for line in lines]
    within = places.subtree([plan.authority_id], day=timezone.localdate())
    for line in allotted:
        if line.place_id not in within:
            raise ValidationError(
                _("“%(place)s”不在组织部门的辖区内，不能分配。") % {"place": line.place}
            )
        if line.product_class.regime != plan.regime:
            raise ValidationError(
                _("“%(name)s”不属于本计划的类别“%(regime)s”。")
                % {"name": line.product_class, "regime": plan.get_regime_display()}
            )
        line.full_clean()
        line.save()
    return saved_plan(
        plan, "allocate", by=by, lines=len(allotted), samples=sum(line.count for line in allotted)
    )


@transaction.atomic
def allocate_evenly(
    plan: SamplingPlan,
    *,
    by: Person,
    product_class: ProductClass,
    site: str,
    count: int,
    laboratory: Organisation,
    places: Iterable[Place],
) -> SamplingPlan:
    """Allot the same number of samples of one class to each of some cities, beside the others."""
    kept = [
        {
            name: getattr(line, name)
            for name in ("product_class", "place", "site", "count", "laboratory")
        }
        for line in plan.lines.exclude(product_class=product_class, site=site)
    ]
    added = [
        {
            "product_class": product_class,
            "place": place,
            "site": site,
            "count": count,
            "laboratory": laboratory,
        }
        for place in places
    ]
    return allocate(plan, by=by, lines=[*kept, *added])


@transaction.atomic
def issue(plan: SamplingPlan, *, by: Person, at: datetime | None = None) -> SamplingPlan:
    """Issue a plan: each line is fixed to the published rule in force; sampling may begin."""
    plan = held(plan)
    plan.state = flow.require(plan, "issue", by).to
    plan.issued_at, plan.issued_by = now_or(at), by
    if not plan.lines.exists():
        raise ValidationError(_("计划还没有分配批次，无法下达。请先分配。"))
    day = timezone.localtime(plan.issued_at).date()
    for line in plan.lines.select_related("product_class"):
        line.rule = line.product_class.rule_on(day)
        if line.rule is None or line.rule.published_on is None:
            raise ValidationError(
                _("“%(name)s”没有已公开的实施细则。实施细则须在抽样前向社会公开。")
                % {"name": line.product_class}
            )
        line.full_clean()
        line.save()
    return saved_plan(plan, "issue", by=by, at=plan.issued_at)


@transaction.atomic
def close_plan(plan: SamplingPlan, *, by: Person, at: datetime | None = None) -> SamplingPlan:
    """Close a plan of which every sample is published or ended."""
    plan = held(plan)
    plan.state = flow.require(plan, "close", by).to
    plan.closed_at, plan.closed_by = now_or(at), by
    open_cases = plan.cases.exclude(state__in=("published", "not_taken", "rejected")).count()
    if open_cases:
        raise ValidationError(
            _("还有 %(count)s 批没有公布或了结，计划不能完结。") % {"count": open_cases}
        )
    return saved_plan(plan, "close", by=by, at=plan.closed_at)


@transaction.atomic
def withdraw_plan(plan: SamplingPlan, *, by: Person, reason: str) -> SamplingPlan:
    """Take a plan back before its draw."""
    plan = held(plan)
    plan.state = flow.require(plan, "withdraw", by).to
    if plan.draws.exclude(state="void").exists():
        raise ValidationError(_("名录已冻结。请先作废抽取，再撤销计划。"))
    return saved_plan(plan, "withdraw", by=by, reason=insist(reason, "reason"))


@transaction.atomic
def plan_drawn(plan: SamplingPlan, *, by: Person, at: datetime) -> SamplingPlan:
    """Its draw is done: its tasks are there."""
    plan = held(plan)
    plan.state = flow.require(plan, "draw", by).to
    return saved_plan(plan, "draw", by=by, at=at)


@transaction.atomic
def plan_redrawn(plan: SamplingPlan, *, by: None, at: datetime) -> SamplingPlan:
    """Its draw was annulled: it can be drawn again."""
    plan = held(plan)
    plan.state = flow.require(plan, "redraw", by).to
    return saved_plan(plan, "redraw", by=by, at=at)
