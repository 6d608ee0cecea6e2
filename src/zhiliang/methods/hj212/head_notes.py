"""What is noted about heads, in arrays: the same as `checks` says of one."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from zhiliang.methods.hj212.heads import FIELDS
from zhiliang.methods.hj212.numerals import Truths, read_times, read_whole
from zhiliang.methods.hj212.packet import list_place
from zhiliang.methods.hj212.parts import NotePart
from zhiliang.methods.hj212.regular import (
    CN,
    FLAG,
    MN,
    PNO,
    PNUM,
    PW,
    QN,
    ST,
    Head,
    Regular,
    Span,
)
from zhiliang.methods.hj212.spans import cut_out, texts
from zhiliang.methods.tables.hj212 import EDITIONS, codes, codes_of

Found = tuple[int, str, Truths]  # field, code of the note, frames it holds for

_HEXADECIMAL = np.zeros(256, dtype=np.bool_)
_HEXADECIMAL[np.frombuffer(b"0123456789ABCDEFabcdef", dtype=np.uint8)] = True


def _table(known: frozenset[str], size: int) -> Truths:
    held = np.zeros(size, dtype=np.bool_)
    held[[int(code) for code in known]] = True
    return held


_STS = _table(frozenset(codes("ST")), 100)
_CNS = np.stack([_table(codes_of("CN", edition), 10_000) for edition in (*EDITIONS, "")])


def head_notes(regular: Regular, head: Head) -> list[NotePart]:
    """Hand over what is noted about the fields of heads."""
    found = (
        *_time_and_codes(regular, head),
        *_identity(regular, head),
        *_flag(head),
        *_numbers(head),
    )
    return [
        _noted(regular, head.spans[field], (field, code), np.flatnonzero(holds))
        for field, code, holds in found
        if holds.any()
    ]


def _noted(regular: Regular, span: Span, said: tuple[int, str], who: np.ndarray) -> NotePart:
    field, code = said
    start, length = span
    return NotePart(
        regular.frame[who],
        np.zeros(len(who), dtype=np.int64),
        np.full(len(who), list_place(code)),
        pa.repeat(pa.scalar(FIELDS[field]), len(who)),
        texts(regular.data, start[who], np.where(length[who] > 0, length[who], -1)),
    )


def _time_and_codes(regular: Regular, head: Head) -> Iterator[Found]:
    start, length = head.spans[QN]
    yield QN, "qn_missing", length <= 0
    _, known = read_times(regular.words, start, length)
    yield QN, "qn_malformed", (length > 0) & ~(known & (length == 17))
    start, length = head.spans[ST]
    yield ST, "st_missing", length <= 0
    st = read_whole(regular.words, start, length, longest=2)
    yield ST, "st_unknown", (length > 0) & ~((length == 2) & (st >= 0) & _STS[st])
    start, length = head.spans[CN]
    cn = read_whole(regular.words, start, length, longest=4)
    yield CN, "cn_extension", ~((length == 4) & (cn >= 0) & _CNS[head.version, cn])


def _identity(regular: Regular, head: Head) -> Iterator[Found]:
    _, length = head.spans[PW]
    yield PW, "pw_missing", length < 0
    yield PW, "pw_empty", length == 0
    yield PW, "pw_length", (length > 0) & (length != 6)
    start, length = head.spans[MN]
    yield MN, "mn_14", (length == 14) & (head.version != 0)
    long = np.flatnonzero(length == 24)
    coded = length == 14
    coded[long] = _HEXADECIMAL.take(cut_out(regular.data, start[long], 24)).all(axis=1)
    yield MN, "mn_free_text", ~coded


def _flag(head: Head) -> Iterator[Found]:
    _, length = head.spans[FLAG]
    yield FLAG, "flag_missing", length <= 0
    yield FLAG, "flag_malformed", (length > 0) & (head.flag < 0)
    yield FLAG, "version_unknown", head.flag >> 2 >= len(EDITIONS)


def _numbers(head: Head) -> Iterator[Found]:
    yield PNUM, "pnum_malformed", (head.spans[PNUM][1] >= 0) & (head.pnum < 0)
    yield PNO, "pno_malformed", (head.spans[PNO][1] >= 0) & (head.pno < 0)
    said = head.flag >= 0
    split = said & (head.flag & 2 > 0)
    both = (head.pnum >= 0) & (head.pno >= 0)
    yield FLAG, "split_without_numbers", split & ~both
    yield FLAG, "numbers_without_split", said & ~split & ((head.pnum >= 0) | (head.pno >= 0))
