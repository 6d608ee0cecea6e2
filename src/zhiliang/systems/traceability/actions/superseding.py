"""Relations replaced by what is known now: equal ones stay, others end, new ones begin."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from zhiliang.systems.traceability.actions.rows import Rows
from zhiliang.systems.traceability.indexing.chunks import in_chunks


@dataclass(frozen=True)
class Relations:
    """Relations as they are known from event `number` of the log on."""

    number: int

    def replace(
        self, live: "QuerySet[Any]", columns: Sequence[str], wanted: Iterable[Sequence[Any]]
    ) -> None:
        """Let `wanted` (rows of `columns`) be what holds from now on, in place of `live`."""
        held = {row[1:]: row[0] for row in live.values_list("pk", *columns)}
        new = {tuple(row) for row in wanted}
        for keys in in_chunks(held[content] for content in held.keys() - new):
            live.model._default_manager.filter(pk__in=keys).update(known_until=self.number)
        begun = sorted(new - held.keys(), key=repr)
        Rows(live.model).write((*columns, "known_from"), ((*row, self.number) for row in begun))
