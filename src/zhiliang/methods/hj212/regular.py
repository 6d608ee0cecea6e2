"""Regular frames of known shapes, all at once: the pairs of each by place, heads and parameters.

Everything here says in arrays what `packet` says frame by frame, and a test holds them together.
"""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from zhiliang.methods.hj212.checksum import Bytes, Ints
from zhiliang.methods.hj212.heads import FIELDS
from zhiliang.methods.hj212.names import Names
from zhiliang.methods.hj212.numerals import Truths, read_whole
from zhiliang.methods.hj212.packet import list_place
from zhiliang.methods.hj212.parts import FramePart, NotePart
from zhiliang.methods.hj212.spans import Words, texts
from zhiliang.methods.hj212.templates import (
    NOTE_CODE,
    NOTE_FIELD,
    NOTE_PLACE,
    NOTE_SHIFT,
    NOTE_TEXT,
    Layout,
)
from zhiliang.methods.hj212.tokens import Tokens

Span = tuple[Ints, Ints]  # start and length; absent: length -1
ABSENT = -1
QN, ST, CN, PW, MN, FLAG, PNUM, PNO = range(len(FIELDS))


@dataclass(frozen=True, slots=True)
class Regular:
    """Regular frames [m] of known shapes and their pairs.

    `frame`: places in the block; `begin`: where each segment begins; `trailing`: whether a
    separator follows the last item; `first`: each one's first pair; `shape`: each one's shape.
    """

    data: Bytes
    words: Words
    found: Tokens
    frame: Ints
    begin: Ints
    trailing: Truths
    first: Ints
    shape: Ints
    layout: Layout

    def chosen(self, which: Truths) -> "Regular":
        """Return some of the frames."""
        if which.all():
            return self
        return replace(
            self,
            frame=self.frame[which],
            begin=self.begin[which],
            trailing=self.trailing[which],
            first=self.first[which],
            shape=self.shape[which],
        )

    def values(self, owner: Ints | slice, place: Ints) -> Span:
        """Return the values of pairs, given by their frame and their place in it (-1: absent)."""
        absent = place < 0
        if absent.all():
            return np.zeros_like(place), np.full_like(place, ABSENT)
        pair = self.first[owner] + place
        if not absent.any():
            start = self.found.equals.take(pair) + 1
            return start, self.found.stop.take(pair) - start
        pair[absent] = 0
        start = self.found.equals.take(pair) + 1
        length = self.found.stop.take(pair) - start
        length[absent] = ABSENT
        return start, length

    def keys(self, owner: Ints, place: Ints) -> Span:
        """Return the keys of pairs."""
        pair = self.first[owner] + place
        start = self.found.key[pair]
        return start, self.found.equals[pair] - start

    def key_places(self, owner: Ints, place: Ints) -> Ints:
        """Return the byte offsets of keys in their segments."""
        places: Ints = self.found.key[self.first[owner] + place] - self.begin[owner]
        return places

    def field(self, which: int) -> Span:
        """Return the values of a field of the head [m]."""
        return self.values(slice(None), self.layout.head[which].take(self.shape))


@dataclass(frozen=True, slots=True)
class Head:
    """Fields of the heads [m]: spans, and numbers where they are whole numbers (-1: none)."""

    spans: tuple[Span, ...]
    flag: Ints
    pnum: Ints
    pno: Ints
    version: Ints

    def chosen(self, which: Truths) -> "Head":
        """Return those of some of the frames."""
        if which.all():
            return self
        spans = tuple((start[which], length[which]) for start, length in self.spans)
        numbers = (self.flag, self.pnum, self.pno, self.version)
        return Head(spans, *(part[which] for part in numbers))


def read_head(regular: Regular) -> Head:
    """Read the fields of the heads; `version` is a place in EDITIONS, 3 where unknown."""
    spans = tuple(regular.field(which) for which in range(len(FIELDS)))
    flag, pnum, pno = (
        read_whole(regular.words, *spans[which], longest=4) for which in (FLAG, PNUM, PNO)
    )
    flag = np.where(flag > 255, ABSENT, flag)
    pnum = np.where(pnum > 0, pnum, ABSENT)
    pno = np.where((pno > 0) & ((pno <= pnum) | (pnum < 0)), pno, ABSENT)
    said = np.minimum(flag >> 2, 3)
    version = np.where(flag >= 0, said, np.where(spans[MN][1] == 14, 0, 3))
    return Head(spans, flag, pnum, pno, version)


def usable(regular: Regular, head: Head) -> Truths:
    """Frames that can be read here: they have MN and CN, and nothing may be a cipher."""
    _, mn = head.spans[MN]
    _, cn = head.spans[CN]
    # A block of base64 with `=` at its end looks like a key without value.
    lone = (head.flag >= 8) & (regular.layout.pairs[regular.shape] == 1)
    careful = regular.layout.careful[regular.shape] > 0
    found: Truths = (mn > 0) & (cn > 0) & ~lone & ~careful
    return found


def frame_part(regular: Regular, head: Head, times: tuple[Ints, Truths]) -> FramePart:
    """Hand over the heads and the times of the frames."""
    columns = (_or_null(head.spans[which]) for which in (MN, ST, CN, QN, PW))
    held = tuple(texts(regular.data, *span) for span in columns)
    return FramePart(regular.frame, held, head.flag, head.pnum, head.pno, head.version, *times)


def _or_null(span: Span) -> Span:
    return span[0], np.where(span[1] > 0, span[1], ABSENT)


def key_notes(regular: Regular, names: Names) -> NotePart:
    """Hand over what is noted about keys."""
    rows = regular.layout.notes.expanded(regular.shape)
    owner = rows.owner
    return NotePart(
        regular.frame[owner],
        regular.key_places(owner, rows[NOTE_PLACE]) + rows[NOTE_SHIFT],
        rows[NOTE_CODE],
        names.column(rows[NOTE_FIELD]),
        names.column(rows[NOTE_TEXT]),
    )


def trailing_notes(regular: Regular, size: Ints) -> NotePart:
    """Hand over which frames have a separator after their last item; `size`: of segments."""
    who = np.flatnonzero(regular.trailing)
    place = size[who] - 3
    said = texts(regular.data, regular.begin[who] + place, np.ones_like(who))
    code = np.full(len(who), list_place("trailing_separator"))
    return NotePart(regular.frame[who], place, code, pa.nulls(len(who), pa.string()), said)
