"""Shapes: frames with the same keys and separators in the same order are read in the same way.

A logger's frames have few shapes, so what keys mean is worked out once for each shape and then
applied to all its frames by arrays. Frames are told apart by a sum over their keys and separators,
and then compared key by key, so that no accident of the sum can mistake one for another.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.hj212.checksum import Bytes, Ints
from zhiliang.methods.hj212.heads import CONTENT, FIELDS, canonical, read_segment
from zhiliang.methods.hj212.items import read_content
from zhiliang.methods.hj212.notes import Note
from zhiliang.methods.hj212.plan import Plan, plan
from zhiliang.methods.hj212.spans import LOW, Words, running
from zhiliang.methods.hj212.tokens import Tokens

# Keys of more bytes, frames of more pairs and shapes beyond this number are read one by one.
LONGEST_KEY = 23
MOST_PAIRS = 512
MOST_SHAPES = 4096

# Notes that frames of a shape share; what others say depends on values.
_OF_KEYS = {"key_case", "key_order", "comma_for_semicolon", "separator_repeated"}

_LENGTHS = np.arange(LONGEST_KEY + 1)
_MASKS = [LOW[np.clip(_LENGTHS - 8 * word, 0, 8)] for word in range(3)]
_ODD = np.random.default_rng(212).integers(0, 1 << 63, MOST_PAIRS + 3, dtype=np.uint64) << 1 | 1
_HALF, _HIGHEST = np.uint64(32), np.uint64(56)


@dataclass(frozen=True, slots=True)
class Shape:
    """How to read frames of a shape. `careful`: one by one. Places count a frame's pairs.

    `head`: place of each of `FIELDS` (-1: absent); `content`: place of the content's first pair;
    `keys`: those of the content; `notes`: on separators and on keys of the head.
    """

    careful: bool
    head: tuple[int, ...]
    content: int
    keys: tuple[str, ...]
    plan: Plan
    notes: tuple["ShapeNote", ...]

    @property
    def pairs(self) -> int:
        """Pairs of the content."""
        return len(self.keys)


class ShapeNote(NamedTuple):
    """A note on what stands `shift` bytes from the key of a pair; `pair` counts a frame's pairs."""

    pair: int
    shift: int
    field: str
    code: str
    text: str


@dataclass(slots=True)
class Shapes:
    """The shapes met so far."""

    made: list[Shape] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    offsets: list[int] = field(default_factory=lambda: [0])
    keys: Words = field(default_factory=lambda: np.zeros((3, 0), np.uint64))

    def recognise(self, data: Bytes, words: Words, found: Tokens) -> Ints:
        """Return the number of each frame's shape [m]; -1: it has none, read it by itself."""
        counts = np.diff(found.offsets)
        if not len(counts):
            return counts
        length = found.equals - found.key
        fitting = counts <= MOST_PAIRS
        if length.max() > LONGEST_KEY:
            fitting &= np.logical_and.reduceat(length <= LONGEST_KEY, found.offsets[:-1])
            length = np.minimum(length, LONGEST_KEY)
        keys = _keys(data, words, found, length)
        sums = _sums(keys, found)
        known, first, inverse = np.unique(sums, return_index=True, return_inverse=True)
        numbers = np.array(
            [
                self._number(data, found, keys, (int(value), int(frame)))
                for value, frame in zip(known, np.where(fitting[first], first, -1), strict=True)
            ]
        )
        return self._verified(found, keys, np.where(fitting, numbers[inverse], -1))

    def _number(self, data: Bytes, found: Tokens, keys: Words, met: tuple[int, int]) -> int:
        value, frame = met
        if value in self.numbers:
            return self.numbers[value]
        if frame < 0 or len(self.made) >= MOST_SHAPES:
            return -1
        begin, stop = int(found.offsets[frame]), int(found.offsets[frame + 1])
        self.numbers[value] = len(self.made)
        self.made.append(_shape(data, found, (begin, stop)))
        self.offsets.append(self.offsets[-1] + stop - begin)
        self.keys = np.concatenate([self.keys, keys[:, begin:stop]], axis=1)
        return self.numbers[value]

    def _verified(self, found: Tokens, keys: Words, numbers: Ints) -> Ints:
        """Keep a number only where all keys and separators are those of the shape."""
        offsets = np.array(self.offsets)
        counts = np.diff(found.offsets)
        sizes = np.append(np.diff(offsets), -1)
        numbers = np.where(sizes[numbers] == counts, numbers, -1)
        known = np.flatnonzero(numbers >= 0)
        inner, place = running(counts[known])
        if not len(place):
            return numbers
        theirs = np.repeat(offsets[numbers[known]], counts[known]) + place
        if len(known) < len(numbers):
            keys = keys[:, np.repeat(found.offsets[known], counts[known]) + place]
        same = np.ones(len(theirs), dtype=np.bool_)
        for one, other in zip(keys, self.keys, strict=True):
            same &= one == other[theirs]
        if not same.all():
            numbers[known[~np.logical_and.reduceat(same, inner[:-1])]] = -1
        return numbers


def _keys(data: Bytes, words: Words, found: Tokens, length: Ints) -> Words:
    """Keys as three words each [3 × k]: up to 23 bytes, and the separator before the key."""
    held = np.zeros((3, len(length)), dtype=np.uint64)
    held[0] = words[found.key] & _MASKS[0][length]
    for word in (1, 2):
        longer = np.flatnonzero(length > 8 * word)
        held[word, longer] = words[found.key[longer] + 8 * word] & _MASKS[word][length[longer]]
    between = data[found.key - 1].astype(np.uint64)
    between[found.offsets[:-1]] = ord(";")
    # Two separators: the other one is told by its parity, in bits no separator has.
    between[found.doubled] += 64 + 64 * (data[found.key[found.doubled] - 2] & np.uint64(1))
    held[2] |= between << _HIGHEST
    return held


def _sums(keys: Words, found: Tokens) -> NDArray[np.uint64]:
    mixed = keys[0] * _ODD[-1]
    mixed += keys[1] * _ODD[-2]
    mixed += keys[2] * _ODD[-3]
    mixed ^= mixed >> _HALF
    mixed *= _ODD[np.minimum(found.place, MOST_PAIRS - 1)]
    sums: NDArray[np.uint64] = np.add.reduceat(mixed, found.offsets[:-1])
    return sums


def _shape(data: Bytes, found: Tokens, pairs: tuple[int, int]) -> Shape:
    places = found.key[slice(*pairs)]
    begin = int(places[0])
    keys = [data[found.key[pair] : found.equals[pair]].tobytes().decode() for pair in range(*pairs)]
    first = keys.index("CP")
    separators = data[places[first + 1 :] - 1].tobytes().decode().replace("&", ";")
    made = plan(tuple(zip(separators, keys[first + 1 :], strict=True)))
    raw = data[begin : found.stop[pairs[1] - 1]].tobytes() + (b"&&" if separators else b"&&&")
    head = read_segment(raw)
    content = read_content(raw, int(places[first]) - begin + len(CONTENT))[1]
    notes = [_shape_note(note, (places - begin).tolist()) for note in (*head.notes, *content)]
    order = [canonical(key) for key in keys[:first]]
    ranks = tuple(order.index(name) if name in order else -1 for name in FIELDS)
    careful = any(note.code not in _OF_KEYS for note in notes)
    return Shape(careful, ranks, first + 1, tuple(keys[first + 1 :]), made, tuple(notes))


def _shape_note(note: Note, places: list[int]) -> ShapeNote:
    """Tell the place of a note by the key that begins there, or the next one."""
    pair = bisect_left(places, note.place)
    return ShapeNote(pair, note.place - places[pair], note.field, note.code, note.text)
