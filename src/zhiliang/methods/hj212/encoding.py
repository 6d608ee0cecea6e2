"""Making frames: requests, uploads, answers."""

from zhiliang.methods.hj212.checksum import crc_hj212
from zhiliang.methods.hj212.heads import Head
from zhiliang.methods.tables.hj212 import LONGEST_SEGMENT

ANSWER_CODES = {"9011": "QnRtn", "9012": "ExeRtn", "9013": "", "9014": ""}


def frame(segment: bytes) -> bytes:
    r"""Wrap a segment with `##`, length, checksum and CR LF.

    Raises
    ------
    ValueError
        It has more bytes than four digits can say.

    Examples
    --------
    >>> frame(b"QN=1;CP=&&&&")[:6]
    b'##0012'
    """
    if len(segment) > LONGEST_SEGMENT:
        raise ValueError(f"a segment has at most {LONGEST_SEGMENT} bytes, not {len(segment)}")
    return b"##%04d%b%04X\r\n" % (len(segment), segment, crc_hj212(segment))


def answer(head: Head, cn: str, *, code: int | None = None) -> bytes:
    """Answer a frame: 9011 (QnRtn) and 9012 (ExeRtn) with a code, 9013 and 9014 without one.

    The QN is that of the frame answered, absent where it was; ST is 91; the Flag has the same
    version and asks for no answer. HJ 212-2017, 6.6 and Annex C; the form of 2005 differs and is
    not made (待核).

    Raises
    ------
    ValueError
        `cn` is no answer, or the code is missing or too much.
    """
    name = ANSWER_CODES.get(cn)
    if name is None or bool(name) != (code is not None):
        raise ValueError(f"answer {cn}: 9011 and 9012 take a code, 9013 and 9014 none")
    unsaid = 0 if head.version == "2005" else 4
    flag = unsaid if head.flag is None else head.flag & ~3
    first = f"QN={head.qn};" if head.qn else ""
    content = f"{name}={code}" if name else ""
    text = f"{first}ST=91;CN={cn};PW={head.pw};MN={head.mn};Flag={flag};CP=&&{content}&&"
    return frame(text.encode())
