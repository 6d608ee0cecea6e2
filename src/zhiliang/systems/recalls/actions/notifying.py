"""Consignees: named, told, heard; what they have, gave back, destroyed."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.errors import NotAllowed
from zhiliang.core.feed import Outcome, Reading, Reject, register_acceptor, unfit
from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.policy import scopes, visible
from zhiliang.core.roles import Role
from zhiliang.core.steps import File, held, insist, now_or
from zhiliang.systems.recalls.actions.writing import (
    saved_consignee,
    saved_recall,
    tell_consignees,
)
from zhiliang.systems.recalls.flow.recalls import WITH_CONSIGNEES
from zhiliang.systems.recalls.flow.recalls import recall as flow
from zhiliang.systems.recalls.models import Consignee, Movement, Recall, Way, millionths
from zhiliang.systems.recalls.policy.consignees import may_enter
from zhiliang.systems.recalls.steps import past

NOTHING_KNOWN: dict[str, Any] = {
    **dict.fromkeys(("uscc", "unit", "lots", "contact"), ""),
    **dict.fromkeys(("place", "quantity"), None),
}
RECOVERED = (Movement.Kind.RECOVERED,)
DISPOSED = (Movement.Kind.DESTROYED, Movement.Kind.TREATED, Movement.Kind.REMEDIED)


@transaction.atomic
def name_consignee(
    recall: Recall,
    *,
    by: Person,
    at: datetime | None = None,
    **named: Any,
) -> Recall:
    """A firm names a customer of its own, or the authority enters one; the same again updates.

    `named` are name, uscc, place, quantity, unit, lots and contact; only the name must be there.
    """
    recall = held(recall)
    flow.require(recall, "name_consignee", by)
    _named(recall, {**NOTHING_KNOWN, **named}, named_by=_namer(recall, by))
    tell_consignees(recall, "name", by=by, at=now_or(at))
    return recall


def _namer(recall: Recall, by: Person | None) -> Organisation | None:
    """The firm itself, where it is its own people who name its customers."""
    mine = scopes(by, Role.ENTERPRISE).organisations if by else frozenset()
    return recall.firm if recall.firm_id in mine else None


def _named(recall: Recall, row: dict[str, Any], *, named_by: Organisation | None) -> Consignee:
    organisation = _registered(row["uscc"])
    rows = recall.consignees.all()
    known = rows.filter(organisation=organisation).first() if organisation else None
    known = known or rows.filter(name=row["name"], named_by=named_by).first()
    consignee = known or Consignee(recall=recall)
    consignee.name, consignee.organisation = row["name"], organisation or consignee.organisation
    consignee.named_by = named_by or consignee.named_by
    consignee.place = row["place"] or consignee.place or _seat(organisation)
    consignee.lots = row["lots"] or consignee.lots
    consignee.contact = row["contact"] or consignee.contact
    if row["quantity"] is not None:
        consignee.received_e6, consignee.unit = millionths(row["quantity"]), row["unit"]
    consignee.in_scope = True
    consignee.full_clean()
    consignee.save()
    return consignee


def _seat(organisation: Organisation | None) -> Place | None:
    return organisation.place if organisation else None


def _registered(code: str) -> Organisation | None:
    return Organisation.objects.filter(uscc=code).first() if code else None


@register_acceptor("recall-consignees")
@transaction.atomic
def import_consignees(
    reading: Reading, *, by: Person | None, dry_run: bool = False, **ignored: Any
) -> Outcome:
    """Take a list of consignees, all or none; a row filed anew updates its consignee."""
    places = {place.pk: place for place in Place.objects.all()}
    recalls = _open_to(by, {row["recall"] for _line, row in reading.rows})
    faults = _consignee_faults(reading, places, recalls)
    if outcome := unfit(reading, faults, dry_run=dry_run):
        return outcome
    touched: dict[str, int] = {}
    for _line, row in reading.rows:
        recall = recalls[row["recall"]]
        place = places.get(row["place"])
        _named(recall, {**row, "place": place}, named_by=_namer(recall, by))
        touched[recall.number] = touched.get(recall.number, 0) + 1
    for number, count in touched.items():
        tell_consignees(recalls[number], "import", by=by, rows=count, digest=reading.digest)
    return Outcome(len(reading.rows), [], reading.digest)


def _open_to(by: Person | None, numbers: set[str]) -> dict[str, Recall]:
    """The recalls by number in which somebody may name consignees now."""
    rows = Recall.objects.filter(number__in=numbers)
    seen = rows if by is None else rows.filter(pk__in=visible(by, Recall).values("pk"))
    found = [held(recall) for recall in seen]
    return {
        one.number: one
        for one in found
        if one.state in WITH_CONSIGNEES and (by is None or flow.is_for(one, "name_consignee", by))
    }


def _consignee_faults(
    reading: Reading, places: dict[str, Place], recalls: dict[str, Recall]
) -> Iterator[Reject]:
    for line, row in reading.rows:
        if row["recall"] not in recalls:
            reason = _("没有这个召回案，或者现在不能由您登记收货单位。")
            yield Reject(line, "recall", row["recall"], reason)
        if row["place"] and row["place"] not in places:
            yield Reject(line, "place", row["place"], _("没有这个行政区划代码的市、县。"))


@transaction.atomic
def send_notices(
    recall: Recall, *, by: Person, note: str = "", at: datetime | None = None
) -> Recall:
    """Send the notice to every consignee in scope that has none; on the register, by its account.

    A consignee counts as notified once it answers or somebody records that it was told.
    """
    recall = held(recall)
    flow.require(recall, "send_notices", by)
    moment = now_or(at)
    waiting = list(recall.consignees.filter(in_scope=True, sent_at=None))
    if not waiting:
        raise ValidationError(_("没有待通知的收货单位。请先冻结范围或者登记收货单位。"))
    for consignee in waiting:
        consignee.sent_at, consignee.sent_by = moment, by
        consignee.full_clean()
        consignee.save()
    if recall.noticed_at is None:
        recall.noticed_at, recall.noticed_by = moment, by
    online = sum(one.organisation_id is not None for one in waiting)
    codes = sorted({one.organisation.uscc for one in waiting if one.organisation} - {None, ""})  # type: ignore[type-var]
    return saved_recall(
        recall,
        "send_notices",
        by=by,
        at=moment,
        count=len(waiting),
        online=online,
        organisations=codes,
        note=note,
    )


@transaction.atomic
def record_notified(
    consignee: Consignee,
    *,
    by: Person,
    way: str,
    notified_at: datetime | None = None,
    at: datetime | None = None,
) -> Consignee:
    """Enter that a consignee was told: it confirms itself, or whoever told it says so."""
    consignee = held(consignee)
    _insist_on_part(consignee, by)
    moment = past(notified_at, "notified_at", now=now_or(at))
    if consignee.notified_at:
        raise ValidationError(_("已登记通知到，不能改写。"))
    if consignee.sent_at is None:
        consignee.sent_at, consignee.sent_by = moment, by
    consignee.notified_at, consignee.notified_by = moment, by
    consignee.notified_way = way
    return saved_consignee(consignee, "notified", by=by, at=moment, way=way)


@transaction.atomic
def reply(
    consignee: Consignee,
    *,
    by: Person,
    text: str,
    on_hand: Decimal | None = None,
    at: datetime | None = None,
) -> Consignee:
    """A consignee answers what it did and how much it still has; it has then been told, too."""
    consignee = held(consignee)
    _insist_on_part(consignee, by)
    moment = now_or(at)
    if consignee.notified_at is None:
        way = Way.ONLINE if _is_own(consignee, by) else Way.OTHER
        consignee.notified_at, consignee.notified_by = moment, by
        consignee.notified_way = way
    consignee.sent_at = consignee.sent_at or moment
    consignee.sent_by = consignee.sent_by or by
    consignee.replied_at, consignee.replied_by = moment, by
    consignee.reply = insist(text, "text")
    saved_consignee(consignee, "reply", by=by, at=moment)
    if on_hand is not None:
        enter_movement(consignee, by=by, kind="on_hand", quantity=on_hand, at=moment)
        consignee.refresh_from_db()
    return consignee


@transaction.atomic
def enter_movement(
    consignee: Consignee,
    *,
    by: Person,
    kind: str,
    quantity: Decimal,
    occurred_at: datetime | None = None,
    note: str = "",
    evidence: list[File] | None = None,
    at: datetime | None = None,
) -> Consignee:
    """Enter a quantity: of what is on hand the newest counts, the rest adds up."""
    consignee = held(consignee)
    _insist_on_part(consignee, by)
    moment = now_or(at)
    movement = Movement(
        consignee=consignee,
        kind=kind,
        quantity_e6=millionths(quantity),
        occurred_at=past(occurred_at, "occurred_at", now=moment),
        entered_at=moment,
        entered_by=by,
        note=note,
    )
    movement.full_clean()
    movement.save()
    files = [hold_file(by=by, name=name, content=content) for name, content in evidence or ()]
    movement.evidence.set(files)
    _sum_up(consignee)
    return saved_consignee(
        consignee,
        "enter_movement",
        by=by,
        at=movement.occurred_at,
        kind=kind,
        quantity=format(quantity, "f"),
    )


def _sum_up(consignee: Consignee) -> None:
    def total(*kinds: str) -> int:
        rows = consignee.movements.filter(kind__in=kinds)
        return rows.aggregate(total=Sum("quantity_e6"))["total"] or 0

    consignee.recovered_e6, consignee.disposed_e6 = total(*RECOVERED), total(*DISPOSED)
    consignee.gone_e6 = total(Movement.Kind.GONE)
    newest = consignee.movements.filter(kind=Movement.Kind.ON_HAND).first()
    consignee.on_hand_e6 = newest.quantity_e6 if newest else None
    if consignee.received_e6 is not None and consignee.accounted_e6 > consignee.received_e6:
        raise ValidationError(
            {"quantity": _("退回、处置和无法收回的合计超过了收到的数量，请核对。")}
        )


def _is_own(consignee: Consignee, by: Person) -> bool:
    return consignee.organisation_id in scopes(by, Role.ENTERPRISE).organisations


def _insist_on_part(consignee: Consignee, by: Person) -> None:
    """The consignee itself, the firm that named it, or the office that supervises the recall."""
    recall = consignee.recall
    if recall.state not in WITH_CONSIGNEES:
        raise ValidationError(
            _("召回案现在是“%(state)s”，不再登记。") % {"state": recall.state_name}
        )
    if not may_enter(by, consignee):
        raise NotAllowed(
            _("这不是您的收货单位。"), _("只有收货单位自己、填报它的企业和监管部门可以登记。")
        )
