"""Shapes: frames with the same keys and separators in the same order are read in the same way.

A logger's frames have few shapes, so what keys mean is worked out once for each shape and then
applied to all its frames by arrays. Each key with its separator becomes a number of 64 bits; frames
are told apart by a sum of these and then compared number by number, so that taking one key for
another needs two keys with one number, and in its place the same sum.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

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
# Keys looked at together, so that their words stay near the processor.
SLICE = 1 << 13

# Notes that frames of a shape share; what others say depends on values.
_OF_KEYS = {"key_case", "key_order", "comma_for_semicolon", "separator_repeated"}

_LENGTHS = np.arange(LONGEST_KEY + 1)
_MASKS = np.stack([LOW[np.clip(_LENGTHS + 1 - 8 * word, 0, 8)] for word in range(3)], axis=1)
_ODD = np.random.default_rng(212).integers(0, 1 << 63, MOST_PAIRS + 4, dtype=np.uint64) << 1 | 1
_HALF = np.uint64(32)


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
    keys: Words = field(default_factory=lambda: np.zeros(0, np.uint64))

    def recognise(self, data: Bytes, found: Tokens) -> Ints:
        """Return the number of each frame's shape [m]; -1: it has none, read it by itself."""
        counts = np.diff(found.offsets)
        if not len(counts):
            return counts
        length = found.equals - found.key
        fitting = counts <= MOST_PAIRS
        if length.max() > LONGEST_KEY:
            fitting &= np.logical_and.reduceat(length <= LONGEST_KEY, found.offsets[:-1])
            length = np.minimum(length, LONGEST_KEY)
        keys = _keys(data, found, length)
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
        self.keys = np.concatenate([self.keys, keys[begin:stop]])
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
            keys = keys[np.repeat(found.offsets[known], counts[known]) + place]
        same = keys == self.keys[theirs]
        if not same.all():
            numbers[known[~np.logical_and.reduceat(same, inner[:-1])]] = -1
        return numbers


def _keys(data: Bytes, found: Tokens, length: Ints) -> Words:
    """Make a number of each key and the separator before it [k]: a sum of products of its words."""
    stretches = np.ndarray((len(data) - 23,), dtype="V24", buffer=data, strides=(1,))
    numbers = np.empty(len(length), dtype=np.uint64)
    leading = np.zeros(len(length), dtype=np.bool_)
    leading[found.offsets[:-1]] = True
    for begin in range(0, len(length), SLICE):
        part = slice(begin, begin + SLICE)
        held = stretches[found.key[part] - 1]
        held.view(np.uint8).reshape(-1, 24)[leading[part], 0] = ord(";")
        words = held.view(np.uint64).reshape(-1, 3)
        words &= _MASKS.take(length[part], axis=0)
        numbers[part] = words[:, 0] * _ODD[-1] + words[:, 1] * _ODD[-2] + words[:, 2] * _ODD[-3]
    # Two separators: the first one counts as well.
    numbers[found.doubled] += data[found.key[found.doubled] - 2] * _ODD[-4]
    numbers ^= numbers >> _HALF
    return numbers


def _sums(keys: Words, found: Tokens) -> Words:
    placed = keys * _ODD[np.minimum(found.place, MOST_PAIRS - 1)]
    sums: Words = np.add.reduceat(placed, found.offsets[:-1])
    return sums


def _shape(data: Bytes, found: Tokens, pairs: tuple[int, int]) -> Shape:
    stretch = slice(*pairs)
    begin = int(found.key[pairs[0]])
    raw = data[begin : found.stop[pairs[1] - 1]].tobytes().decode()
    starts = (found.key[stretch] - begin).tolist()
    ends = (found.equals[stretch] - begin).tolist()
    keys = [raw[start:end] for start, end in zip(starts, ends, strict=True)]
    first = keys.index("CP")
    head, separators = keys[:first], "".join(raw[start - 1] for start in starts[1:])
    made = plan(tuple(zip(separators[first:].replace("&", ";"), keys[first + 1 :], strict=True)))
    doubled = np.searchsorted(found.doubled, pairs)
    plain = head == [name for name in FIELDS if name in head] and "," not in separators[:first]
    notes = () if plain and doubled[0] == doubled[1] else _shape_notes(raw, starts, first)
    order = [canonical(key) for key in head]
    ranks = tuple(order.index(name) if name in order else -1 for name in FIELDS)
    # Of two keys `CP` only the values say which one begins the content.
    careful = keys.count("CP") > 1 or any(note.code not in _OF_KEYS for note in notes)
    return Shape(careful, ranks, first + 1, tuple(keys[first + 1 :]), made, notes)


def _shape_notes(raw: str, starts: list[int], first: int) -> tuple[ShapeNote, ...]:
    """Note what is odd about keys and separators, as for a frame that is read by itself."""
    closed = (raw + ("&&&" if first + 1 == len(starts) else "&&")).encode()
    content = read_content(closed, starts[first] + len(CONTENT))[1]
    notes = (*read_segment(closed).notes, *content)
    return tuple(_shape_note(note, starts) for note in notes)


def _shape_note(note: Note, places: list[int]) -> ShapeNote:
    """Tell the place of a note by the key that begins there, or the next one."""
    pair = bisect_left(places, note.place)
    return ShapeNote(pair, note.place - places[pair], note.field, note.code, note.text)
