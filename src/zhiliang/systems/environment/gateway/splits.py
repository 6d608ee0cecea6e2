"""Split packets: which groups are whole, which never became so.

Each part is journalled and acknowledged by itself and carries whole items, so a missing part costs
only its own. A group is (MN, CN, DataTime, PNUM): parts have different QN (HJ 212-2017, C.49).
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from zhiliang.methods.hj212 import Head

DATA_TIME = re.compile(rb"DataTime=([0-9]{8,17})")
MOST_GROUPS = 100_000


class Group(NamedTuple):
    """What parts of one message have in common."""

    mn: str
    cn: str
    data_time: str
    parts: int


@dataclass
class Splits:
    """Groups under way, in the order of their first part."""

    seconds: float
    counts: Counter[str] = field(default_factory=Counter)
    _parts: dict[Group, tuple[float, set[int]]] = field(default_factory=dict)

    def add(self, head: Head, frame: bytes, now: float) -> None:
        """Note a part; one that came already changes nothing."""
        found = DATA_TIME.search(frame)
        group = Group(head.mn, head.cn, found[1].decode() if found else head.qn, head.pnum or 0)
        _, parts = self._parts.setdefault(group, (now, set()))
        parts.add(head.pno or 0)
        if parts >= set(range(1, group.parts + 1)):
            del self._parts[group]
            self.counts["whole"] += 1
        elif len(self._parts) > MOST_GROUPS:
            self._give_up(next(iter(self._parts)))

    def expire(self, now: float) -> list[tuple[Group, set[int]]]:
        """Give up groups that waited too long; gives each with the parts that came."""
        late = []
        for group, (begun, parts) in list(self._parts.items()):
            if now - begun < self.seconds:
                break
            late.append((group, parts))
            self._give_up(group)
        return late

    def _give_up(self, group: Group) -> None:
        del self._parts[group]
        self.counts["incomplete"] += 1
