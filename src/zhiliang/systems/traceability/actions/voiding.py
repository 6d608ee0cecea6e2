"""Error declarations take events back, whenever they arrive (EPCIS 2.0, 7.4.1.2)."""

from collections.abc import Iterable, Sequence

from zhiliang.systems.traceability.actions.storing import in_chunks
from zhiliang.systems.traceability.indexing.columns import REASON_VOID
from zhiliang.systems.traceability.models import EpcisEvent, EventField


def void(new: Sequence[EpcisEvent], number: int) -> list[EpcisEvent]:
    """Take back the events that new ones say are wrong; the rows that were taken back.

    An event is taken back by a declaration that it did not occur, and by one that its data were
    wrong as soon as all events that correct it are on record: until then the wrong one stands,
    for a trace that loses goods is worse than one that has too many.
    """
    ids = {row.event_id for row in new} | _corrected_by({row.event_id for row in new})
    declared = [row for chunk in in_chunks(ids) for row in _declarations(chunk)]
    if not declared:
        return []
    taken_back = {row.event_id for row in declared if _takes_back(row)}
    changed = []
    for chunk in in_chunks(taken_back):
        changed += EpcisEvent.objects.filter(
            event_id__in=chunk, declaration=False, voided_from=None
        )
    for row in changed:
        row.voided_from = number
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
