"""Regular frames cut into keys and values, all at once.

A frame is regular if its segment is printable ASCII without blanks, has `;CP=&&` once and ends with
`&&`, and if everything else is `key=value` with one `;` or `,` between. All others are read one by
one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.hj212.checksum import Bytes, Ints
from zhiliang.methods.hj212.spans import Words, running

_CONTENT = np.frombuffer(b";CP=\0\0\0\0", dtype="<u8")[0]
_FOUR_BYTES = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Pairs [k] of the regular frames [m] of a block, `CP=&` among them.

    `frame`: which frames of the block are regular [m]; `offsets`: where each one's pairs begin
    [m + 1]; `place`: of each pair among its frame's. Pairs: byte offsets of the key, of the `=`
    and of what ends the value.
    """

    frame: Ints
    offsets: Ints
    place: Ints
    key: Ints
    equals: Ints
    stop: Ints


def tokens(data: Bytes, words: Words, start: Ints, end: Ints) -> Tokens:
    """Cut the regular ones of frames [n], given by the byte offsets of their segments."""
    low = int(start[0]) if len(start) else 0
    view = data[low : int(end[-1]) if len(end) else 0]
    first, last = start - low, end - low
    content, regular = _contents(view, words[low:], first, last)
    separators = (view == ord(";")) | (view == ord(","))
    separators[content[regular] + 1] = True
    separators[last[regular & (last - content > 4)] - 2] = True
    stops = _Marks(np.flatnonzero(separators), first, last)
    equals = _Marks(np.flatnonzero(view == ord("=")), first, last)
    regular &= (stops.count == equals.count) & ~_holds_odd_bytes(view, first, last)
    made = _paired(regular, first, equals, stops)
    wrong = (made.key >= made.equals) | (made.equals >= made.stop)
    if wrong.any():
        owner = np.repeat(made.frame, np.diff(made.offsets))
        regular[owner[wrong]] = False
        made = _paired(regular, first, equals, stops)
    return Tokens(
        made.frame, made.offsets, made.place, made.key + low, made.equals + low, made.stop + low
    )


class _Marks:
    """Positions of a character, and how many of them lie in each segment from which one on."""

    def __init__(self, position: Ints, first: Ints, last: Ints) -> None:
        self.position = position
        self.begin = np.searchsorted(position, first)
        self.count = np.searchsorted(position, last) - self.begin

    def of(self, regular: NDArray[np.bool_], offsets: Ints, place: Ints) -> Ints:
        """Return the positions in regular segments."""
        if offsets[-1] == len(self.position):
            return self.position
        chosen: Ints = self.position[np.repeat(self.begin[regular], np.diff(offsets)) + place]
        return chosen


def _contents(view: Bytes, words: Words, first: Ints, last: Ints) -> tuple[Ints, NDArray[np.bool_]]:
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


def _holds_odd_bytes(view: Bytes, first: Ints, last: Ints) -> NDArray[np.bool_]:
    """Whether a segment has blanks, control characters or bytes beyond ASCII."""
    odd = (view - np.uint8(33)) > 93
    if np.count_nonzero(odd) <= 2 * (len(first) - 1):
        return np.zeros(len(first), dtype=np.bool_)
    return _Marks(np.flatnonzero(odd), first, last).count > 0


def _paired(regular: NDArray[np.bool_], first: Ints, equals: _Marks, stops: _Marks) -> Tokens:
    frame = np.flatnonzero(regular)
    offsets, place = running(equals.count[frame])
    stop = stops.of(regular, offsets, place)
    key = np.empty_like(stop)
    key[1:] = stop[:-1] + 1
    key[offsets[:-1]] = first[frame]
    return Tokens(frame, offsets, place, key, equals.of(regular, offsets, place), stop)
