"""A buffer of bytes to Arrow tables."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from zhiliang.methods.hj212.blocks import Reader
from zhiliang.methods.hj212.frames import Frames, Reject, scan
from zhiliang.methods.hj212.joining import (
    DIAGNOSTICS,
    FRAMES,
    PARAMETERS,
    READINGS,
    Joiner,
    Tables,
)
from zhiliang.methods.tables.hj212 import LONGEST_SEGMENT

# Frames read together: enough to make arrays worth while, few enough to stay near the processor.
BLOCK = 8192
# Bytes from which on a buffer has several blocks.
LARGE = 8 << 20


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a buffer says. Columns are told in `decode`."""

    readings: pa.Table
    rejects: tuple[Reject, ...]
    tail: bytes
    frames: pa.Table
    parameters: pa.Table
    diagnostics: pa.Table


def decode(buffer: bytes, *, strict: bool = False, limit: int = LONGEST_SEGMENT) -> Decoded:
    r"""Decode the packets of a stream or file; HJ/T 212-2005, HJ 212-2017, in parts HJ 212-2025.

    Wrong frames are refused with a reason and cost no other; what loggers commonly get wrong in a
    frame with a right checksum is read all the same and noted. Missing is null. Times are naive
    local time as sent, start of the interval for 2031, 2041, 2051, 2061.

    - `readings`: mn, st, cn, qn, data_time, factor, statistic (null: a factor with a flag and no
      value), value (null where no finite number), flag, frame (row of `frames`), text (value as
      received where it is null), sample_time, equipment_flag. Values of one factor that stand
      together share its flag.
    - `rejects`: offset, reason (code of `reasons()`), bytes.
    - `tail`: start of a packet that is not whole; decode it again before what comes next.
    - `frames`: offset, length, version ("2005", "2017", "2025", null), mn, st, cn, qn, pw, flag,
      pnum, pno, data_time, needs_ack, readings (how many).
    - `parameters`: frame, key, text of items that are no factor (PolId, QnRtn …).
    - `diagnostics`: frame, field, code, text as received (null: nothing).

    Parameters
    ----------
    buffer
        Bytes as received.
    strict
        Refuse frames for everything the standard does not allow: the reason is the first such code.
    limit
        Longest segment accepted [bytes]; the standard's own is 1024.

    Examples
    --------
    >>> decoded = decode(
    ...     b"##0108ST=32;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20240101080000;"
    ...     b"011-Rtd=32.4,011-Flag=N;001-Rtd=7.1&&59C0\r\n##00"
    ... )
    >>> decoded.readings.select(["factor", "value", "flag"]).to_pylist()[0]
    {'factor': '011', 'value': 32.4, 'flag': 'N'}
    >>> decoded.rejects, decoded.tail
    ((), b'##00')
    """
    if len(buffer) > LARGE:
        _keep_memory()
    frames = scan(bytes(buffer), limit=limit)
    reader = Reader(frames)
    made: list[Tables] = []
    faults: list[Reject] = []
    base = 0
    for first in range(0, len(frames), BLOCK):
        last = min(first + BLOCK, len(frames))
        joiner = Joiner(reader.read(first, last), last - first, strict=strict)
        made.append(joiner.tables(frames.start[first:last], frames.length[first:last], base))
        base += made[-1].frames.num_rows
        faults += [_refused(frames, first + place, why) for place, why in joiner.faults.items()]
    tables = [
        pa.concat_tables([*columns, schema.empty_table()])
        for columns, schema in zip(
            zip(*made, strict=True) if made else [()] * 4,
            (FRAMES, READINGS, PARAMETERS, DIAGNOSTICS),
            strict=True,
        )
    ]
    rejects = tuple(sorted([*frames.rejects, *faults]))
    return Decoded(tables[1], rejects, frames.tail, tables[0], tables[2], tables[3])


def _keep_memory() -> None:
    """Let the allocator keep the memory of one block for the next.

    The C library of GNU gives large arrays back to the system at once, and asking for them again
    costs more than filling them. Freeing one array of nearly 32 MiB raises what it calls large;
    the array is never written to, so it takes no memory itself.
    """
    np.empty(31 << 20, dtype=np.uint8)


def _refused(frames: Frames, place: int, reason: str) -> Reject:
    start, length = int(frames.start[place]), int(frames.length[place])
    return Reject(start, reason, frames.buffer[start : start + length])
