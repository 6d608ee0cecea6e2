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
from numpy.typing import NDArray

from zhiliang.methods.hj212.checksum import Bytes, Ints
from zhiliang.methods.hj212.heads import CONTENT, FIELDS, canonical, read_segment
from zhiliang.methods.hj212.items import read_content
from zhiliang.methods.hj212.notes import Note
from zhiliang.methods.hj212.plan import Plan, plan
from zhiliang.methods.hj212.spans import LOW, Words, cut_out, stretched, words_at_any
from zhiliang.methods.hj212.tokens import Tokens

# Keys of more bytes, frames of more pairs and shapes beyond this number are read one by one.
LONGEST_KEY = 23
MOST_PAIRS = 512
MOST_SHAPES = 4096
# Keys looked at together, so that their words stay near the processor.
SLICE = 1 << 13

# Notes that frames of a shape share; what others say depends on values.
_OF_KEYS = {"key_case", "key_order", "comma_for_semicolon", "separator_repeated"}

# A key of up to so many bytes fits into two words, with the separator before it.
_SHORT = 15
_ODD = np.random.default_rng(212).integers(0, 1 << 63, 4, dtype=np.uint64) << 1 | 1
_HALF, _SOME = np.uint64(32), np.uint64(7)


def _masks() -> NDArray[np.void]:
    """Tabulate what of its two words belongs to a key, by its length; two words are one element."""
    sizes = np.arange(1, LONGEST_KEY + 2)
    words = [LOW[np.clip(sizes - begin, 0, 8)] for begin in (0, 8)]
    return np.stack(words, axis=1).view("V16").ravel()


_MASKS = _masks()


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
    offsets: list[int] = field(default_factory=lambda: [0])
    keys: Words = field(default_factory=lambda: np.zeros(0, np.uint64))
    # Sums in rising order and whose they are; the first one is nobody's.
    sums: Words = field(default_factory=lambda: np.zeros(1, np.uint64))
    numbers: Ints = field(default_factory=lambda: np.full(1, -1))

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
        numbers = self._numbered(sums)
        new = np.flatnonzero((numbers < 0) & fitting)
        if len(new) and len(self.made) < MOST_SHAPES:
            known, first = np.unique(sums[new], return_index=True)
            room = MOST_SHAPES - len(self.made)
            self._meet(data, found, keys, new[first[:room]])
            self._sort_in(known[:room])
            numbers = self._numbered(sums)
        return self._verified(found, keys, np.where(fitting, numbers, -1))

    def _numbered(self, sums: Words) -> Ints:
        """Return the number of the shape that has a sum; -1: none."""
        place = np.searchsorted(self.sums, sums, side="right") - 1
        return np.where(self.sums[place] == sums, self.numbers[place], -1)

    def _meet(self, data: Bytes, found: Tokens, keys: Words, frames: Ints) -> None:
        """Learn the shapes of frames."""
        stretches = [slice(*found.offsets[frame : frame + 2].tolist()) for frame in frames]
        for stretch in stretches:
            self.made.append(_shape(data, found, stretch))
            self.offsets.append(self.offsets[-1] + stretch.stop - stretch.start)
        self.keys = np.concatenate([self.keys, *(keys[stretch] for stretch in stretches)])

    def _sort_in(self, sums: Words) -> None:
        """Remember the sums of the shapes learned last."""
        first = len(self.numbers) - 1
        sums = np.concatenate([self.sums, sums])
        numbers = np.append(self.numbers, np.arange(first, len(self.made)))
        order = np.argsort(sums, kind="stable")
        self.sums, self.numbers = sums[order], numbers[order]

    def _verified(self, found: Tokens, keys: Words, numbers: Ints) -> Ints:
        """Keep a number only where all keys and separators are those of the shape."""
        offsets = np.array(self.offsets)
        counts = np.diff(found.offsets)
        sizes = np.append(np.diff(offsets), -1)
        numbers = np.where(sizes[numbers] == counts, numbers, -1)
        known = np.flatnonzero(numbers >= 0)
        if not len(known):
            return numbers
        inner, theirs = stretched(offsets[numbers[known]], counts[known])
        if len(known) < len(numbers):
            keys = keys[stretched(found.offsets[known], counts[known])[1]]
        same = keys == self.keys.take(theirs)
        if not same.all():
            numbers[known[~np.logical_and.reduceat(same, inner[:-1])]] = -1
        return numbers


def _keys(data: Bytes, found: Tokens, length: Ints) -> Words:
    """Make a number of each key and the separator before it [k]: a sum of products of its words."""
    numbers = np.empty(len(length), dtype=np.uint64)
    for begin in range(0, len(length), SLICE):
        part = slice(begin, begin + SLICE)
        words = cut_out(data, found.key[part] - 1, 16).view(np.uint64)
        words &= _MASKS.take(length[part]).view(np.uint64).reshape(-1, 2)
        numbers[part] = words[:, 0] * _ODD[0] + words[:, 1] * _ODD[1]
    if length.max() > _SHORT:
        long = np.flatnonzero(length > _SHORT)
        rest = words_at_any(data)[found.key[long] + _SHORT] & LOW[length[long] - _SHORT]
        numbers[long] += rest * _ODD[2]
    # Before the first key of a frame stands its length: taken for a separator.
    first = found.offsets[:-1]
    numbers[first] += (np.uint64(ord(";")) - data[found.key[first] - 1]) * _ODD[0]
    # Two separators: the first one counts as well.
    numbers[found.doubled] += data[found.key[found.doubled] - 2] * _ODD[3]
    numbers ^= numbers >> _HALF
    return numbers


def _sums(keys: Words, found: Tokens) -> Words:
    """Add up the keys of each frame [m], each mixed with the one before it as order matters."""
    mixed = keys.copy()
    mixed[1:] ^= keys[:-1] >> _SOME
    first = found.offsets[:-1]
    mixed[first] = keys[first]
    sums: Words = np.add.reduceat(mixed, first)
    return sums


def _shape(data: Bytes, found: Tokens, stretch: slice) -> Shape:
    begin = int(found.key[stretch.start])
    raw = data[begin : found.stop[stretch.stop - 1]].tobytes().decode()
    starts = (found.key[stretch] - begin).tolist()
    ends = (found.equals[stretch] - begin).tolist()
    keys = [raw[start:end] for start, end in zip(starts, ends, strict=True)]
    first = keys.index("CP")
    head, separators = keys[:first], "".join(raw[start - 1] for start in starts[1:])
    made = plan(tuple(zip(separators[first:].replace("&", ";"), keys[first + 1 :], strict=True)))
    doubled = np.searchsorted(found.doubled, (stretch.start, stretch.stop))
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
