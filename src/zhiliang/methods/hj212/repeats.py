"""Keys that a frame says again, in arrays, and the items that are no factor."""

from dataclasses import dataclass

import numpy as np

from zhiliang.methods.hj212.checksum import Ints
from zhiliang.methods.hj212.names import Names
from zhiliang.methods.hj212.numerals import Truths
from zhiliang.methods.hj212.parts import ParameterPart
from zhiliang.methods.hj212.regular import Regular, Span
from zhiliang.methods.hj212.shapes import MOST_PAIRS
from zhiliang.methods.hj212.spans import LOW, Words, texts
from zhiliang.methods.hj212.templates import (
    AGAIN,
    AGAIN_FLAG,
    BEFORE,
    BEFORE_FLAG,
    PARAMETER_KEY,
    PARAMETER_PLACE,
)


@dataclass(frozen=True, slots=True)
class Repeats:
    """Repeated pairs [k]: frame, place in it, whether one before has the same value and flag."""

    owner: Ints
    place: Ints
    equal: Truths

    def dropped(self, owner: Ints, place: Ints) -> Truths:
        """Return which of other pairs are repeats that say nothing new."""
        said = self.owner[self.equal] * MOST_PAIRS + self.place[self.equal]
        return np.isin(owner * MOST_PAIRS + place, said) & (place >= 0)


def read_repeats(regular: Regular) -> Repeats:
    """Compare every repeated pair with all before it that have its key."""
    owner, rows = regular.layout.repeats.expanded(regular.shape)
    same = rows[BEFORE] >= 0
    for one, other in ((AGAIN, BEFORE), (AGAIN_FLAG, BEFORE_FLAG)):
        spans = (regular.values(owner, rows[column]) for column in (one, other))
        same &= _alike(regular.words, *spans)
    pairs, which = np.unique(owner * MOST_PAIRS + rows[AGAIN], return_inverse=True)
    equal = np.zeros(len(pairs), dtype=np.bool_)
    equal[which[same]] = True
    return Repeats(pairs // MOST_PAIRS, pairs % MOST_PAIRS, equal)


def _alike(words: Words, one: Span, other: Span) -> Truths:
    """Whether stretches say the same; what is absent says nothing."""
    (first, size), (second, length) = one, other
    size = np.maximum(size, 0)
    same: Truths = size == np.maximum(length, 0)
    for begin in range(0, int(size.max(initial=0)), 8):
        left = np.flatnonzero(same & (size > begin))
        mask = LOW[np.minimum(size[left] - begin, 8)]
        same[left] = (words[first[left] + begin] ^ words[second[left] + begin]) & mask == 0
    return same


def parameter_part(regular: Regular, said: Repeats, names: Names) -> ParameterPart:
    """Hand over the items that are no factor."""
    owner, rows = regular.layout.parameters.expanded(regular.shape)
    dropped = said.dropped(owner, rows[PARAMETER_PLACE])
    if dropped.any():
        owner, rows = owner[~dropped], rows[:, ~dropped]
    span = regular.values(owner, rows[PARAMETER_PLACE])
    key = names.column(rows[PARAMETER_KEY])
    return ParameterPart(regular.frame[owner], key, texts(regular.data, *span))
