"""Framing: whole frames with a right checksum, what was refused and why, and the unfinished rest.

A frame is `##`, four digits (bytes of the segment), the segment, four hexadecimal digits of
checksum, CR LF. What is wrong is refused and the search goes on at the next `##`, so a wrong frame
costs no other. A frame that is not whole yet is waited for, unless what has come already shows
that it never will be: the end of a frame, or a whole right one, stands inside it.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
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
    walk = _Walk(buffer, limit)
    end = walk.through()
    start, length, crc_lower = walk.accepted()
    return Frames(buffer, start, length, crc_lower, tuple(walk.rejects), buffer[end:])


class _Walk:
    """From one `##` to the next; runs of frames known to be right are taken in one step."""

    def __init__(self, buffer: bytes, limit: int) -> None:
        self.buffer, self.judge = buffer, Judge(buffer, limit)
        self.bulk = len(buffer) > SMALL
        self.starts: list[int] = self.judge.known.start.tolist() if self.bulk else []
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
                verdict = self.judge.of(head)
                if verdict is None:
                    return head
                place = verdict.end
                self._take(head, verdict)
        return size

    def _run(self, head: int) -> int:
        """Take the run of known frames that begins at `head`; return where it ends."""
        first = bisect_left(self.starts, head)
        if first == len(self.starts) or self.starts[first] != head:
            return head
        last = self.judge.known.last_of_run(first)
        self.taken.append((first, last + 1))
        return int(self.judge.known.end[last])

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
        if self.bulk:
            return self.judge.known.chosen(self.taken)
        spans = np.array(self.taken, dtype=np.int64).reshape(-1, 2)
        written = [self.buffer[end - 6 : end - 2] for _, end in self.taken]
        small = [text != text.upper() for text in written]
        return spans[:, 0], spans[:, 1] - spans[:, 0], np.array(small, dtype=np.bool_)


class Judge:
    """Says what becomes of a frame of a buffer."""

    def __init__(self, buffer: bytes, limit: int) -> None:
        self.buffer, self.limit = buffer, limit

    @cached_property
    def known(self) -> Candidates:
        """Find all frames that are right in themselves."""
        return candidates(self.buffer, self.limit)

    def of(self, head: int) -> Verdict | None:
        """Judge the frame that begins with the `##` at `head`; None: not whole yet."""
        digits = self.buffer[head + 2 : head + 6]
        if not digits.isdigit():
            if not digits:
                return None
            absent = not digits[:1].isdigit()
            return Verdict("length_absent" if absent else "length_not_digits", self._stretch(head))
        if len(digits) < 4:
            return None
        length = int(digits)
        if length > self.limit:
            return Verdict("oversize", self._stretch(head))
        end = head + AROUND + length
        if end > len(self.buffer):
            return self._broken_off(head) if self._never_whole(head) else None
        return self._whole(head, end)

    def _whole(self, head: int, end: int) -> Verdict:
        """Judge a frame of which as many bytes are there as it says."""
        segment, written = self.buffer[head + 6 : end - 6], self.buffer[end - 6 : end - 2]
        right = fits(segment, written)
        if self.buffer[end - 2 : end] != CRLF:
            return Verdict("crlf_missing", end - 2) if right else self._broken_off(head)
        if right:
            return Verdict("", end)
        if self._holds_another(head, end):
            return self._broken_off(head)
        return Verdict(crc_fault(segment, written), end)

    def _never_whole(self, head: int) -> bool:
        """Whether the end of a frame, or a whole right one, stands in one that is not whole."""
        if ENDING.search(self.buffer, head + 6):
            return True
        if not INNER_HEAD.search(self.buffer, head + 6):
            return False
        return bool(len(self.known.start) and self.known.start[-1] > head)

    def _holds_another(self, head: int, end: int) -> bool:
        """Whether a right frame, or one that reaches beyond the buffer, begins in a wrong one."""
        if not INNER_HEAD.search(self.buffer, head + 6, end):
            return False
        begins = (self.known.start, self.known.open)
        return any(
            np.searchsorted(start, head + 1) < np.searchsorted(start, end) for start in begins
        )

    def _broken_off(self, head: int) -> Verdict:
        """Refuse a frame that ends elsewhere than it says: at a CR LF or where another begins."""
        inner = INNER_HEAD.search(self.buffer, head + 6)
        stop = inner.start() if inner else len(self.buffer)
        ending = self.buffer.find(CRLF, head + 6, stop)
        if ending >= 0:
            return Verdict("length_wrong", ending + 2)
        whole = head + AROUND - 2 + int(self.buffer[head + 2 : head + 6])
        return Verdict("crlf_missing" if whole <= stop else "truncated", stop)

    def _stretch(self, head: int) -> int:
        """Find where a frame without usable length ends: CR LF, next `##`, or all there is."""
        following = HEAD.search(self.buffer, head + 2)
        size = len(self.buffer)
        stop = following.start() if following else size - self.buffer.endswith(b"#")
        ending = self.buffer.find(CRLF, head + 2, stop)
        return ending + 2 if ending >= 0 else max(stop, head + 2)


def fits(segment: bytes, written: bytes) -> bool:
    """Whether a checksum as written (four characters) is that of its segment.

    Examples
    --------
    >>> fits(b"abcd", b"b541"), fits(b"abcd", b"B542"), fits(b"abcd", b"B5_1")
    (True, False, False)
    """
    return bool(HEXADECIMAL.fullmatch(written)) and int(written, 16) == crc_hj212(segment)


def crc_fault(segment: bytes, written: bytes) -> str:
    """Say why a checksum that does not fit is wrong.

    Examples
    --------
    >>> crc_fault(b"abcd", b"B542"), crc_fault(b"abcd", b"B5_1"), crc_fault(b"123456789", b"374B")
    ('crc_wrong', 'crc_not_hex', 'crc_modbus')
    """
    if not HEXADECIMAL.fullmatch(written):
        return "crc_not_hex"
    value = int(written, 16)
    modbus = crc_modbus(segment) if len(segment) > 1 else -1
    turned = (modbus & 0xFF) << 8 | modbus >> 8
    return "crc_modbus" if value in (modbus, turned) else "crc_wrong"
