"""What the records of a scope do not show: a trace that hides its gaps is wrong."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import EventObject, Role
from zhiliang.systems.traceability.tracing.custody import valid

BEGUN = ("commissioning", "receiving", "accepting", "arriving", "creating_class_instance")
TOLERANCE = 1.005
"""More out than in by half a per cent is weighing, not a gap: configuration, from no standard."""


@dataclass(frozen=True)
class Unknown:
    """A gap in the records: its kind, what it concerns, and details in words of the records."""

    kind: str
    subject: str
    note: str = ""


def gaps_of(keys: Sequence[int], names: Mapping[int, str], number: int | None) -> Iterator[Unknown]:
    """Gaps at the goods of a scope, by name.

    `no_origin`: used without ever having been made, received or put out. `not_received`: shipped
    to nobody who tells of it. `made_twice`: commissioned by two. `more_out`: more went out than is
    known to have been there.
    """
    for chunk in in_chunks(keys):
        named = EventObject.objects.filter(valid(number), object__in=chunk)
        for kind, found in (
            ("no_origin", _without_origin(chunk, named)),
            ("not_received", _shipped_only(named)),
            ("made_twice", _made_twice(named)),
            ("more_out", _more_out(named)),
        ):
            yield from (Unknown(kind, names[key]) for key in sorted(found))


def _objects(rows: "QuerySet[EventObject]") -> set[int]:
    return set(rows.values_list("object_id", flat=True))


def _without_origin(keys: Iterable[int], named: "QuerySet[EventObject]") -> set[int]:
    made = named.filter(role__in=(Role.OUTPUT, Role.OUTPUT_CLASS))
    # a step such as commissioning is that of what came out: what went in was there before
    told = named.exclude(role__in=(Role.INPUT, Role.INPUT_CLASS))
    begun = told.filter(event__biz_step__in=BEGUN) | told.filter(event__action="ADD")
    return set(keys) - _objects(made) - _objects(begun)


def _shipped_only(named: "QuerySet[EventObject]") -> set[int]:
    last: dict[int, str] = {}
    steps = named.filter(event__biz_step__in=("shipping", "departing", *BEGUN))
    for key, step in steps.order_by("event__event_time").values_list(
        "object_id", "event__biz_step"
    ):
        last[key] = step
    return {key for key, step in last.items() if step in ("shipping", "departing")}


def _made_twice(named: "QuerySet[EventObject]") -> set[int]:
    begun = named.filter(event__biz_step="commissioning", event__action="ADD", role=Role.EPC)
    by = begun.values("object").annotate(by=Count("event__organisation", distinct=True))
    return set(by.filter(by__gt=1).order_by().values_list("object_id", flat=True))


def _more_out(named: "QuerySet[EventObject]") -> set[int]:
    had: dict[tuple[int, str], float] = defaultdict(float)
    used: dict[tuple[int, str], float] = defaultdict(float)
    for key, unit, quantity, role, action in named.values_list(
        "object_id", "unit", "quantity", "role", "event__action"
    ):
        if quantity is None:
            continue
        if role == Role.OUTPUT_CLASS or (role == Role.EPC_CLASS and action == "ADD"):
            had[key, unit] += quantity
        elif role == Role.INPUT_CLASS:
            used[key, unit] += quantity
    return {pair[0] for pair, most in had.items() if used[pair] > most * TOLERANCE}
