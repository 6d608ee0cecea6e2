"""The objects that an event names, with the list they stand in."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from zhiliang.systems.traceability.models import Role

LISTS = {
    "epcList": Role.EPC,
    "childEPCs": Role.CHILD,
    "inputEPCList": Role.INPUT,
    "outputEPCList": Role.OUTPUT,
}
QUANTITIES = {
    "quantityList": Role.EPC_CLASS,
    "childQuantityList": Role.CHILD_CLASS,
    "inputQuantityList": Role.INPUT_CLASS,
    "outputQuantityList": Role.OUTPUT_CLASS,
}


class Named(NamedTuple):
    """One object in one list; `quantity` None where none is given."""

    canonical: str
    role: int
    quantity: float | None = None
    unit: str = ""


def named_of(event: Mapping[str, Any]) -> Iterator[Named]:
    """Every object that the event names, each list in its order."""
    for key, role in LISTS.items():
        for text in event.get(key) or ():
            yield Named(text, role)
    if parent := event.get("parentID"):
        yield Named(parent, Role.PARENT)
    for key, role in QUANTITIES.items():
        for one in event.get(key) or ():
            quantity = one.get("quantity")
            held = None if quantity is None else float(quantity)
            yield Named(one["epcClass"], role, held, one.get("uom", ""))
