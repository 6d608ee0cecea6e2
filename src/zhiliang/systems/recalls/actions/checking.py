"""Effectiveness checks: consignees drawn by lot, visited, and what that shows of all of them."""

import json
import secrets
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.models import Person
from zhiliang.core.steps import held, insist, now_or
from zhiliang.methods.canonical import digest
from zhiliang.systems.recalls.actions.writing import saved_check, saved_recall
from zhiliang.systems.recalls.checking import (
    ALLOWED,
    CONFIDENCE,
    SHARE,
    bound_of,
    drawn_from,
    listed,
    seed_for,
    size_for,
    unreached_of,
)
from zhiliang.systems.recalls.flow.recalls import recall as flow
from zhiliang.systems.recalls.models import MILLION, Check, Consignee, Recall, Visit
from zhiliang.systems.recalls.steps import past


@transaction.atomic
def draw_check(
    recall: Recall,
    *,
    by: Person,
    share: Decimal = Decimal(str(SHARE)),
    confidence: Decimal = Decimal(str(CONFIDENCE)),
    allowed: int = ALLOWED,
    at: datetime | None = None,
) -> Recall:
    """Freeze the list of consignees and draw whom to visit.

    As many are drawn as it takes to show, with at most `allowed` not reached among them, that at
    least `share` of all were reached at the confidence given.
    """
    recall = held(recall)
    flow.require(recall, "draw_check", by)
    names = listed(recall)
    if not names:
        raise ValidationError(_("召回范围内没有收货单位，不能抽取核查名单。"))
    last = recall.checks.first()
    check = Check(
        recall=recall,
        number=last.number + 1 if last else 1,
        population=len(names),
        confidence_e6=int(confidence * MILLION),
        wanted_e6=int(share * MILLION),
        allowed=allowed,
        size=_size(len(names), share, confidence, allowed),
        names=json.dumps(names),
        digest=digest(names),
        seed=seed_for(names, secrets.token_hex(32)),
        drawn_at=now_or(at),
        drawn_by=by,
    )
    saved_check(check, "draw", by=by, at=check.drawn_at, size=check.size, seed=check.seed)
    _list_visits(check)
    return saved_recall(recall, "draw_check", by=by, at=check.drawn_at, check=check.number)


def _size(population: int, share: Decimal, confidence: Decimal, allowed: int) -> int:
    try:
        return size_for(
            population, share=float(share), confidence=float(confidence), allowed=allowed
        )
    except ValueError as fault:
        raise ValidationError({"share": _("比例和置信水平须在0和1之间。")}) from fault


def _list_visits(check: Check) -> None:
    consignees = {one.pk: one for one in Consignee.objects.filter(recall=check.recall)}
    for position, pk in enumerate(drawn_from(check), start=1):
        visit = Visit(check_of=check, consignee=consignees[pk], position=position)
        visit.full_clean()
        visit.save()


@transaction.atomic
def record_visit(
    visit: Visit,
    *,
    by: Person,
    found: str,
    way: str,
    note: str = "",
    visited_at: datetime | None = None,
    at: datetime | None = None,
) -> Visit:
    """Enter what was found at a consignee that was drawn."""
    visit = held(visit)
    check = visit.check_of
    flow.require(check.recall, "draw_check", by)
    if check.concluded_at:
        raise ValidationError(_("这次核查已有结论，不能改写。"))
    visit.found, visit.way, visit.note = found, way, note
    visit.visited_at, visit.visited_by = past(visited_at, "visited_at", now=now_or(at)), by
    visit.full_clean()
    visit.save()
    saved_check(check, "visit", by=by, at=visit.visited_at, position=visit.position, found=found)
    return visit


@transaction.atomic
def conclude_check(
    check: Check, *, by: Person, conclusion: str, at: datetime | None = None
) -> Check:
    """Say what the check shows: with its confidence, at least so many of all were reached."""
    check = held(check)
    flow.require(check.recall, "draw_check", by)
    if check.concluded_at:
        raise ValidationError(_("这次核查已有结论，不能改写。"))
    open_ones = check.visits.filter(found="").count()
    if open_ones:
        raise ValidationError(
            _("还有 %(count)s 家没有登记核查结果；找不到的也要登记，按没有通知到计。")
            % {"count": open_ones}
        )
    check.reached = check.size - unreached_of(check)
    check.bound_e6 = bound_of(check)
    check.concluded_at, check.concluded_by = now_or(at), by
    check.conclusion = insist(conclusion, "conclusion")
    return saved_check(
        check,
        "conclude",
        by=by,
        at=check.concluded_at,
        reached=check.reached,
        size=check.size,
        bound=check.bound_words,
    )
