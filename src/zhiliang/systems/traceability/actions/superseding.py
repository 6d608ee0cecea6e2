"""Relations replaced by what is known now: equal ones stay, others end, new ones begin."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from zhiliang.systems.traceability.actions.rows import write
from zhiliang.systems.traceability.actions.storing import in_chunks


def supersede(
    live: "QuerySet[Any]", columns: Sequence[str], wanted: Iterable[Sequence[Any]], number: int
) -> None:
    """Let `wanted` (rows of `columns`) be what holds from event `number` on, in place of `live`."""
    held = {row[1:]: row[0] for row in live.values_list("pk", *columns)}
    new = {tuple(row) for row in wanted}
    for keys in in_chunks(held[content] for content in held.keys() - new):
        live.model._default_manager.filter(pk__in=keys).update(known_until=number)
    begun = sorted(new - held.keys(), key=repr)
    write(live.model, (*columns, "known_from"), ((*row, number) for row in begun))
