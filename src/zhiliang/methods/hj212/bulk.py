"""Every frame of a large buffer that is right in itself, found at once with arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.hj212.checksum import Bytes, Folding, Ints, crcs_modbus
from zhiliang.methods.hj212.spans import cut_out

Truths = NDArray[np.bool_]

_THOUSANDS = np.array([1000, 100, 10, 1])
# Values of hexadecimal digits; 16 marks every other character.
_DIGITS = np.full(256, 16, dtype=np.uint8)
_DIGITS[np.frombuffer(b"0123456789ABCDEF", dtype=np.uint8)] = np.arange(16)
_DIGITS[np.frombuffer(b"abcdef", dtype=np.uint8)] = np.arange(10, 16)
_FOUR = np.arange(4)
# Bytes looked at together: few enough to stay near the processor.
CHUNK = 1 << 20
FAULTS = ("", "crc_wrong", "crc_modbus", "crc_not_hex")
CRC_WRONG, CRC_MODBUS, CRC_NOT_HEX = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """Frames [n] in order of their start that are right in themselves, or wrong and simple.

    Right ones may lie inside others. Wrong ones have length and CR LF right and no `##` inside;
    `fault` says what is wrong with their checksum: a place in `FAULTS`, 0 for right ones. After
    `breaks` the next frame does not begin at once; `open` are starts of what reaches beyond the
    buffer.
    """

    start: Ints
    end: Ints
    crc_lower: Truths
    fault: Ints
    breaks: Ints
    open: Ints

    def last_of_run(self, first: int) -> int:
        """Return the last frame of the gapless run that begins with frame `first`."""
        return int(self.breaks[np.searchsorted(self.breaks, first)])

    def chosen(self, runs: list[tuple[int, int]]) -> tuple[Ints, Ints, Truths]:
        """Return starts, lengths, small letters of right frames in `runs` (first, after last)."""
        picked = np.concatenate([np.arange(*run) for run in runs] or [_FOUR[:0]])
        picked = picked[self.fault[picked] == 0]
        start = self.start[picked]
        return start, self.end[picked] - start, self.crc_lower[picked]


def candidates(buffer: bytes, limit: int) -> Candidates:
    """Find every `##` that begins a whole frame with a segment of at most `limit` bytes."""
    found = [
        _candidates(buffer[begin : begin + CHUNK + limit + 12], begin, limit)
        for begin in range(0, len(buffer), CHUNK)
    ]
    start, end, crc_lower, fault, beyond = (
        np.concatenate(parts) for parts in zip(*found, strict=True)
    )
    breaks = np.flatnonzero(np.append(start[1:], -1) != end)
    return Candidates(start, end, crc_lower, fault, breaks, beyond)


def _candidates(chunk: bytes, begin: int, limit: int) -> tuple[Ints, Ints, Truths, Ints, Ints]:
    """Find those that begin in the first `CHUNK` bytes of a chunk."""
    data = np.frombuffer(chunk, dtype=np.uint8)
    start, end, alone = _announced(data, limit)
    beyond = start[end > len(data)] + begin
    inside = end <= len(data)
    start, end, alone = start[inside], end[inside], alone[inside]
    ended = (data[end - 2] == ord("\r")) & (data[end - 1] == ord("\n"))
    start, end, alone = start[ended], end[ended], alone[ended]
    written = cut_out(data, end - 6, 4)
    digits = _DIGITS.take(written)
    value = digits.astype(np.uint16) @ np.array([4096, 256, 16, 1], dtype=np.uint16)
    hexadecimal = _all_four(digits < 16)
    right = hexadecimal & (value == Folding(chunk).crcs(start + 6, end - 6))
    fault = np.where(right, 0, np.where(hexadecimal, CRC_WRONG, CRC_NOT_HEX))
    doubtful = np.flatnonzero(alone & hexadecimal & ~right & (end - start > 13))
    if len(doubtful):
        modbus = crcs_modbus(data, start[doubtful] + 6, end[doubtful] - 6)
        same = (value[doubtful] == modbus) | (value[doubtful] == modbus.byteswap())
        fault[doubtful[same]] = CRC_MODBUS
    kept = right | alone
    lower = ~_all_four(written[kept] < ord("a"))
    return start[kept] + begin, end[kept] + begin, lower, fault[kept], beyond


def _all_four(truths: Truths) -> Truths:
    """Whether all truths of a row hold [n × 4]: four bytes at once, quicker than `all`."""
    return truths.view(np.uint32)[:, 0] == 0x01010101


def _announced(data: Bytes, limit: int) -> tuple[Ints, Ints, Truths]:
    """Find what says its length: starts, ends, and whether no other `##` stands inside."""
    sharp = np.flatnonzero(data == ord("#"))
    start = sharp[:-1][np.diff(sharp) == 1]
    following = np.append(start[1:], len(data))
    fitting = (start <= len(data) - 12) & (start < CHUNK)
    start, following = start[fitting], following[fitting]
    digits = cut_out(data, start + 2, 4) - ord("0")
    length = digits @ _THOUSANDS
    said = _all_four(digits <= 9) & (length <= limit)
    start, end = start[said], (start + 12 + length)[said]
    return start, end, following[said] >= end
