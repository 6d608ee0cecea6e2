"""Which lot an item belongs to: by its identifier as captured, or by what its commissioning says.

The canonical form of an item names its serial number alone, so the lot is read from the event.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from zhiliang.methods.gs1 import levels
from zhiliang.systems.traceability.indexing.lists import LISTS

LOT_FIELD = "urn:epcglobal:cbv:mda:lotNumber"


def lots_of_items(event: Mapping[str, Any], normal: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each item of an event whose lot is told, with that lot, both canonical."""
    told = (normal.get("ilmd") or {}).get(LOT_FIELD)
    for name in LISTS:
        for text in event.get(name) or ():
            if "/21/" in text and "/10/" in text:
                item, lot, *_coarser = levels(text)
                yield item, lot
        if told:
            for item in normal.get(name) or ():
                if "/21/" in item:
                    yield item, f"{item.split('/21/')[0]}/10/{told}"
