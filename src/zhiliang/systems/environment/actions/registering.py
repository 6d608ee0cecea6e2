"""Registers come in whole: outlets, plants, stations, sections, drinking sources and permits."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.event import append, subject_of
from zhiliang.core.feed import Outcome, Reading, Reject, register_acceptor
from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.policy import policy_of, require
from zhiliang.methods.water.factors import BY_CODE
from zhiliang.systems.environment.models import (
    MILLION,
    DeviceNote,
    DrinkingSource,
    Outlet,
    Permit,
    PermitLimit,
    Section,
    SewagePlant,
    Station,
)

Fields = dict[str, Any]


@dataclass(frozen=True)
class Register:
    """A register: its model, and how a row of its file becomes the model's fields."""

    key: str
    model: type[models.Model]
    fields: Callable[[Fields], Fields] = lambda row: row


def _outlet(row: Fields) -> Fields:
    kept = row if row["password"] else {k: v for k, v in row.items() if k != "password"}
    return kept | {
        "organisation": _organisation(row["organisation"]),
        "plant": _named(SewagePlant, "code", row["plant"], "plant"),
    }


def _organisation(key: str) -> Organisation | None:
    """By its unified social credit code, or by its name where only one is called so."""
    named = list(Organisation.objects.filter(name=key)[:2]) if key else []
    if len(named) == 1:
        return named[0]
    return cast(Organisation | None, _named(Organisation, "uscc", key, "organisation"))


def _station(row: Fields) -> Fields:
    kept = {name: value for name, value in row.items() if name not in ("longitude", "latitude")}
    return kept | {
        "counted": row["counted"] == "yes",
        "longitude_e6": row["longitude"],
        "latitude_e6": row["latitude"],
    }


def _section(row: Fields) -> Fields:
    return row | {"target": int(row["target"]) if row["target"] else None}


def _named(model: type[models.Model], field: str, key: str, column: str) -> models.Model | None:
    if not key:
        return None
    found = model._default_manager.filter(**{field: key}).first()
    if found is None:
        raise ValidationError({column: _("没有登记“%(key)s”。请先登记，再导入。") % {"key": key}})
    return found


REGISTERS = (
    Register("sewage-plants", SewagePlant),
    Register("outlets", Outlet, _outlet),
    Register("air-stations", Station, _station),
    Register("water-sections", Section, _section),
    Register("drinking-sources", DrinkingSource),
)


@transaction.atomic
def import_register(
    reading: Reading,
    *,
    by: Person | None,
    register: Register,
    name: str = "",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take a register in whole or not at all; rows that are known by their code are amended.

    The same file again changes nothing.
    """
    rejected, changed = list(reading.rejected), []
    for line, row in reading.rows:
        thing, faults = _thing(register, line, row, by)
        rejected += faults
        changed += [thing] if thing is not None else []
    rejected += _twice(reading)
    if rejected or not reading.rows:
        empty = [] if rejected else [Reject(1, "", "", _("文件里没有数据行。"))]
        return Outcome(0, [*rejected, *empty], reading.digest)
    if dry_run or not changed:
        return Outcome(len(reading.rows), [], reading.digest, unchanged=not changed)
    for thing in changed:
        thing.save()
    _tell(register.model, changed, by=by, name=name, digest=reading.digest)
    return Outcome(len(reading.rows), [], reading.digest)


for each in REGISTERS:
    register_acceptor(each.key)(partial(import_register, register=each))


def _thing(
    register: Register, line: int, row: Fields, by: Person | None
) -> tuple[Any, list[Reject]]:
    """The row as an instance to be saved, None where it is on record so; or what is wrong."""
    known = register.model._default_manager.filter(code=row["code"]).first()
    thing: Any = known or register.model()
    before = _values(thing)
    if known is not None:  # as it is on record: nobody takes another place's over by moving it
        require(by, register.model, "import", known)
    try:
        place = Place.objects.filter(pk=row["place"], level__in=("city", "district")).first()
        if place is None:
            raise ValidationError({"place": _("没有这个行政区划代码的市、县。")})
        for field, value in (register.fields(row) | {"place": place}).items():
            setattr(thing, field, value)
        require(by, register.model, "import", thing)
        thing.full_clean()
    except ValidationError as fault:
        return None, [
            Reject(line, field, str(row.get(field, "")), "；".join(messages))
            for field, messages in fault.message_dict.items()
        ]
    return (None if thing.pk and _values(thing) == before else thing), []


def _values(thing: models.Model) -> Fields:
    return {field.attname: getattr(thing, field.attname) for field in thing._meta.concrete_fields}


def _twice(reading: Reading) -> Iterable[Reject]:
    """What must be there once in a file: the code, and of an outlet its logger's number."""
    first: dict[tuple[str, str], int] = {}
    for line, row in reading.rows:
        for name in ("code", "mn"):
            key = (name, row.get(name, ""))
            if key[1] and key in first:
                reason = _("与第 %(line)s 行重复。") % {"line": first[key]}
                yield Reject(line, name, key[1], reason)
            first.setdefault(key, line)


def _tell(
    model: type[models.Model], things: list[Any], *, by: Person | None, name: str, digest: str
) -> None:
    append(
        verb=f"environment.{model._meta.model_name}.register",
        subject=subject_of(things[0]),
        by=by,
        data={
            "tables": [],
            "codes": sorted(thing.code for thing in things),
            "file": name,
            "digest": digest,
        },
    )


@transaction.atomic
def register_outlet(*, by: Person | None, **fields: Any) -> Outlet:
    """Enter one outlet; ValidationError by field."""
    outlet = Outlet(**fields)
    outlet.full_clean()
    require(by, Outlet, "register", outlet)
    outlet.save()
    _tell(Outlet, [outlet], by=by, name="", digest="")
    return outlet


@transaction.atomic
def record_permit(
    outlet: Outlet,
    *,
    by: Person | None,
    limits: Iterable[Mapping[str, Any]],
    at: datetime | None = None,
    **fields: Any,
) -> Permit:
    """Enter what an outlet may discharge; of two permits the one that begins later holds.

    The earlier one ends the day before.

    `limits` are the fields of PermitLimit, at least one.
    """
    require(by, Outlet, "permit", outlet)
    permit = Permit(outlet=outlet, recorded_at=at or timezone.now(), recorded_by=by, **fields)
    permit.full_clean()
    _fit_in(permit)
    permit.save()
    kept = [PermitLimit(permit=permit, **limit) for limit in limits]
    if not kept:
        raise ValidationError({"limits": _("许可至少要有一个因子的限值。")})
    for limit in kept:
        limit.full_clean()
        limit.save()
    append(
        verb="environment.permit.record",
        subject=subject_of(permit),
        by=by,
        place=outlet.place_id,
        data={
            "tables": [],
            "outlet": outlet.code,
            "number": permit.number,
            "valid_from": permit.valid_from,
            "limits": [f"{limit.factor} {limit.words}" for limit in kept],
        },
    )
    return permit


def _fit_in(permit: Permit) -> None:
    """End the permit before this one, and this one before the next: never two on one day."""
    others = permit.outlet.permits
    one = timedelta(days=1)
    open_ended = Q(valid_to=None) | Q(valid_to__gte=permit.valid_from)
    for earlier in others.filter(open_ended, valid_from__lt=permit.valid_from):
        earlier.valid_to = permit.valid_from - one
        earlier.save(update_fields=["valid_to"])
    later = others.filter(valid_from__gt=permit.valid_from).order_by("valid_from").first()
    if later and (permit.valid_to is None or permit.valid_to >= later.valid_from):
        permit.valid_to = later.valid_from - one


@register_acceptor("permit-limits")
@transaction.atomic
def import_permits(
    reading: Reading, *, by: Person | None, dry_run: bool = False, **ignored: Any
) -> Outcome:
    """Take permitted limits in, all or none; a permit on record says the same or is refused.

    A permit is its number and the day it begins: one that is renewed keeps its number.
    """
    recorded = _recorded({row["outlet"] for _line, row in reading.rows})
    rejected = [*reading.rejected, *_permit_faults(reading, recorded)]
    if rejected:
        return Outcome(0, rejected, reading.digest)
    new = {key: rows for key, rows in _permits(reading).items() if key not in recorded}
    if not dry_run:
        for (code, number, valid_from), rows in new.items():
            _take_permit(code, number, valid_from, rows, by)
    return Outcome(len(reading.rows), [], reading.digest, unchanged=not new)


PermitKey = tuple[str, str, date]
"""Code of the outlet, number, day on which the permit begins."""


def _key_of(row: Fields) -> PermitKey:
    return row["outlet"], row["number"], row["valid_from"]


def _permits(reading: Reading) -> dict[PermitKey, list[Fields]]:
    found: dict[PermitKey, list[Fields]] = {}
    for _line, row in reading.rows:
        found.setdefault(_key_of(row), []).append(row)
    return found


def _recorded(codes: set[str]) -> dict[PermitKey, set[tuple[str, int | None, int | None]]]:
    """The limits (factor, lower, upper) of each permit on record."""
    permits = Permit.objects.filter(outlet__code__in=codes)
    return {
        (permit.outlet.code, permit.number, permit.valid_from): {
            (limit.factor, limit.lower_e6, limit.upper_e6) for limit in permit.limits.all()
        }
        for permit in permits.select_related("outlet").prefetch_related("limits")
    }


def _permit_faults(
    reading: Reading, recorded: Mapping[PermitKey, set[tuple[str, int | None, int | None]]]
) -> Iterable[Reject]:
    known = set(Outlet.objects.values_list("code", flat=True))
    seen: dict[tuple[PermitKey, str], int] = {}
    for line, row in reading.rows:
        if row["outlet"] not in known:
            yield Reject(line, "outlet", row["outlet"], _("没有登记这个排放口。请先登记排放口。"))
        for field, value, reason in _limit_faults(row):
            yield Reject(line, field, str(value), reason)
        key = _key_of(row)
        told = (row["factor"], row["lower"], row["upper"])
        if (key, row["factor"]) in seen:
            reason = _("与第 %(line)s 行重复。") % {"line": seen[key, row["factor"]]}
            yield Reject(line, "factor", row["factor"], reason)
        elif told not in recorded.get(key, {told}):
            reason = _("这份许可已登记，限值与此不同。变更的，请以新的生效日期登记。")
            yield Reject(line, "upper", row["number"], reason)
        seen.setdefault((key, row["factor"]), line)


def _limit_faults(row: Fields) -> Iterable[tuple[str, Any, str]]:
    lower, upper, unit = row["lower"], row["upper"], row["unit"]
    if lower is None and upper is None:
        yield "upper", "", _("上限、下限至少填一个。")
    if upper is not None and upper < 0:
        yield "upper", upper / MILLION, _("上限不能小于0。")
    if lower is not None and upper is not None and lower > upper:
        yield "lower", lower / MILLION, _("下限大于上限，请核对是否填反。")
    if row["valid_to"] and row["valid_to"] < row["valid_from"]:
        yield "valid_to", row["valid_to"], _("失效日期早于生效日期。")
    factor = BY_CODE.get(row["factor"])
    if factor is None and row["factor"].startswith("w"):
        yield "factor", row["factor"], _("不认识的因子编码。请用 HJ 212 的编码，如 w01018。")
    if factor is not None and unit not in ("", factor.unit):
        told = {"unit": factor.unit or _("（无单位）")}
        yield "unit", unit, _("限值的单位须为 %(unit)s，请换算后填写。") % told


def _take_permit(
    code: str, number: str, valid_from: date, rows: list[Fields], by: Person | None
) -> None:
    limits = [
        {
            "factor": row["factor"],
            "lower_e6": row["lower"],
            "upper_e6": row["upper"],
            "unit": row["unit"] or getattr(BY_CODE.get(row["factor"]), "unit", ""),
            "basis": row["basis"],
        }
        for row in rows
    ]
    record_permit(
        Outlet.objects.get(code=code),
        by=by,
        limits=limits,
        number=number,
        valid_from=valid_from,
        valid_to=rows[0]["valid_to"],
    )


@transaction.atomic
def note_standstill(
    outlet: Outlet,
    *,
    by: Person | None,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    at: datetime | None = None,
) -> DeviceNote:
    """The source notes that its instrument was calibrated, kept, broken, or that works stood still.

    Days that were judged before are judged again by the next round, with the note beside; a note
    that comes late counts once an officer accepted it (`accept_note`). What an officer files is.
    """
    require(by, Outlet, "note", outlet)
    moment = at or timezone.now()
    officer = by is None or policy_of(Outlet).may(by, "permit", outlet)
    note = DeviceNote(
        outlet=outlet,
        kind=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason.strip(),
        filed_at=moment,
        filed_by=by,
        accepted_at=moment if officer else None,
        accepted_by=by if officer else None,
    )
    note.full_clean()
    note.save()
    _tell_of_note(note, "note", by=by, at=at)
    return note


@transaction.atomic
def accept_note(note: DeviceNote, *, by: Person, at: datetime | None = None) -> DeviceNote:
    """An officer lets a note count that was filed too late to count by itself."""
    note = DeviceNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    require(by, DeviceNote, "accept", note)
    if note.accepted:
        raise ValidationError(_("这条说明已经认可。"))
    note.accepted_at, note.accepted_by = at or timezone.now(), by
    note.save(update_fields=["accepted_at", "accepted_by"])
    _tell_of_note(note, "accept_note", by=by, at=note.accepted_at)
    return note


def _tell_of_note(note: DeviceNote, verb: str, *, by: Person | None, at: datetime | None) -> None:
    append(
        verb=f"environment.outlet.{verb}",
        subject=subject_of(note),
        by=by,
        place=note.outlet.place_id,
        occurred_at=at,
        data={
            "tables": [],
            "kind": note.kind,
            "starts_at": note.starts_at,
            "ends_at": note.ends_at,
            "reason": note.reason,
        },
    )
