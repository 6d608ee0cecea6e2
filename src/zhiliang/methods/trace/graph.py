"""The same edges sorted both ways."""

from dataclasses import dataclass

from zhiliang.methods.trace.clock import faces
from zhiliang.methods.trace.direction import Direction
from zhiliang.methods.trace.edges import Edges
from zhiliang.methods.trace.numbering import Numbering
from zhiliang.methods.trace.rows import Rows


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
