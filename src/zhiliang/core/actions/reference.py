"""Reference data from files; loading the same file again changes nothing and logs nothing."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import models, transaction
from django.utils import timezone

from zhiliang.core.actions.residents import load_residents
from zhiliang.core.deadline_table import holidays_of_notices, rules_in
from zhiliang.core.event import append
from zhiliang.core.models import (
    CalendarDay,
    DeadlineRule,
    Department,
    Person,
    Place,
    PlaceName,
    PlaceSet,
    PlaceSetMember,
    Residents,
)
from zhiliang.methods.canonical import digest

FOLDER = Path(__file__).resolve().parent.parent / "reference"
_BELIEFS = ("name_zh", "name_zh_hant", "name_en", "parent_id", "valid_from", "valid_to", "note")


@dataclass(frozen=True)
class Loaded:
    """How many rows a file brought and how many of them were new or different."""

    rows: int
    changed: int


def load_reference(*, by: Person | None = None) -> dict[str, Loaded]:
    """Load everything that ships with the product."""
    return {
        "places": load_places(by=by),
        "place_sets": load_place_sets(by=by),
        "departments": load_departments(by=by),
        "calendar": load_calendar(by=by),
        "deadlines": load_deadlines(by=by),
        "residents": _residents(by=by),
    }


@transaction.atomic
def load_places(*, by: Person | None, path: Path = FOLDER / "places.csv") -> Loaded:
    """Places and their names through time; what the file no longer says is superseded, not lost."""
    rows = _csv(path)
    _put(Place, [{"code": code, "level": level} for code, level in _levels(rows).items()])
    now = timezone.now()
    beliefs = defaultdict(list)
    for row in rows:
        beliefs[row["code"]].append(_belief(row))
    changed = sum(_believe(code, wanted, now) for code, wanted in sorted(beliefs.items()))
    return _logged("places", Loaded(len(rows), changed), rows, by=by)


@transaction.atomic
def load_place_sets(*, by: Person | None, path: Path = FOLDER / "place_sets.yaml") -> Loaded:
    """Place sets and who belonged to them when; the file is the whole truth of its sets."""
    sets = yaml.safe_load(path.read_text(encoding="utf-8"))
    kept = [{k: v or "" for k, v in row.items() if k != "members"} for row in sets]
    changed = _put(PlaceSet, kept)
    for row in sets:
        changed += _put_members(row["key"], row["members"])
    return _logged("place_sets", Loaded(len(sets), changed), sets, by=by)


@transaction.atomic
def load_departments(*, by: Person | None, path: Path = FOLDER / "departments.yaml") -> Loaded:
    """Departments, bare at first: a row may name a successor that comes later in the file."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    bare = [{k: v for k, v in row.items() if k != "successor"} for row in rows]
    known = set(Department.objects.values_list("pk", flat=True))
    _put(Department, [row for row in bare if row["code"] not in known])
    linked = [
        {**{k: v for k, v in row.items() if k != "successor"}, "successor_id": row["successor"]}
        for row in rows
    ]
    changed = _put(Department, linked)
    return _logged("departments", Loaded(len(rows), changed), rows, by=by)


@transaction.atomic
def load_calendar(*, by: Person | None) -> Loaded:
    """Days off and working weekends of the State Council's notices, from chinesecalendar."""
    rows = holidays_of_notices()
    return _logged("calendar", Loaded(len(rows), _put(CalendarDay, rows)), rows, by=by)


@transaction.atomic
def load_deadlines(*, by: Person | None, path: Path = FOLDER / "deadlines.csv") -> Loaded:
    """Dated time limits."""
    rows = rules_in(path)
    return _logged("deadlines", Loaded(len(rows), _put(DeadlineRule, rows)), rows, by=by)


def _residents(*, by: Person | None) -> Loaded:
    outcome = load_residents(by=by)
    return Loaded(Residents.objects.count(), 0 if outcome.unchanged else outcome.accepted)


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


def _levels(rows: Iterable[dict[str, str]]) -> dict[str, str]:
    return {row["code"]: row["level"] for row in rows}


def _belief(row: dict[str, str]) -> dict[str, Any]:
    return {
        "name_zh": row["name_zh"],
        "name_zh_hant": row["name_zh_hant"],
        "name_en": row["name_en"],
        "parent_id": row["parent"] or None,
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        "note": row["note"] or "",
    }


def _believe(code: str, wanted: list[dict[str, Any]], now: datetime) -> int:
    """Replace what we believe of one place; how many rows were superseded or added."""
    current = {
        name.pk: {field: getattr(name, field) for field in _BELIEFS}
        for name in PlaceName.objects.filter(place=code, superseded_at=None)
    }
    stale = [pk for pk, belief in current.items() if belief not in wanted]
    fresh = [belief for belief in wanted if belief not in current.values()]
    PlaceName.objects.filter(pk__in=stale).update(superseded_at=now)
    for belief in fresh:
        name = PlaceName(place_id=code, recorded_at=now, **belief)
        name.full_clean(exclude=["place", "parent"])
        name.save()
    return len(stale) + len(fresh)


def _put_members(key: str, members: list[dict[str, Any]]) -> int:
    wanted = {(m["place"], m["valid_from"], m["valid_to"]) for m in members}
    rows = PlaceSetMember.objects.filter(set=key)
    current = {(row.place_id, row.valid_from, row.valid_to): row.pk for row in rows}
    stale, fresh = set(current) - wanted, wanted - set(current)
    rows.filter(pk__in=[current[member] for member in stale]).delete()
    PlaceSetMember.objects.bulk_create(
        PlaceSetMember(set_id=key, place_id=place, valid_from=start, valid_to=end)
        for place, start, end in sorted(fresh, key=str)
    )
    return len(stale) + len(fresh)


def _put(model: type[models.Model], rows: list[dict[str, Any]]) -> int:
    """Insert or rewrite rows by primary key; how many differed from what was there."""
    key = model._meta.pk.name
    current = model._default_manager.in_bulk([row[key] for row in rows])
    differing = [
        model(**row)
        for row in rows
        if row[key] not in current
        or any(getattr(current[row[key]], name) != value for name, value in row.items())
    ]
    for item in differing:
        item.clean_fields()
    fields = [name.removesuffix("_id") for name in rows[0] if name != key] if rows else []
    model._default_manager.bulk_create(
        differing, update_conflicts=True, unique_fields=[key], update_fields=fields, batch_size=400
    )
    return len(differing)


def _logged(name: str, loaded: Loaded, rows: Any, *, by: Person | None) -> Loaded:
    if loaded.changed:
        append(
            verb="core.reference.load",
            subject=f"core.reference:{name}",
            by=by,
            data={"rows": loaded.rows, "changed": loaded.changed, "digest": digest(rows)},
        )
    return loaded
