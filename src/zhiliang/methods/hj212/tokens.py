"""Regular frames cut into keys and values, all at once.

A frame is regular if its segment is printable ASCII without blanks, has `;CP=&&` once and ends with
`&&`, and if everything else is `key=value` with one `;` or `,` between, or two, or one at the end.
All others are read one by one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.hj212.checksum import Bytes, Ints
from zhiliang.methods.hj212.spans import Words, stretched

Truths = NDArray[np.bool_]

_CONTENT = np.frombuffer(b";CP=\0\0\0\0", dtype="<u8")[0]
_FOUR_BYTES = np.uint64(0xFFFFFFFF)
_NONE = np.zeros(0, dtype=np.int64)
# Bytes looked at together, so that what is found about them stays near the processor.
SLICE = 1 << 17


@dataclass(frozen=True, slots=True)
class Tokens:
    """Pairs [k] of the regular frames [m] of a block, `CP=&` among them.

    `frame`: which frames of the block are regular [m]; `offsets`: where each one's pairs begin
    [m + 1]; `trailing`: whether a separator follows the last one [m]. Pairs: byte offsets of the
    key, of the `=` and of what ends the value. `doubled`: pairs before which two separators stand.
    """

    frame: Ints
    offsets: Ints
    trailing: Truths
    key: Ints
    equals: Ints
    stop: Ints
    doubled: Ints


def tokens(data: Bytes, words: Words, start: Ints, end: Ints) -> Tokens:
    """Cut the regular ones of frames [n], at least one, given by the offsets of their segments."""
    cut = _Cut(data[: int(end[-1])], words, start, end)
    made = cut.paired()
    wrong = ~cut.alternate(made) | (made.key >= made.equals)
    if wrong.any():
        owner = np.repeat(made.frame, np.diff(made.offsets))
        cut.regular[owner[wrong]] = False
        made = cut.paired()
    return made


class _Cut:
    """Segments [n], from `first` to before `last`, and the bytes at which they are to be cut.

    Those are `=`, separators (of two the second) and the second `&` of two: in a regular segment
    every other one is a `=`.
    """

    def __init__(self, view: Bytes, words: Words, first: Ints, last: Ints) -> None:
        self.view, self.first, self.last = view, first, last
        closed = (view.take(last - 1) == ord("&")) & (view.take(last - 2) == ord("&"))
        closed &= last - first > 3
        self.trailing = closed & _separates(view.take(last - 3))
        self.position, self.twice, ampersands = _cuts(view)
        if self.trailing.any():
            closing = np.searchsorted(self.position, last[self.trailing] - 1)
            self.position = np.delete(self.position, closing)
        self.letter = view.take(self.position)
        self.begin, self.count = _within(self.position, first)
        self.content = self._contents()
        self.regular = closed & (self.count % 2 == 0) & self._has_content(words)
        self.regular &= self._four(ampersands) & self._separated()
        self.regular &= ~_holds_odd_bytes(view, first, last)

    def _contents(self) -> Ints:
        """Find the first `&` of each segment; 4 where it has none."""
        marks = self.position[self.letter == ord("&")]
        begin, count = _within(marks, self.first)
        found: Ints = np.append(marks, 0)[begin] - 1
        return np.where((count > 0) & (found >= self.first + 4), found, 4)

    def _has_content(self, words: Words) -> Truths:
        right: Truths = (words[self.content - 4] & _FOUR_BYTES) == _CONTENT
        return right & (self.content > self.first)

    def _four(self, ampersands: int) -> Truths:
        """Whether a segment has no other `&` than those that open and close its content."""
        nothing = self.last - self.content == 4
        room: Truths = nothing | (self.last - self.content > 4)
        if ampersands == 4 * len(self.first):
            return room
        _, count = _within(np.flatnonzero(self.view == ord("&")), self.first)
        return room & (count == 4)

    def _separated(self) -> Truths:
        """Whether nowhere three separators stand together, nor two at the end."""
        found = np.ones(len(self.first), dtype=np.bool_)
        if len(self.twice):
            thrice = self.twice[:-1][np.diff(self.twice) == 1]
            found = _within(thrice, self.first)[1] == 0
            ends = np.isin(self.last - 4, self.twice)
            found &= ~(self.trailing & ends)
        return found

    def paired(self) -> Tokens:
        """Pair the cuts of regular segments."""
        frame = np.flatnonzero(self.regular)
        offsets = np.zeros(len(frame) + 1, dtype=np.int64)
        np.cumsum(self.count[frame] // 2, out=offsets[1:])
        position = self.position[self._cuts_of(frame)]
        equals, stop = position[0::2].copy(), position[1::2].copy()
        key = np.empty_like(stop)
        key[1:] = stop[:-1] + 1
        key[offsets[:-1]] = self.first[frame]
        doubled = self._doubled(stop)
        stop[doubled] -= 1
        trailing = self.trailing[frame]
        closing = ~trailing & (self.last[frame] - self.content[frame] > 4)
        stop[offsets[1:][closing] - 1] -= 1
        return Tokens(frame, offsets, trailing, key, equals, stop, doubled + 1)

    def _cuts_of(self, frame: Ints) -> Ints | slice:
        """Find which cuts are those of some segments."""
        count = self.count[frame]
        if count.sum() == len(self.position):
            return slice(None)
        return stretched(self.begin[frame], count)[1]

    def _doubled(self, stop: Ints) -> Ints:
        """Find which pairs are ended by the second of two separators."""
        if not len(stop) or not len(self.twice):
            return _NONE
        ended = np.searchsorted(stop, self.twice + 1)
        found: Ints = ended[stop[np.minimum(ended, len(stop) - 1)] == self.twice + 1]
        return found

    def alternate(self, made: Tokens) -> Truths:
        """Whether of each pair the first cut is a `=` and the second is none."""
        equal = self.letter[self._cuts_of(made.frame)] == ord("=")
        return equal[0::2] & ~equal[1::2]


def _separates(letter: Bytes) -> Truths:
    return (letter == ord(";")) | (letter == ord(","))


def _cuts(view: Bytes) -> tuple[Ints, Ints, int]:
    """Find where to cut, where the first of two separators stands, and how many `&` there are."""
    cuts, twice, ampersands = [_NONE], [_NONE], 0
    for begin in range(0, len(view), SLICE):
        low = max(begin - 2, 0)
        piece = view[low : begin + SLICE + 1]
        inner = slice(begin - low, begin - low + SLICE)
        ampersand, separator = piece == ord("&"), _separates(piece)
        double = separator[:-1] & separator[1:]
        cut = separator | (piece == ord("="))
        cut[:-1] ^= double
        cut[2:] |= ampersand[2:] & ampersand[1:-1] & ~ampersand[:-2]
        cuts.append(np.flatnonzero(cut[inner]) + begin)
        twice.append(np.flatnonzero(double[inner]) + begin)
        ampersands += int(np.count_nonzero(ampersand[inner]))
    return np.concatenate(cuts), np.concatenate(twice), ampersands


def _within(position: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Return from which one on, and how many, positions lie in each segment; none lie between."""
    begin = np.searchsorted(position, first)
    return begin, np.diff(begin, append=len(position))


def _holds_odd_bytes(view: Bytes, first: Ints, last: Ints) -> Truths:
    """Whether a segment has blanks, control characters or bytes beyond ASCII."""
    ends = 2 * (len(first) - 1)
    if view.max(initial=0) < 127 and np.count_nonzero(view <= ord(" ")) <= ends:
        return np.zeros(len(first), dtype=np.bool_)
    odd = np.flatnonzero((view - np.uint8(33)) > 93)
    return np.searchsorted(odd, last) > np.searchsorted(odd, first)
