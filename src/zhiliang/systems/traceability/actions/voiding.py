"""Error declarations take events back, whenever they arrive (EPCIS 2.0, 7.4.1.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhiliang.systems.traceability.actions.storing import Row
from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.indexing.columns import REASON_VOID
from zhiliang.systems.traceability.models import EpcisEvent, EventField


@dataclass(frozen=True)
class Declarations:
    """What error declarations take back, from event `number` of the log on.

    An event is taken back by a declaration that it did not occur, and by one that its data were
    wrong as soon as all events that correct it are on record: until then the wrong one stands,
    for a trace that loses goods is worse than one that has too many.
    """

    number: int

    def take_back(self, new: Sequence[Row]) -> list[EpcisEvent]:
        """Take back the events that new ones say are wrong; the rows that were taken back."""
        ids = {row.event_id for row in new}
        ids |= _corrected_by(ids)
        declared = [row for chunk in in_chunks(ids) for row in _declarations(chunk)]
        changed: list[EpcisEvent] = []
        for chunk in in_chunks({row.event_id for row in declared if _takes_back(row)}):
            changed += EpcisEvent.objects.filter(
                event_id__in=chunk, declaration=False, voided_from=None
            )
        for row in changed:
            row.voided_from = self.number
        EpcisEvent.objects.bulk_update(changed, ["voided_from"])
        return changed


def _corrected_by(ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for chunk in in_chunks(ids):
        fields = EventField.objects.filter(key="corrective", text__in=chunk)
        found |= set(fields.values_list("event__event_id", flat=True))
    return found


def _declarations(ids: Sequence[str]) -> Iterable[EpcisEvent]:
    return EpcisEvent.objects.filter(event_id__in=ids, declaration=True)


def _takes_back(declaration: EpcisEvent) -> bool:
    if declaration.declared_reason == REASON_VOID:
        return True
    wanted = set(declaration.fields.filter(key="corrective").values_list("text", flat=True))
    known = EpcisEvent.objects.filter(event_id__in=wanted, declaration=False)
    return bool(wanted) and set(known.values_list("event_id", flat=True)) == wanted
