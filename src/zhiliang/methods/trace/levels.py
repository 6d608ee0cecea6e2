"""Instance in class: serial → lot → GTIN."""

from collections import defaultdict
from collections.abc import Mapping


class Levels:
    """`coarser` names, for an id, the class it is an instance or a part of."""

    def __init__(self, coarser: Mapping[str, str]) -> None:
        self.coarser = coarser
        self.finer: Mapping[str, list[str]] = defaultdict(list)
        for fine in sorted(coarser):
            self.finer[coarser[fine]].append(fine)

    def members(self, thing: str) -> list[str]:
        """Everything known to belong to a class, over all levels; without the class itself.

        Examples
        --------
        >>> Levels({"serial": "lot", "lot": "gtin"}).members("gtin")
        ['lot', 'serial']
        """
        found, waiting = {thing: None}, [thing]
        while waiting:
            fresh = [fine for fine in self.finer.get(waiting.pop(), ()) if fine not in found]
            found |= dict.fromkeys(fresh)
            waiting += fresh
        return list(found)[1:]

    def classes(self, thing: str) -> list[str]:
        """Classes of an id, the finest first; without itself.

        Examples
        --------
        >>> Levels({"serial": "lot", "lot": "gtin"}).classes("serial")
        ['lot', 'gtin']
        """
        found = {thing: None}
        while (thing := self.coarser.get(thing, "")) and thing not in found:
            found[thing] = None
        return list(found)[1:]
