"""The scope: frozen from the trace or entered by hand, looked at again, adopted or not."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.models import Event, Organisation, Person, Place
from zhiliang.core.steps import held, insist, now_or
from zhiliang.core.tick import periodic
from zhiliang.systems.recalls.actions.writing import saved_recall
from zhiliang.systems.recalls.flow.recalls import LIVE
from zhiliang.systems.recalls.flow.recalls import recall as flow
from zhiliang.systems.recalls.models import (
    BY_HAND,
    Consignee,
    Recall,
    RecalledGood,
    Scope,
    millionths,
)
from zhiliang.systems.recalls.scoping import (
    Difference,
    by_hand,
    current,
    difference,
    frozen,
    pending,
    traced,
    window_of,
)

CAPTURED = "traceability.capture.finish"
MOST_NAMED = 1900
"""Letters of batches that a recall names one by one."""
FEW = 20
"""How many ids an event names before it only counts them."""


@transaction.atomic
def freeze_scope(
    recall: Recall,
    *,
    by: Person | None,
    roots: Sequence[str],
    window: tuple[datetime, datetime] | None = None,
    at: datetime | None = None,
) -> Recall:
    """Ask the trace what came of some lots and who has it, and bind the recall to the answer."""
    recall = held(recall)
    flow.require(recall, "freeze_scope", by)
    if not roots:
        raise ValidationError({"roots": _("请至少填写一个批次的标识。")})
    scope = frozen(recall, _asked(roots, window), at=now_or(at))
    if not scope.lot_count and not scope.holder_count:
        raise ValidationError(
            {"roots": _("追溯数据里没有这些批次。请核对标识；没有追溯数据的，用“录入批次”。")}
        )
    scope.taken_by = by
    return _adopted(recall, scope, "freeze_scope", by=by)


def _asked(roots: Sequence[str], window: tuple[datetime, datetime] | None) -> dict[str, Any]:
    try:
        return traced(roots, window=window)
    except ValueError as fault:
        raise ValidationError({"roots": _("标识不能识别：%(fault)s") % {"fault": fault}}) from fault


@transaction.atomic
def enter_batches(
    recall: Recall,
    *,
    by: Person,
    batches: Sequence[str],
    quantity: Decimal | None = None,
    unit: str = "",
    at: datetime | None = None,
) -> Recall:
    """Bind the recall to batches named by hand, where there is no trace."""
    recall = held(recall)
    flow.require(recall, "enter_batches", by)
    named = [batch.strip() for batch in batches if batch.strip()]
    if not named:
        raise ValidationError({"batches": _("请至少填写一个批次或型号。")})
    before = current(recall)
    if before and not before.by_hand:
        raise ValidationError({"batches": _("范围已按追溯数据冻结，不能改为手工批次。")})
    recall.batches = "、".join(named)
    if quantity is not None:
        recall.quantity_e6, recall.unit = millionths(quantity), unit
    moment = now_or(at)
    told = format(quantity, "f") if quantity is not None else None
    scope = frozen(recall, by_hand(named, unit=unit, quantity=told, at=moment), at=moment)
    scope.taken_by = by
    return _adopted(recall, scope, "enter_batches", by=by)


@transaction.atomic
def look_again(event: Event, *, by: None = None) -> int:
    """After a capture: ask the trace again for every recall; how many scopes widened.

    A wider answer is kept as an alert beside the scope that binds; nothing is decided by it.
    """
    if not event.data.get("stored", True):
        return 0
    found = Recall.objects.filter(state__in=(*LIVE, "closed"))
    return sum(_widened(recall, by=by) for recall in found.order_by("pk"))


@periodic("recalls.look_again", every=timedelta(minutes=1))
def look_again_on_tick(*, since: datetime | None, now: datetime, by: None = None) -> None:
    """Look again once for all captures since the last time: each one alone would cost as much."""
    captured = Event.objects.filter(verb=CAPTURED, recorded_at__lte=now).order_by("-number")
    if since is not None:
        captured = captured.filter(recorded_at__gt=since)
    if new := next((event for event in captured.iterator() if event.data.get("stored")), None):
        look_again(new, by=by)


def _widened(recall: Recall, *, by: None) -> bool:
    bound = current(recall)
    if bound is None or bound.by_hand:
        return False
    content = traced(bound.told["roots"], window=window_of(bound))
    last = recall.scopes.order_by("-version").first()
    known = difference(last.told if last else None, content)
    differs = difference(bound.told, content)
    if not (known.wider and differs.wider):
        return False
    recall = held(recall)
    scope = frozen(recall, content, at=now_or(None))
    scope.full_clean()
    scope.save()
    saved_recall(recall, "widen", by=by, at=scope.taken_at, **_told(scope, differs))
    return True


@transaction.atomic
def adopt_scope(
    recall: Recall, *, by: Person, note: str = "", at: datetime | None = None
) -> Recall:
    """Bind the recall to what the trace found since: more is recalled from now on."""
    recall = held(recall)
    flow.require(recall, "adopt_scope", by)
    scope = _waiting(recall)
    return _adopted(recall, scope, "adopt_scope", by=by, at=now_or(at), note=note)


@transaction.atomic
def dismiss_scope(recall: Recall, *, by: Person, reason: str, at: datetime | None = None) -> Recall:
    """Keep the scope that binds, and say why."""
    recall = held(recall)
    flow.require(recall, "dismiss_scope", by)
    scope = _waiting(recall)
    scope.dismissed_at, scope.dismissed_by = now_or(at), by
    scope.dismissed_reason = insist(reason, "reason")
    scope.full_clean()
    scope.save()
    return saved_recall(
        recall, "dismiss_scope", by=by, at=scope.dismissed_at, version=scope.version, reason=reason
    )


@transaction.atomic
def reopen(recall: Recall, *, by: Person, reason: str, at: datetime | None = None) -> Recall:
    """Take a closed recall up again: the wider scope binds, where there is one."""
    recall = held(recall)
    recall.state = flow.require(recall, "reopen", by).to
    recall.reopened_at, recall.reopened_by, recall.reopened = now_or(at), by, True
    recall.finished_at = recall.summarised_at = recall.summarised_by = None
    recall.closed_at = recall.closed_by = None
    recall.recovered_percent_e6 = None
    reason = insist(reason, "reason")
    scope = pending(recall)
    if scope is None:
        return saved_recall(recall, "reopen", by=by, at=recall.reopened_at, reason=reason)
    return _adopted(recall, scope, "reopen", by=by, at=recall.reopened_at, reason=reason)


def _waiting(recall: Recall) -> Scope:
    scope = pending(recall)
    if scope is None:
        raise ValidationError(_("没有待决定的扩大范围。"))
    return scope


def _adopted(
    recall: Recall,
    scope: Scope,
    verb: str,
    *,
    by: Person | None,
    at: datetime | None = None,
    **told: Any,
) -> Recall:
    before = current(recall)
    differs = difference(before.told if before else None, scope.told)
    scope.adopted_at, scope.adopted_by = at or scope.taken_at, by
    scope.full_clean()
    scope.save()
    if scope.algorithm != BY_HAND:
        recall.batches = _named_batches(scope)
        _list_holders(recall, scope)
    _list_goods(recall, scope)
    return saved_recall(recall, verb, by=by, at=scope.adopted_at, **told, **_told(scope, differs))


def _named_batches(scope: Scope) -> str:
    """The lots of a traced scope as a bulletin names them; how many, where they are too many."""
    names = [lot["name"] for lot in scope.told["lots"]]
    text = "、".join(names)
    if len(text) <= MOST_NAMED:
        return text
    kept = text[:MOST_NAMED].rpartition("、")[0]
    return _("%(batches)s等，共 %(count)s 批") % {"batches": kept, "count": len(names)}


def _list_goods(recall: Recall, scope: Scope) -> None:
    """Goods once recalled stay listed: a narrower trace later takes no warning back."""
    rows = [
        RecalledGood(recall=recall, canonical=goods[:500])
        for goods in dict.fromkeys(lot["id"] for lot in scope.told["lots"])
    ]
    RecalledGood.objects.bulk_create(rows, 1000, ignore_conflicts=True)


def _told(scope: Scope, differs: Difference) -> dict[str, Any]:
    return {
        "version": scope.version,
        "digest": scope.digest,
        "algorithm": scope.algorithm,
        "lots": scope.lot_count,
        "holders": scope.holder_count,
        "unknowns": scope.unknown_count,
        "added_lots": len(differs.added_lots),
        "removed_lots": len(differs.removed_lots),
        "added_holders": len(differs.added_holders),
        "removed_holders": len(differs.removed_holders),
        "first_added": list(differs.added_lots[:FEW]),
    }


def _list_holders(recall: Recall, scope: Scope) -> None:
    """Every holder becomes a consignee; one that is no longer a holder stays, out of scope."""
    holders = {one["party"]: one for one in scope.told["holders"]}
    for consignee in recall.consignees.exclude(party=""):
        inside = consignee.party in holders
        if consignee.in_scope != inside:
            consignee.in_scope = inside
            consignee.save()
    for holder in holders.values():
        if holder["organisation"] != recall.firm_id:
            _list_holder(recall, holder)


def _list_holder(recall: Recall, holder: Mapping[str, Any]) -> None:
    rows = recall.consignees.all()
    known = rows.filter(party=holder["party"]).first()
    if known is None and holder["organisation"]:
        known = rows.filter(party="", organisation=holder["organisation"]).first()
    consignee = known or Consignee(recall=recall)
    consignee.party, consignee.name = holder["party"], holder["name"] or holder["party"]
    consignee.organisation = Organisation.objects.filter(pk=holder["organisation"]).first()
    consignee.place = Place.objects.filter(pk=holder["place"]).first()
    consignee.lots = "\n".join(holder["lots"])
    if holder["quantity"] is not None:
        consignee.received_e6 = millionths(Decimal(holder["quantity"]))
        consignee.unit = holder["unit"][:12]
    consignee.full_clean()
    consignee.save()
