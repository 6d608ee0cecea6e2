"""Relations replaced by what is known now: equal ones stay, others end, new ones begin."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import QuerySet

from zhiliang.systems.traceability.actions.storing import CHUNK, in_chunks
from zhiliang.systems.traceability.models.edges import Known

Relation = TypeVar("Relation", bound=Known)
_NOT_CONTENT = ("id", "known_from", "known_until")


def supersede(live: "QuerySet[Relation]", wanted: Iterable[Relation], number: int) -> None:
    """Let `wanted` be what holds from event `number` on, in place of `live`."""
    held = {_content(row): row.pk for row in live}
    new = {_content(row): row for row in wanted}
    for keys in in_chunks(held[content] for content in held.keys() - new.keys()):
        live.model._default_manager.filter(pk__in=keys).update(known_until=number)
    rows = [row for content, row in new.items() if content not in held]
    for row in rows:
        row.known_from = number
    live.model._default_manager.bulk_create(rows, 4 * CHUNK)


def _content(row: Known) -> tuple[object, ...]:
    fields = row._meta.concrete_fields
    return tuple(getattr(row, one.attname) for one in fields if one.name not in _NOT_CONTENT)
