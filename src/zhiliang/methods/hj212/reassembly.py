"""Joining what was sent in several packets.

The parts of one upload have QNs of their own (HJ 212-2017, tables C.49 and C.50), so they are told
by MN, CN, DataTime and PNUM. A part without DataTime belongs to the only upload that lacks it.
Nothing here waits: the caller says when it has waited long enough for what is incomplete.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from zhiliang.methods.hj212.decode import Decoded


class Part(NamedTuple):
    """One packet of an upload. `frame` is the caller's own number; `content` what `CP=` says."""

    mn: str
    cn: str
    data_time: datetime | None
    pnum: int
    pno: int
    content: bytes
    frame: int


@dataclass(slots=True)
class Upload:
    """Parts of an upload by number; `conflicts` repeat a number with other content."""

    mn: str
    cn: str
    data_time: datetime | None
    pnum: int
    parts: dict[int, Part] = field(default_factory=dict)
    conflicts: list[Part] = field(default_factory=list)

    @property
    def missing(self) -> list[int]:
        """Return the numbers that have not come yet."""
        return [number for number in range(1, self.pnum + 1) if number not in self.parts]

    @property
    def frames(self) -> list[int]:
        """Return the callers' numbers of the parts, in the order of the parts."""
        return [self.parts[number].frame for number in sorted(self.parts)]

    def lacks(self, part: Part) -> bool:
        """Whether a part of another or unknown time may belong here."""
        alike = (self.mn, self.cn, self.pnum) == (part.mn, part.cn, part.pnum)
        untimed = self.data_time is None or part.data_time is None
        return alike and untimed and part.pno not in self.parts

    def take(self, part: Part) -> None:
        """Take a part; the first of a number stands, an equal repeat changes nothing."""
        held = self.parts.setdefault(part.pno, part)
        self.data_time = self.data_time or part.data_time
        if held.content != part.content:
            self.conflicts.append(part)


class Reassembly:
    """Uploads that are not complete yet, oldest first.

    A repeat that comes after its upload was complete opens it again and stays incomplete.

    Examples
    --------
    >>> waiting = Reassembly()
    >>> one, two = (Part("8", "2061", None, 2, number, b"", number) for number in (1, 2))
    >>> waiting.add(two) is None, waiting.add(one).frames, waiting.incomplete
    (True, [1, 2], [])
    """

    def __init__(self) -> None:
        self.incomplete: list[Upload] = []

    def add(self, part: Part) -> Upload | None:
        """Take a part; return its upload if that is now complete (it is then no longer kept)."""
        upload = self._upload_of(part)
        upload.take(part)
        if upload.missing:
            return None
        self.incomplete.remove(upload)
        return upload

    def _upload_of(self, part: Part) -> Upload:
        key = part[:4]
        same = [
            upload
            for upload in self.incomplete
            if (upload.mn, upload.cn, upload.data_time, upload.pnum) == key
        ]
        if not same:
            same = [upload for upload in self.incomplete if upload.lacks(part)]
        if len(same) != 1:
            same = [Upload(*key)]
            self.incomplete += same
        return same[0]


class Joined(NamedTuple):
    """Complete uploads in the order they became so, and those with missing parts."""

    complete: list[Upload]
    incomplete: list[Upload]


def reassemble(buffer: bytes, decoded: Decoded) -> Joined:
    """Join the split packets among the decoded frames of a buffer; `frame` is a row of `frames`."""
    waiting = Reassembly()
    made = [waiting.add(part) for part in parts_of(buffer, decoded)]
    return Joined([upload for upload in made if upload is not None], waiting.incomplete)


def parts_of(buffer: bytes, decoded: Decoded) -> list[Part]:
    """Parts of split uploads among decoded frames, in order."""
    names = ("mn", "cn", "data_time", "pnum", "pno", "offset", "length")
    columns = (decoded.frames.column(name).to_pylist() for name in names)
    parts = []
    for frame, row in enumerate(zip(*columns, strict=True)):
        mn, cn, data_time, pnum, pno, offset, length = row
        if pnum is not None and pnum > 1 and pno is not None:
            content = buffer[offset : offset + length - 6].partition(b"CP=")[2]
            parts.append(Part(mn, cn, data_time, pnum, pno, content, frame))
    return parts
