"""The sizes of many scopes at once: a drill over every lot of a tier."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.trace.numbering import Ints
from zhiliang.methods.trace.rows import Places, Rows, spread, stable_order
from zhiliang.methods.trace.versions import Layer, Versions, layers

BITS = 64
Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Drill:
    """Everything that is the same for every root."""

    versions: Versions
    layers: list[Layer]
    classes: Places
    latest: Places
    start: Places
    entered: Places

    @classmethod
    def of(cls, back: Rows) -> "Drill":
        """Prepare from rows of what went into each lot."""
        versions = Versions.of(back)
        steps, classes = layers(versions.source, versions.target, versions.count)
        order = stable_order(versions.origin, back.count)
        start = np.searchsorted(versions.origin[order], np.arange(back.count + 1))
        made = np.flatnonzero(np.diff(versions.first))
        latest = classes[versions.first[made]]
        return cls(versions, steps, classes, latest, start, classes[versions.entered[order]])

    def sizes(self, roots: Places) -> Ints:
        """Count the lots in the scope of each root, itself included [roots]."""
        batches = [roots[at : at + BITS] for at in range(0, roots.size, BITS)]
        return np.concatenate([np.empty(0, np.int64), *(self._sizes(batch) for batch in batches)])

    def _sizes(self, roots: Places) -> Ints:
        held = np.zeros(self.versions.count, np.uint64)
        bits = np.left_shift(np.uint64(1), np.arange(roots.size, dtype=np.uint64))
        first = self.versions.first
        self._mark(held, bits, self.classes, first[roots], first[roots + 1])
        self._mark(held, bits, self.entered, self.start[roots], self.start[roots + 1])
        for layer in self.layers:
            held[layer.target] |= np.bitwise_or.reduceat(held[layer.source], layer.begin)
        sizes = column_sums(held[self.latest])[: roots.size]
        sizes[first[roots] == first[roots + 1]] += 1
        return sizes

    def _mark(self, held: Words, bits: Words, places: Places, first: Places, last: Places) -> None:
        """Set the bit of each root at all its places, `first` to `last` - 1."""
        length = last - first
        np.bitwise_or.at(held, places[spread(first, length)], np.repeat(bits, length))


def column_sums(words: Words) -> Ints:
    """How many words have each of the 64 bits set, the lowest first [64].

    Halves are added to each other bit by bit in all columns at once, as a circuit would.

    Examples
    --------
    >>> column_sums(np.array([5, 1, 4], np.uint64))[:4].tolist()
    [2, 0, 2, 0]
    """
    planes = [words]
    while planes[0].size > 1:
        half = planes[0].size // 2
        pairs = [(plane[:half], plane[half : 2 * half]) for plane in planes]
        odd = [plane[2 * half :] for plane in planes]
        planes = [np.append(*pair) for pair in zip(_added(pairs), [*odd, odd[0] * 0], strict=True)]
    sums = np.zeros(BITS, np.int64)
    for weight, plane in enumerate(planes):
        bits = np.unpackbits(plane.astype("<u8").view(np.uint8), bitorder="little")
        sums += bits.reshape(-1, BITS).sum(axis=0).astype(np.int64) << weight
    return sums


def _added(pairs: list[tuple[Words, Words]]) -> list[Words]:
    """Binary digits of the sums of two numbers given by theirs, the lowest first."""
    carry = np.zeros_like(pairs[0][0])
    digits = []
    for one, other in pairs:
        either = one ^ other
        digits.append(either ^ carry)
        carry = (one & other) | (carry & either)
    return [*digits, carry]
