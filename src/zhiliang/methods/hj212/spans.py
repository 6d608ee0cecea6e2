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
# Up to so many widths, texts are moved width by width, else byte by byte.
FEW = 4
# The lowest bytes of a word, by how many.
LOW = np.array([(1 << 8 * count) - 1 for count in range(9)], dtype=np.uint64)


def words_at_any(data: Bytes) -> Words:
    """Every stretch of 8 bytes as a little-endian number, by its first byte; no copy."""
    return np.ndarray((len(data) - 7,), dtype="<u8", buffer=data, strides=(1,))


def stretched(begin: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Offsets [n + 1] of groups of these sizes, and their members: what follows each `begin` [n].

    Examples
    --------
    >>> offsets, members = stretched(np.array([10, 0, 50]), np.array([2, 0, 3]))
    >>> offsets.tolist(), members.tolist()
    ([0, 2, 2, 5], [10, 11, 50, 51, 52])
    """
    offsets = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=offsets[1:])
    return offsets, np.arange(offsets[-1]) + np.repeat(begin - offsets[:-1], counts)


def _at_any(data: Bytes, width: int) -> NDArray[np.void]:
    """Every stretch of so many bytes, by its first byte; no copy."""
    return np.ndarray((len(data) - width + 1,), f"V{width}", buffer=data, strides=(1,))


def cut_out(data: Bytes, start: Ints, width: int) -> Bytes:
    """Bytes of stretches of one width [n × width].

    Examples
    --------
    >>> buffer = np.frombuffer(b"##0012", dtype=np.uint8)
    >>> cut_out(buffer, np.array([0, 4]), 2).tolist()
    [[35, 35], [49, 50]]
    """
    return _at_any(data, width)[start].view(np.uint8).reshape(-1, width)


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
        return _of_one_width(_at_any(data, width)[start])
    missing = length < 0
    if missing.all():
        return nothing(pa.string(), len(length))
    size = np.maximum(length, 0)
    offsets = np.zeros(len(size) + 1, dtype=np.int32)
    np.cumsum(size, out=offsets[1:])
    valid = None
    if missing.any():
        valid = pa.py_buffer(np.packbits(~missing, bitorder="little"))
    buffers = [valid, pa.py_buffer(offsets), pa.py_buffer(_gathered(data, start, size, offsets))]
    return pa.Array.from_buffers(pa.string(), len(size), buffers)


def _gathered(data: Bytes, start: Ints, size: Ints, offsets: NDArray[np.int32]) -> Bytes:
    """Bytes of stretches one after the other; those of one width are moved together."""
    widths = np.flatnonzero(np.bincount(size, minlength=1))
    if len(widths) > FEW:
        return data[stretched(start, size)[1]]
    held = np.empty(offsets[-1], dtype=np.uint8)
    for width in widths[widths > 0].tolist():
        rows = np.flatnonzero(size == width)
        _at_any(held, width)[offsets[rows]] = _at_any(data, width)[start[rows]]
    return held


def _of_one_width(held: NDArray[np.void]) -> pa.StringArray:
    """Make a column of texts [n] that have as many bytes each."""
    width = held.itemsize
    offsets = np.arange(0, width * len(held) + 1, width, dtype=np.int32)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(held)]
    return pa.Array.from_buffers(pa.string(), len(held), buffers)


def _offsets(held: pa.StringArray) -> NDArray[np.int32]:
    """Return where each text of a whole column begins, and where the last one ends [n + 1]."""
    return np.frombuffer(held.buffers()[1], dtype=np.int32, count=len(held) + 1)


def repeated(held: pa.StringArray, counts: Ints) -> pa.StringArray:
    """Say each text as often as `counts` [n] says.

    Examples
    --------
    >>> repeated(pa.array(["31", "32"]), np.array([1, 2])).to_pylist()
    ['31', '32', '32']
    """
    offsets = _offsets(held)
    width = int(offsets[-1]) // max(len(held), 1)
    if held.null_count or not width or (np.diff(offsets) != width).any():
        row = np.repeat(np.arange(len(held)), counts)
        return pc.take(held, pa.array(row), boundscheck=False)
    texts_alike = np.frombuffer(held.buffers()[2], dtype=f"V{width}", count=len(held))
    return _of_one_width(np.repeat(texts_alike, counts))


def picked(held: pa.StringArray, row: Ints) -> pa.StringArray:
    """Say the texts in these places [n], at least one; quick where they have one width.

    Examples
    --------
    >>> picked(pa.array(["N", "Rtd", "Avg"]), np.array([2, 1, 2])).to_pylist()
    ['Avg', 'Rtd', 'Avg']
    """
    offsets = _offsets(held)
    sizes = np.diff(offsets)
    width = int(sizes[row[0]])
    if not width or not (sizes == width).take(row).all():
        return pc.take(held, pa.array(row), boundscheck=False)
    data = np.frombuffer(held.buffers()[2], dtype=np.uint8, count=offsets[-1])
    texts_alike = _at_any(data, width)[np.minimum(offsets[:-1], len(data) - width)]
    return _of_one_width(texts_alike.take(row))


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
