"""The same edges sorted both ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.trace.clock import Face, faces
from zhiliang.methods.trace.direction import Direction
from zhiliang.methods.trace.edges import Edges
from zhiliang.methods.trace.numbering import NOBODY, Numbering
from zhiliang.methods.trace.rows import Rows

PARTS = ("start", "to", "label", "quantity")


@dataclass(frozen=True, slots=True)
class Graph:
    """`ahead` has a row for what went out of each lot, `back` for what went in."""

    numbering: Numbering
    ahead: Direction
    back: Direction

    @classmethod
    def of(cls, edges: Edges) -> "Graph":
        """Sort edges both ways; edges from a lot to itself are left out, the lot is not."""
        numbering = Numbering.of([edges.src, edges.dst])
        kept = edges.without_loops().in_time()
        src, dst = numbering.places(kept.src), numbering.places(kept.dst)
        earlier, later = faces(kept.t)
        count = numbering.count
        ahead = Rows.build(count, src, dst, earlier.labels(kept.t), kept.quantity)
        last_first = (dst[::-1], src[::-1], later.labels(kept.t)[::-1], kept.quantity[::-1])
        back = Rows.build(count, *last_first)
        return cls(numbering, Direction.plain(ahead, earlier), Direction.plain(back, later))

    def edges(self) -> Edges:
        """All edges, without those from a lot to itself, in no order."""
        src, to, label, quantity = self.ahead.gather(np.arange(self.numbering.count))
        lots, face = self.numbering.lots, self.ahead.face
        return Edges(lots(src), lots(to), face.times(label), quantity)

    def merged(self) -> "Graph":
        """Sort anew where rows are replaced or lots came later."""
        has_delta = self.ahead.slot.size or self.numbering.later.size
        return Graph.of(self.edges()) if has_delta else self

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All arrays of a graph without replaced rows, by name; what `from_arrays` takes."""
        named: dict[str, NDArray[Any]] = {"known": self.numbering.known}
        numbers = [self.numbering.dense]
        for name in ("ahead", "back"):
            direction: Direction = getattr(self, name)
            named |= {f"{name}_{part}": getattr(direction.base, part) for part in PARTS}
            numbers += [direction.face.offset, direction.face.sign, direction.face.span]
        return named | {"numbers": np.array(numbers)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "Graph":
        """Undo `arrays`; memory maps stay on the disk.

        Raises
        ------
        KeyError
            An array is missing.
        """
        dense, *numbers = arrays["numbers"].tolist()
        numbering = Numbering(dense, arrays["known"].view(np.ndarray), NOBODY)
        directions = [
            Direction.plain(Rows.frozen(*(arrays[f"{name}_{part}"] for part in PARTS)), Face(*face))
            for name, face in (("ahead", numbers[:3]), ("back", numbers[3:]))
        ]
        return cls(numbering, *directions)
