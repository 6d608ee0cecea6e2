"""Every frame of a large buffer that is right in itself, found at once with arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.hj212.checksum import Bytes, Folding, Ints

Truths = NDArray[np.bool_]

_THOUSANDS = np.array([1000, 100, 10, 1])
# Values of hexadecimal digits; 16 marks every other character.
_DIGITS = np.full(256, 16, dtype=np.uint8)
_DIGITS[np.frombuffer(b"0123456789ABCDEF", dtype=np.uint8)] = np.arange(16)
_DIGITS[np.frombuffer(b"abcdef", dtype=np.uint8)] = np.arange(10, 16)
_FOUR = np.arange(4)
# Bytes looked at together: few enough to stay near the processor.
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Candidates:
    """Right frames [n] in order of their start; some may lie inside others.

    `breaks` are the frames after which the next one does not begin at once; `open` are the starts
    of what says it reaches beyond the buffer.
    """

    start: Ints
    end: Ints
    crc_lower: Truths
    breaks: Ints
    open: Ints

    def last_of_run(self, first: int) -> int:
        """Return the last frame of the gapless run that begins with frame `first`."""
        return int(self.breaks[np.searchsorted(self.breaks, first)])

    def chosen(self, runs: list[tuple[int, int]]) -> tuple[Ints, Ints, Truths]:
        """Return starts, lengths and small letters of the frames in `runs` (first, after last)."""
        picked = np.concatenate([np.arange(*run) for run in runs] or [_FOUR[:0]])
        start = self.start[picked]
        return start, self.end[picked] - start, self.crc_lower[picked]


def candidates(buffer: bytes, limit: int) -> Candidates:
    """Find every `##` that begins a whole right frame with a segment of at most `limit` bytes."""
    found = [
        _candidates(buffer[begin : begin + CHUNK + limit + 12], begin, limit)
        for begin in range(0, len(buffer), CHUNK)
    ]
    start, end, crc_lower, beyond = (np.concatenate(parts) for parts in zip(*found, strict=True))
    breaks = np.flatnonzero(np.append(start[1:], -1) != end)
    return Candidates(start, end, crc_lower, breaks, beyond)


def _candidates(chunk: bytes, begin: int, limit: int) -> tuple[Ints, Ints, Truths, Ints]:
    """Find those that begin in the first `CHUNK` bytes of a chunk."""
    data = np.frombuffer(chunk, dtype=np.uint8)
    start, end = _announced(data, limit)
    beyond = start[end > len(data)]
    start, end = start[end <= len(data)], end[end <= len(data)]
    ended = (data[end - 2] == ord("\r")) & (data[end - 1] == ord("\n"))
    start, end = start[ended], end[ended]
    written = data[end[:, None] - 6 + _FOUR]
    digits = _DIGITS[written]
    value = digits.astype(np.uint16) @ np.array([4096, 256, 16, 1], dtype=np.uint16)
    right = (digits < 16).all(axis=1) & (value == Folding(chunk).crcs(start + 6, end - 6))
    lower = (written[right] >= ord("a")).any(axis=1)
    return start[right] + begin, end[right] + begin, lower, beyond + begin


def _announced(data: Bytes, limit: int) -> tuple[Ints, Ints]:
    """Find what says its length: starts and ends."""
    sharp = np.flatnonzero(data == ord("#"))
    start = sharp[:-1][np.diff(sharp) == 1]
    start = start[(start <= len(data) - 12) & (start < CHUNK)]
    digits = data[start[:, None] + 2 + _FOUR] - ord("0")
    length = digits @ _THOUSANDS
    end = start + 12 + length
    said = (digits <= 9).all(axis=1) & (length <= limit)
    return start[said], end[said]
