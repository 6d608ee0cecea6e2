"""Framing: whole frames with a right checksum, what was refused and why, and the unfinished rest.

A frame is `##`, four digits (bytes of the segment), the segment, four hexadecimal digits of
checksum, CR LF. What is wrong is refused and the search goes on at the next `##`, so a wrong frame
costs no other. A frame that is not whole yet is waited for, unless what has come already shows
that it never will be: the end of a frame, or a whole right one, stands inside it.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.hj212.bulk import Candidates, candidates
from zhiliang.methods.hj212.checksum import Ints, crc_hj212, crc_modbus
from zhiliang.methods.tables.hj212 import LONGEST_SEGMENT

HEAD = re.compile(rb"##(?!#)")
INNER_HEAD = re.compile(rb"##(?=[0-9]{4})")
ENDING = re.compile(rb"&&[0-9A-Fa-f]{4}\r\n")
HEXADECIMAL = re.compile(rb"[0-9A-Fa-f]{4}")
CRLF = b"\r\n"
# `##`, length, checksum and CR LF.
AROUND = 12
# Below this many bytes the plain walk is faster than setting up arrays.
SMALL = 8192


class Reject(NamedTuple):
    """Refused bytes: where in the buffer, a code of `reasons()`, and the bytes themselves."""

    offset: int
    reason: str
    bytes: bytes


class Verdict(NamedTuple):
    """What became of a frame: why it is refused (empty: accepted), and the next byte to read."""

    reason: str
    end: int


@dataclass(frozen=True, slots=True)
class Frames:
    """Accepted frames as arrays [n], in order: offset of `##`, bytes with `##` and CR LF.

    `crc_lower`: the checksum has small letters. `tail` is the start of a frame not yet whole; scan
    it again with what comes next.
    """

    buffer: bytes
    start: Ints
    length: Ints
    crc_lower: NDArray[np.bool_]
    rejects: tuple[Reject, ...]
    tail: bytes

    def __len__(self) -> int:
        """Count the accepted frames."""
        return len(self.start)


def scan(buffer: bytes, *, limit: int = LONGEST_SEGMENT) -> Frames:
    r"""Cut a buffer into frames; their checksums are checked, their contents not.

    Segments longer than `limit` bytes are refused. The tail has at most `limit` + 12 bytes.
    Between frames CR and LF are passed over; anything else there is refused as garbage.

    Examples
    --------
    >>> frames = scan(b"noise##0004abcdB541\r\n##00")
    >>> frames.start.tolist(), frames.rejects[0].reason, frames.tail
    ([5], 'garbage', b'##00')
    """
    walk = _Walk(buffer, limit, candidates(buffer, limit) if len(buffer) > SMALL else None)
    end = walk.through()
    start, length, crc_lower = walk.accepted()
    return Frames(buffer, start, length, crc_lower, tuple(walk.rejects), buffer[end:])


class _Walk:
    """From one `##` to the next; runs of frames known to be right are taken in one step."""

    def __init__(self, buffer: bytes, limit: int, known: Candidates | None) -> None:
        self.buffer, self.limit, self.known = buffer, limit, known
        self.starts = [] if known is None else known.start.tolist()
        self.rejects: list[Reject] = []
        self.taken: list[tuple[int, int]] = []

    def through(self) -> int:
        """Walk to the end; return where the tail begins."""
        place, size = 0, len(self.buffer)
        while place < size:
            found = HEAD.search(self.buffer, place)
            if found is None:
                kept = size - self.buffer.endswith(b"#")
                self._refuse(place, kept, "garbage")
                return kept
            head = found.start()
            self._refuse(place, head, "garbage")
            place = self._run(head)
            if place == head:
                verdict = judge(self.buffer, head, self.limit)
                if verdict is None:
                    return head
                place = verdict.end
                self._take(head, verdict)
        return size

    def _run(self, head: int) -> int:
        """Take the run of known frames that begins at `head`; return where it ends."""
        if self.known is None:
            return head
        first = bisect_left(self.starts, head)
        if first == len(self.starts) or self.starts[first] != head:
            return head
        last = self.known.last_of_run(first)
        self.taken.append((first, last + 1))
        return int(self.known.end[last])

    def _take(self, head: int, verdict: Verdict) -> None:
        if verdict.reason:
            self._refuse(head, verdict.end, verdict.reason)
        else:
            self.taken.append((head, verdict.end))

    def _refuse(self, start: int, end: int, reason: str) -> None:
        refused = self.buffer[start:end]
        if reason != "garbage" or refused.strip(CRLF):
            self.rejects.append(Reject(start, reason, refused))

    def accepted(self) -> tuple[Ints, Ints, NDArray[np.bool_]]:
        """Return starts, lengths and whether the checksum has small letters [n]."""
        if self.known is None:
            spans = np.array(self.taken, dtype=np.int64).reshape(-1, 2)
            written = [self.buffer[end - 6 : end - 2] for _, end in self.taken]
            small = [text != text.upper() for text in written]
            return spans[:, 0], spans[:, 1] - spans[:, 0], np.array(small, dtype=np.bool_)
        return self.known.chosen(self.taken)


def judge(buffer: bytes, head: int, limit: int) -> Verdict | None:
    """Judge the frame that begins with the `##` at `head`; None: not whole yet."""
    digits = buffer[head + 2 : head + 6]
    if not digits.isdigit():
        if not digits:
            return None
        absent = not digits[:1].isdigit()
        return Verdict("length_absent" if absent else "length_not_digits", _stretch(buffer, head))
    if len(digits) < 4:
        return None
    length = int(digits)
    if length > limit:
        return Verdict("oversize", _stretch(buffer, head))
    end = head + AROUND + length
    if end > len(buffer):
        return _broken_off(buffer, head) if _never_whole(buffer, head, limit) else None
    if buffer[end - 2 : end] != CRLF:
        return _without_ending(buffer, head, end)
    return _checked(buffer, head, end, limit)


def _checked(buffer: bytes, head: int, end: int, limit: int) -> Verdict:
    reason = crc_fault(buffer[head + 6 : end - 6], buffer[end - 6 : end - 2])
    if reason and _holds_another(buffer, head, end, limit):
        return _broken_off(buffer, head)
    return Verdict(reason, end)


def crc_fault(segment: bytes, written: bytes) -> str:
    """Why a checksum as written (four characters) does not fit its segment; empty: it fits.

    Examples
    --------
    >>> crc_fault(b"abcd", b"b541"), crc_fault(b"abcd", b"B542"), crc_fault(b"abcd", b"B5_1")
    ('', 'crc_wrong', 'crc_not_hex')
    """
    if not HEXADECIMAL.fullmatch(written):
        return "crc_not_hex"
    value = int(written, 16)
    if value == crc_hj212(segment):
        return ""
    modbus = crc_modbus(segment) if len(segment) > 1 else -1
    turned = (modbus & 0xFF) << 8 | modbus >> 8
    return "crc_modbus" if value in (modbus, turned) else "crc_wrong"


def _is_right(buffer: bytes, head: int, limit: int) -> bool:
    length = int(buffer[head + 2 : head + 6])
    end = head + AROUND + length
    return (
        length <= limit
        and buffer[end - 2 : end] == CRLF
        and not crc_fault(buffer[head + 6 : end - 6], buffer[end - 6 : end - 2])
    )


def _never_whole(buffer: bytes, head: int, limit: int) -> bool:
    if ENDING.search(buffer, head + 6):
        return True
    inner = INNER_HEAD.finditer(buffer, head + 6)
    return any(_is_right(buffer, other.start(), limit) for other in inner)


def _holds_another(buffer: bytes, head: int, end: int, limit: int) -> bool:
    """Whether inside a wrong frame a right one begins, or one that reaches beyond it."""
    for inner in INNER_HEAD.finditer(buffer, head + 6, end):
        other = inner.start()
        reach = other + AROUND + int(buffer[other + 2 : other + 6])
        if reach > len(buffer) or _is_right(buffer, other, limit):
            return True
    return False


def _without_ending(buffer: bytes, head: int, end: int) -> Verdict:
    """No CR LF where the length says: it is missing, or the length is wrong."""
    if not crc_fault(buffer[head + 6 : end - 6], buffer[end - 6 : end - 2]):
        return Verdict("crlf_missing", end - 2)
    return _broken_off(buffer, head)


def _broken_off(buffer: bytes, head: int) -> Verdict:
    """Refuse a frame that ends elsewhere than it says: at a CR LF or where another begins."""
    inner = INNER_HEAD.search(buffer, head + 6)
    stop = inner.start() if inner else len(buffer)
    ending = buffer.find(CRLF, head + 6, stop)
    if ending >= 0:
        return Verdict("length_wrong", ending + 2)
    whole = head + AROUND - 2 + int(buffer[head + 2 : head + 6])
    return Verdict("crlf_missing" if whole <= stop else "truncated", stop)


def _stretch(buffer: bytes, head: int) -> int:
    """Where a frame without usable length ends: after CR LF, before the next `##`, or nowhere."""
    following = HEAD.search(buffer, head + 2)
    stop = following.start() if following else len(buffer) - buffer.endswith(b"#")
    ending = buffer.find(CRLF, head + 2, stop)
    return ending + 2 if ending >= 0 else max(stop, head + 2)
