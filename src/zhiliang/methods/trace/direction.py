"""Edges of one direction: sorted rows, some of them replaced by newer ones."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.trace.clock import Face, Labels
from zhiliang.methods.trace.rows import Places, Quantities, Rows, spread
from zhiliang.methods.trace.sheet import Sheet


class Part(NamedTuple):
    """Rows that some of the lots in question have here; `asked` are the positions of those lots."""

    rows: Rows
    row: Places
    asked: NDArray[np.intp]


class Gathered(NamedTuple):
    """Edges of some lots: which of those asked, the other end, label and quantity [edges]."""

    owner: NDArray[np.intp]
    to: Places
    label: Labels
    quantity: Quantities


@dataclass(frozen=True, slots=True)
class Direction:
    """Labels of `face`; `slot[v]` - 1 is v's row in the patch, which then counts alone.

    `slot` is empty where nothing is replaced. `sheets` are notes of walks that are over, for the
    next ones.
    """

    base: Rows
    patch: Rows
    slot: Places
    face: Face
    sheets: list[Sheet] = field(default_factory=list, compare=False, repr=False)

    @classmethod
    def plain(cls, base: Rows, face: Face) -> "Direction":
        """Nothing replaced."""
        empty = Rows.frozen(base.start[:1], base.to[:0], base.label[:0], base.quantity[:0])
        return cls(base, empty, np.empty(0, np.int32), face)

    @property
    def count(self) -> int:
        """Number of lots."""
        return self.slot.size or self.base.count

    def parts(self, v: Places) -> list[Part]:
        """Split lots into those whose rows stand in the base and in the patch."""
        if not self.slot.size:
            return [Part(self.base, v, np.arange(v.size))]
        slot = self.slot[v]
        kept, replaced = np.flatnonzero(slot == 0), np.flatnonzero(slot)
        return [
            Part(self.base, v[kept], kept),
            Part(self.patch, slot[replaced] - 1, replaced),
        ]

    def row(self, v: int) -> tuple[Places, Labels, Quantities]:
        """Other ends, labels and quantities of one lot's edges, labels falling."""
        _, to, label, quantity = self.gather(np.array([v]))
        return to, label, quantity

    def degrees(self, v: Places) -> Places:
        """Count the edges of each lot."""
        counts = np.zeros(v.size, np.int64)
        for rows, row, asked in self.parts(v):
            counts[asked] = rows.start[row + 1] - rows.start[row]
        return counts

    def gather(self, v: Places) -> Gathered:
        """All edges of some lots."""
        return _joined([_taken(*part) for part in self.parts(v)])


def _taken(rows: Rows, row: Places, index: NDArray[np.intp]) -> Gathered:
    first = rows.start[row]
    length = rows.start[row + 1] - first
    edges = spread(first, length)
    return Gathered(
        np.repeat(index, length), rows.to[edges], rows.label[edges], rows.quantity[edges]
    )


def _joined(parts: list[Gathered]) -> Gathered:
    if len(parts) == 1:
        return parts[0]
    return Gathered(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
