"""The head of a segment, everything before `CP=`: who sends what, and whether an answer is due."""

import re
from typing import NamedTuple

from zhiliang.methods.hj212.frames import Frames
from zhiliang.methods.hj212.notes import Note, text_of

FIELDS = ("QN", "ST", "CN", "PW", "MN", "Flag", "PNUM", "PNO")
_CANONICAL = {name.upper(): name for name in FIELDS}
_RANK = {name: rank for rank, name in enumerate(FIELDS)}
CONTENT = b"CP=&&"
_LOOSE_CONTENT = re.compile(rb"(?:^|(?<=[;,\s0-9]))CP\s*=\s*(?:&&)?", re.IGNORECASE)
_TOKEN = re.compile(r"[^;,]+")
_BETWEEN = re.compile(r"[;,]+")
# What nearly every head looks like: read in one go.
_REGULAR = re.compile(
    rb"(?:QN=([0-9]{17});)?ST=([0-9]{2});CN=([0-9]{4});PW=([0-9A-Za-z]*);MN=([0-9A-Za-z]+);"
    rb"(?:Flag=([0-9]{1,3});)?(?:PNUM=([0-9]{1,4});PNO=([0-9]{1,4});)?CP=&&"
)
_BASE64 = re.compile(rb"[0-9A-Za-z+/]{16,}={0,2}")
_PRINTABLE = re.compile(rb"[ -~]*")
VERSIONS = ("2005", "2017", "2025")


class Segment(NamedTuple):
    """A segment cut in two: fields as text, notes, and where its content begins (-1: nowhere)."""

    fields: dict[str, str]
    notes: list[Note]
    content: int


class Head(NamedTuple):
    """Head of an accepted frame. Text is as received, "" where absent; numbers None where absent.

    `fault` is the code for which `decode` refuses the frame in spite of its right checksum.
    """

    start: int
    length: int
    qn: str
    st: str
    cn: str
    pw: str
    mn: str
    flag: int | None
    pnum: int | None
    pno: int | None
    fault: str

    @property
    def version(self) -> str:
        """Edition by the Flag; without one "2005" where the MN has 14 characters, else ""."""
        return version_of(self.flag, self.mn)

    @property
    def needs_ack(self) -> bool:
        """Whether the sender waits for an answer (bit A of the Flag)."""
        return self.flag is not None and bool(self.flag & 1)

    @property
    def split(self) -> bool:
        """Whether this is one of several packets."""
        return self.pnum is not None and self.pnum > 1


def read_heads(frames: Frames) -> list[Head]:
    """Heads of all accepted frames, in order."""
    return [
        _head(frames.buffer, start, length)
        for start, length in zip(frames.start.tolist(), frames.length.tolist(), strict=True)
    ]


def _head(buffer: bytes, start: int, length: int) -> Head:
    end = start + length - 6
    regular = _REGULAR.match(buffer, start + 6, end)
    if regular:
        qn, st, cn, pw, mn, *numbers = (found.decode() for found in regular.groups(b""))
        content = regular.end()
    else:
        segment = read_segment(buffer[start + 6 : end])
        qn, st, cn, pw, mn, *numbers = (segment.fields.get(name, "") for name in FIELDS)
        content = start + 6 + segment.content if segment.content >= 0 else end
    flag, pnum, pno = flag_of(numbers[0]), number(numbers[1]), number(numbers[2])
    fault = fault_of(mn, cn, flag, buffer[content:end] if (flag or 0) >= 8 else b"")
    return Head(start, length, qn, st, cn, pw, mn, flag, pnum, pno, fault)


def fault_of(mn: str, cn: str, flag: int | None, content: bytes) -> str:
    """Why a segment with a right checksum can't be used; empty: it can."""
    if not mn:
        return "mn_missing"
    if not cn:
        return "cn_missing"
    return "cipher_2025" if (flag or 0) >= 8 and _looks_enciphered(content) else ""


def _looks_enciphered(content: bytes) -> bool:
    """Whether a content is one block of base64, or bytes that are neither text nor `key=value`."""
    inner = content.removesuffix(b"&&")
    if _BASE64.fullmatch(inner):
        return True
    return b"=" not in inner and not _PRINTABLE.fullmatch(inner)


def number(text: str) -> int | None:
    """Read a whole number of at most four digits; None for everything else."""
    return int(text) if len(text) <= 4 and text.isascii() and text.isdigit() else None


def flag_of(text: str) -> int | None:
    """Read a Flag, a byte; None for everything else."""
    flag = number(text)
    return None if flag is None or flag > 255 else flag


def version_of(flag: int | None, mn: str) -> str:
    """Edition by the Flag; without one "2005" where the MN has 14 characters, else "".

    Examples
    --------
    >>> version_of(5, ""), version_of(None, "88888880000001"), version_of(200, "")
    ('2017', '2005', '')
    """
    if flag is None:
        return "2005" if len(mn) == 14 else ""
    return VERSIONS[flag >> 2] if flag >> 2 < len(VERSIONS) else ""


def read_segment(raw: bytes) -> Segment:
    """Cut a segment into head and content, tolerating what loggers send; every oddity is noted.

    Examples
    --------
    >>> read_segment(b"ST=32;CN=2011;PW=1;,MN=8;FLAG=0;CP=&&&&").fields
    {'ST': '32', 'CN': '2011', 'PW': '1', 'MN': '8', 'Flag': '0'}
    """
    end, content, notes = _boundary(raw)
    head = text_of(raw[:end])
    if head.code:
        notes.append(Note(0, "", head.code, ""))
    fields: dict[str, str] = {}
    for token in _TOKEN.finditer(head.text):
        _read_field(token[0], token.start(), fields, notes)
    _note_separators(head.text, content, notes)
    _note_order(fields, notes)
    return Segment(fields, notes, content)


def canonical(key: str) -> str:
    """Return the standard's name of a field whatever its capitals; "" where it has none.

    Examples
    --------
    >>> canonical("FLAG"), canonical("Time")
    ('Flag', '')
    """
    return _CANONICAL.get(key.upper(), "")


def _boundary(raw: bytes) -> tuple[int, int, list[Note]]:
    end = raw.find(CONTENT)
    if end >= 0:
        return end, end + len(CONTENT), []
    loose = _LOOSE_CONTENT.search(raw)
    if loose:
        note = Note(loose.start(), "CP", "cp_malformed", text_of(loose[0]).text)
        return loose.start(), loose.end(), [note]
    return len(raw), -1, [Note(len(raw), "CP", "cp_missing", "")]


def _read_field(token: str, place: int, fields: dict[str, str], notes: list[Note]) -> None:
    written, equals, value = token.partition("=")
    key = canonical(written.strip())
    if not equals or not key:
        notes.append(Note(place, written.strip(), "head_key_unknown", token))
        return
    if written != written.strip() or value != value.strip():
        notes.append(Note(place, key, "blanks", token))
    if written.strip() != key:
        notes.append(Note(place, key, "key_case", written.strip()))
    if key in fields:
        same = fields[key] == value.strip()
        notes.append(Note(place, key, "duplicate_equal" if same else "duplicate_conflict", token))
        return
    fields[key] = value.strip()


def _note_separators(head: str, content: int, notes: list[Note]) -> None:
    for between in _BETWEEN.finditer(head):
        if between[0] == ",":
            notes.append(Note(between.start(), "", "comma_for_semicolon", between[0]))
        elif between[0] != ";":
            notes.append(Note(between.start(), "", "separator_repeated", between[0]))
    if content >= 0 and head and head[-1] not in ";,":
        notes.append(Note(len(head), "CP", "separator_missing", head[-8:]))


def _note_order(fields: dict[str, str], notes: list[Note]) -> None:
    ranks = [_RANK[key] for key in fields]
    for before, after, key in zip(ranks, ranks[1:], list(fields)[1:], strict=False):
        if after < before:
            notes.append(Note(0, key, "key_order", key))
            return
