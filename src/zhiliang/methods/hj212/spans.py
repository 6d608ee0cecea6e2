"""Stretches of a buffer as words, as numbers and as Arrow texts, many at once."""

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zhiliang.methods.hj212.checksum import Bytes, Ints

Words = NDArray[np.uint64]
# Bytes that must follow the last byte of interest, so that words can be read from anywhere.
PADDING = 32
# The lowest bytes of a word, by how many.
LOW = np.array([(1 << 8 * count) - 1 for count in range(9)], dtype=np.uint64)


def words_at_any(data: Bytes) -> Words:
    """Every stretch of 8 bytes as a little-endian number, by its first byte; no copy."""
    return np.ndarray((len(data) - 7,), dtype="<u8", buffer=data, strides=(1,))


def running(counts: Ints) -> tuple[Ints, Ints]:
    """Offsets [n + 1] of groups of these sizes, and each member's place in its group.

    Examples
    --------
    >>> offsets, place = running(np.array([2, 0, 3]))
    >>> offsets.tolist(), place.tolist()
    ([0, 2, 2, 5], [0, 1, 0, 1, 2])
    """
    offsets = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=offsets[1:])
    return offsets, np.arange(offsets[-1]) - np.repeat(offsets[:-1], counts)


def texts(data: Bytes, start: Ints, length: Ints) -> pa.StringArray:
    """Text of each stretch of an ASCII buffer; a negative length is a null.

    Examples
    --------
    >>> buffer = np.frombuffer(b"##QN=1;ST=32", dtype=np.uint8)
    >>> texts(buffer, np.array([5, 10, 0]), np.array([1, 2, -1])).to_pylist()
    ['1', '32', None]
    """
    width = int(length[0]) if len(length) else 0
    if width > 0 and (length == width).all():
        offsets = np.arange(len(length) + 1, dtype=np.int32) * np.int32(width)
        held = np.ndarray((len(data) - width + 1,), f"V{width}", buffer=data, strides=(1,))[start]
        buffers = [None, pa.py_buffer(offsets), pa.py_buffer(held)]
        return pa.Array.from_buffers(pa.string(), len(length), buffers)
    missing = length < 0
    size = np.maximum(length, 0)
    offsets = np.zeros(len(size) + 1, dtype=np.int32)
    np.cumsum(size, out=offsets[1:])
    held = data[np.repeat(start - offsets[:-1], size) + np.arange(offsets[-1])]
    valid = None
    if missing.any():
        valid = pa.py_buffer(np.packbits(~missing, bitorder="little"))
    buffers = [valid, pa.py_buffer(offsets), pa.py_buffer(held)]
    return pa.Array.from_buffers(pa.string(), len(size), buffers)


def repeated(held: pa.StringArray, counts: Ints) -> pa.StringArray:
    """Say each text as often as `counts` [n] says.

    Examples
    --------
    >>> repeated(pa.array(["31", "32"]), np.array([1, 2])).to_pylist()
    ['31', '32', '32']
    """
    offsets = np.frombuffer(held.buffers()[1], dtype=np.int32, count=len(held) + 1)
    width = int(offsets[-1]) // max(len(held), 1)
    if held.null_count or not width or (np.diff(offsets) != width).any():
        row = np.repeat(np.arange(len(held)), counts)
        return pc.take(held, pa.array(row), boundscheck=False)
    texts_alike = np.frombuffer(held.buffers()[2], dtype=f"V{width}", count=len(held))
    bytes_alike = np.repeat(texts_alike, counts)
    places = np.arange(len(bytes_alike) + 1, dtype=np.int32) * np.int32(width)
    buffers = [None, pa.py_buffer(places), pa.py_buffer(bytes_alike)]
    return pa.Array.from_buffers(pa.string(), len(bytes_alike), buffers)


@cache
def _nulls(kind: pa.DataType, size: int) -> pa.Array:
    return pa.nulls(size, kind)


def nothing(kind: pa.DataType, count: int) -> pa.Array:
    """Make a column of nulls; all such columns share their memory.

    Examples
    --------
    >>> nothing(pa.string(), 2).to_pylist()
    [None, None]
    """
    return _nulls(kind, 1 << count.bit_length()).slice(0, count)


def moments(values: Ints, known: NDArray[np.bool_]) -> pa.TimestampArray:
    """Make a column of times in milliseconds; null where not known."""
    if not known.any():
        return nothing(pa.timestamp("ms"), len(values))
    valid = None if known.all() else pa.py_buffer(np.packbits(known, bitorder="little"))
    held = pa.py_buffer(np.ascontiguousarray(values, dtype=np.int64))
    return pa.Array.from_buffers(pa.timestamp("ms"), len(values), [valid, held])
