"""What is noted about the fields of a head: their values, one by one and together."""

import re
from collections.abc import Iterator, Mapping

from zhiliang.methods.hj212.heads import flag_of, number, version_of
from zhiliang.methods.hj212.notes import Note
from zhiliang.methods.hj212.values import read_time
from zhiliang.methods.tables.hj212 import EDITIONS, codes, codes_of

EPC_96 = re.compile(r"[0-9A-Fa-f]{24}")
Found = tuple[str, str]  # field, code of the note


def check_fields(fields: Mapping[str, str]) -> list[Note]:
    """Note what is wrong with the fields of a head; they all stand at byte 0.

    Examples
    --------
    >>> [note.code for note in check_fields({"ST": "32", "CN": "2011", "PW": "", "MN": "8"})]
    ['qn_missing', 'pw_empty', 'mn_free_text', 'flag_missing']
    """
    found = (*_time_and_codes(fields), *_identity(fields), *_flag(fields), *_numbers(fields))
    return [Note(0, field, code, fields.get(field, "")) for field, code in found]


def _time_and_codes(fields: Mapping[str, str]) -> Iterator[Found]:
    qn, st = fields.get("QN"), fields.get("ST")
    if not qn:
        yield "QN", "qn_missing"
    elif len(qn) != 17 or read_time(qn) is None:
        yield "QN", "qn_malformed"
    if not st:
        yield "ST", "st_missing"
    elif st not in codes("ST"):
        yield "ST", "st_unknown"
    version = version_of(flag_of(fields.get("Flag", "")), fields.get("MN", ""))
    if fields.get("CN", "") not in codes_of("CN", version):
        yield "CN", "cn_extension"


def _identity(fields: Mapping[str, str]) -> Iterator[Found]:
    pw, mn = fields.get("PW"), fields.get("MN", "")
    if pw is None:
        yield "PW", "pw_missing"
    elif not pw:
        yield "PW", "pw_empty"
    elif len(pw) != 6:
        yield "PW", "pw_length"
    if len(mn) == 14:
        if version_of(flag_of(fields.get("Flag", "")), mn) != "2005":
            yield "MN", "mn_14"
    elif not EPC_96.fullmatch(mn):
        yield "MN", "mn_free_text"


def _flag(fields: Mapping[str, str]) -> Iterator[Found]:
    if not fields.get("Flag"):
        yield "Flag", "flag_missing"
        return
    flag = flag_of(fields["Flag"])
    if flag is None:
        yield "Flag", "flag_malformed"
    elif flag >> 2 >= len(EDITIONS):
        yield "Flag", "version_unknown"


def part_numbers(fields: Mapping[str, str]) -> tuple[int | None, int | None]:
    """PNUM and PNO; None where absent or impossible."""
    pnum, pno = number(fields.get("PNUM", "")), number(fields.get("PNO", ""))
    pnum = pnum or None
    return pnum, pno if pno and pno <= (pnum or pno) else None


def _numbers(fields: Mapping[str, str]) -> Iterator[Found]:
    pnum, pno = part_numbers(fields)
    if pnum is None and "PNUM" in fields:
        yield "PNUM", "pnum_malformed"
    if pno is None and "PNO" in fields:
        yield "PNO", "pno_malformed"
    flag = flag_of(fields.get("Flag", ""))
    if flag is None:
        return
    if flag & 2 and (pnum is None or pno is None):
        yield "Flag", "split_without_numbers"
    elif not flag & 2 and (pnum is not None or pno is not None):
        yield "Flag", "numbers_without_split"
