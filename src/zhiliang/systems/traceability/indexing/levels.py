"""Which lot an item belongs to: by its own identifier, or by what its commissioning says."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from zhiliang.methods.gs1 import levels

LOT_FIELDS = ("urn:epcglobal:cbv:mda:lotNumber", "urn:epcglobal:cbv:mda#lotNumber")


class Naming(Protocol):
    """An event in its normal form, with the objects it names and their keys."""

    @property
    def named(self) -> Any: ...

    @property
    def normal(self) -> Mapping[str, Any]: ...


def lots_of_items(event: Naming) -> Iterator[tuple[int, str]]:
    """The key of each item that the event names, with the identifier of its lot."""
    told = _lot_number(event.normal)
    for key, named in event.named:
        if "/21/" not in named.canonical:
            continue
        if "/10/" in named.canonical:
            yield key, next(level for level in levels(named.canonical) if "/21/" not in level)
        elif told:
            yield key, named.canonical.split("/21/")[0] + f"/10/{told}"


def _lot_number(normal: Mapping[str, Any]) -> str:
    ilmd = normal.get("ilmd") or {}
    return next((str(ilmd[name]) for name in LOT_FIELDS if name in ilmd), "")
