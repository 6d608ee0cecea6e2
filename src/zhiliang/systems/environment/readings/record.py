"""One record of the journal: a header that vouches for itself and for the bytes that follow."""

import hashlib
import mmap
import struct
import zlib
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

MAGIC = b"ZLJ1"
# magic, length of the body, microseconds since 1970 (UTC), kind, origin, spare, SHA-256 of the body
FIELDS = struct.Struct("<4sIqBBH32s")
KEPT_BYTES = 4096
CHECK = struct.Struct("<I")
HEADER = FIELDS.size + CHECK.size
LARGEST = 1 << 30

Buffer = bytes | mmap.mmap


class Kind(IntEnum):
    """What a record's body is."""

    FRAME = 1  # an HJ 212 frame from ## to CR LF
    ROWS = 2  # rows as an Arrow IPC stream
    REJECT = 3  # bytes that were refused: reason NUL address NUL MN NUL length NUL bytes


ORIGINS = ("wire", "import", "sample")


class Record(NamedTuple):
    """A record as read; `whole` is whether the body still has its SHA-256."""

    position: int
    received: int  # microseconds since 1970, UTC
    kind: int
    origin: str
    digest: bytes
    body: bytes
    whole: bool
    end: int  # where the next record begins


def packed(body: bytes, *, received: int, kind: int = Kind.FRAME, origin: int = 0) -> bytes:
    """Header and body, ready to be written."""
    fields = FIELDS.pack(MAGIC, len(body), received, kind, origin, 0, hashlib.sha256(body).digest())
    return b"".join((fields, CHECK.pack(zlib.crc32(fields)), body))


class Refusal(NamedTuple):
    """Refused bytes: their first `KEPT_BYTES`, and how many there were."""

    reason: str
    address: str
    mn: str
    length: int
    data: bytes


def refusal(reason: str, address: str, mn: str, data: bytes) -> bytes:
    """The body of a REJECT record."""
    texts = (reason, address, mn.replace("\0", ""), str(len(data)))
    return b"\0".join((*(text.encode("utf-8", "replace") for text in texts), data[:KEPT_BYTES]))


def refused(body: bytes) -> Refusal:
    """What a REJECT record says."""
    reason, address, mn, length, data = body.split(b"\0", 4)
    return Refusal(reason.decode(), address.decode(), mn.decode(), int(length), data)


def records(buffer: Buffer, start: int = 0) -> Iterator[Record]:
    """The records from `start` on, ending before one that is still being written.

    Where no header stands, everything up to the next header is passed over. A record whose body
    is not all there yet ends the walk: its bytes came from outside and may look like records.
    """
    position: int | None = start
    while position is not None and position < len(buffer):
        if not is_header(buffer, position):
            position = _next_header(buffer, position + 1)
            continue
        found = _record(buffer, position)
        if found.end > len(buffer):
            return
        yield found
        position = found.end


def _record(buffer: Buffer, position: int) -> Record:
    _, length, received, kind, origin, _, digest = FIELDS.unpack(
        buffer[position : position + FIELDS.size]
    )
    first = position + HEADER
    body = buffer[first : first + length]
    whole = hashlib.sha256(body).digest() == digest
    return Record(position, received, kind, ORIGINS[origin], digest, body, whole, first + length)


def _next_header(buffer: Buffer, position: int) -> int | None:
    while (position := buffer.find(MAGIC, position)) >= 0:
        if is_header(buffer, position):
            return position
        position += 1
    return None


def is_header(buffer: Buffer, position: int) -> bool:
    """Whether a header that vouches for itself begins there."""
    fields = buffer[position : position + FIELDS.size]
    check = buffer[position + FIELDS.size : position + HEADER]
    return (
        len(check) == CHECK.size
        and fields[:4] == MAGIC
        and CHECK.unpack(check)[0] == zlib.crc32(fields)
    )
