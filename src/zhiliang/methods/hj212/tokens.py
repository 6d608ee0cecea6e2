"""Regular frames cut into keys and values, all at once.

A frame is regular if its segment is printable ASCII without blanks, has `;CP=&&` once and ends with
`&&`, and if everything else is `key=value` with one `;` or `,` between, or two, or one at the end.
All others are read one by one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.hj212.checksum import Bytes, Ints
from zhiliang.methods.hj212.spans import Words, running

Truths = NDArray[np.bool_]

_CONTENT = np.frombuffer(b";CP=\0\0\0\0", dtype="<u8")[0]
_FOUR_BYTES = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Pairs [k] of the regular frames [m] of a block, `CP=&` among them.

    `frame`: which frames of the block are regular [m]; `offsets`: where each one's pairs begin
    [m + 1]; `trailing`: whether a separator follows the last one [m]. Pairs: `place` of each among
    its frame's, byte offsets of the key, of the `=` and of what ends the value. `doubled`: pairs
    before which two separators stand.
    """

    frame: Ints
    offsets: Ints
    trailing: Truths
    place: Ints
    key: Ints
    equals: Ints
    stop: Ints
    doubled: Ints


def tokens(data: Bytes, words: Words, start: Ints, end: Ints) -> Tokens:
    """Cut the regular ones of frames [n], given by the byte offsets of their segments."""
    low = int(start[0]) if len(start) else 0
    view = data[low : int(end[-1]) if len(end) else 0]
    cut = _Cut(view, start - low, end - low)
    cut.separate(*_contents(view, words[low:], start - low, end - low))
    made = cut.paired(low)
    wrong = (made.key >= made.equals) | (made.equals >= made.stop)
    if wrong.any():
        owner = np.repeat(made.frame, np.diff(made.offsets))
        cut.regular[owner[wrong]] = False
        made = cut.paired(low)
    return made


class _Cut:
    """Separators and `=` of segments [n], which begin at `first` and end before `last`."""

    def __init__(self, view: Bytes, first: Ints, last: Ints) -> None:
        self.view, self.first, self.last = view, first, last
        self.equals = _Marks(np.flatnonzero(view == ord("=")), first, last)

    def separate(self, content: Ints, regular: Truths) -> None:
        """Find the one place where each value ends; `content`: the first `&` of each segment."""
        separators = (self.view == ord(";")) | (self.view == ord(","))
        self.trailing = regular & (self.last - content > 5) & separators[self.last - 3]
        # Of two separators the second counts; three, or two at the end, are not regular.
        self.twice = np.flatnonzero(separators[:-1] & separators[1:])
        regular = regular & ~(self.trailing & separators[self.last - 4])
        if len(self.twice):
            thrice = self.twice[:-1][np.diff(self.twice) == 1]
            regular &= _Marks(thrice, self.first, self.last).count == 0
            separators[self.twice] = False
        separators[content[regular] + 1] = True
        closed = regular & (self.last - content > 4) & ~self.trailing
        separators[self.last[closed] - 2] = True
        self.stops = _Marks(np.flatnonzero(separators), self.first, self.last)
        regular &= self.stops.count == self.equals.count
        self.regular = regular & ~_holds_odd_bytes(self.view, self.first, self.last)

    def paired(self, low: int) -> Tokens:
        """Pair them in the regular segments; `low` is added to offsets."""
        frame = np.flatnonzero(self.regular)
        offsets, place = running(self.equals.count[frame])
        stop = self.stops.of(self.regular, offsets, place)
        equals = self.equals.of(self.regular, offsets, place)
        key = np.empty_like(stop)
        key[1:] = stop[:-1] + 1
        key[offsets[:-1]] = self.first[frame]
        before = np.searchsorted(stop, self.twice + 1)
        before = (
            before[stop[np.minimum(before, len(stop) - 1)] == self.twice + 1]
            if len(stop)
            else before[:0]
        )
        stop = stop + low
        stop[before] -= 1
        trailing = self.trailing[frame]
        return Tokens(frame, offsets, trailing, place, key + low, equals + low, stop, before + 1)


class _Marks:
    """Positions of a character, and how many of them lie in each segment from which one on."""

    def __init__(self, position: Ints, first: Ints, last: Ints) -> None:
        self.position = position
        self.begin = np.searchsorted(position, first)
        self.count = np.searchsorted(position, last) - self.begin

    def of(self, regular: Truths, offsets: Ints, place: Ints) -> Ints:
        """Return the positions in regular segments."""
        if offsets[-1] == len(self.position):
            return self.position
        chosen: Ints = self.position[np.repeat(self.begin[regular], np.diff(offsets)) + place]
        return chosen


def _contents(view: Bytes, words: Words, first: Ints, last: Ints) -> tuple[Ints, Truths]:
    """Where the first `&` of each segment stands, and whether `&&` stands where it should."""
    found = _Marks(np.flatnonzero(view == ord("&")), first, last)
    position = np.append(found.position, [0, 0, 0, 0])
    begin = np.minimum(found.begin, len(position) - 4)
    one, two, three, four = (position[begin + place] for place in range(4))
    regular = (found.count == 4) & (two == one + 1) & (three == four - 1) & (four == last - 1)
    regular &= one >= first + 4
    content = np.where(regular, one, 4)
    regular &= (words[content - 4] & _FOUR_BYTES) == _CONTENT
    return content, regular


def _holds_odd_bytes(view: Bytes, first: Ints, last: Ints) -> Truths:
    """Whether a segment has blanks, control characters or bytes beyond ASCII."""
    odd = (view - np.uint8(33)) > 93
    if np.count_nonzero(odd) <= 2 * (len(first) - 1):
        return np.zeros(len(first), dtype=np.bool_)
    return _Marks(np.flatnonzero(odd), first, last).count > 0
