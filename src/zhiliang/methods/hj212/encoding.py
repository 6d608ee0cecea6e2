"""Making frames: requests, uploads, answers, and contents too long for one packet."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Required, TypedDict, Unpack

from zhiliang.methods.hj212.checksum import crc_hj212
from zhiliang.methods.hj212.heads import Head
from zhiliang.methods.tables.hj212 import CONTENT_LIMIT, EDITIONS, LONGEST_SEGMENT

# What would end a value, an item, the content or the frame.
_BREAKS = re.compile(r"[;,=&\x00-\x1f]")
ANSWER_CODES = {"9011": "QnRtn", "9012": "ExeRtn", "9013": "", "9014": ""}


class Message(TypedDict, total=False):
    """What `encode` takes.

    `version` (default "2017"), `ack` and the part numbers make the Flag, unless `flag` says it.
    `parameters` (DataTime, PolId …) come first, each an item of its own. `items`: a factor and its
    values by statistic (Rtd, Avg, Flag …), in order.
    """

    cn: Required[str]
    mn: Required[str]
    st: str
    pw: str
    qn: str
    version: str
    ack: bool
    flag: int | None
    pnum: int | None
    pno: int | None
    data_time: str
    parameters: Mapping[str, object]
    items: Sequence[tuple[str, Mapping[str, object]]]


def encode(**message: Unpack[Message]) -> bytes:
    r"""Make one frame. HJ 212-2017, 6.3; the same for 2005, whose Flag has version 0.

    Raises
    ------
    ValueError
        Unknown version; a text that would end its value; a segment longer than four digits say.

    Examples
    --------
    >>> encode(cn="2011", mn="88888880000001", st="32", pw="123456", qn="20240101080000000",
    ...        data_time="20240101080000", items=[("w01018", {"Rtd": "32.40", "Flag": "N"})])[:60]
    b'##0131QN=20240101080000000;ST=32;CN=2011;PW=123456;MN=888888'
    """
    return frame(_segment(message, ";".join(_contents(message))))


def encode_all(**message: Unpack[Message]) -> list[bytes]:
    """Make as many packets as the content needs: cut between items, each with the time of data.

    One packet if it fits. The limit of the content is that of the edition: 950 bytes (2017), 960
    (2005). An item longer than that has a packet of its own. All have the same QN; a logger may
    give each its own, since parts are told by MN, CN, DataTime and PNUM.

    Examples
    --------
    >>> items = [(f"w{number:05d}", {"Rtd": "1.0"}) for number in range(100)]
    >>> packets = encode_all(cn="2011", mn="1", data_time="20240101080000", items=items)
    >>> [b";Flag=6;PNUM=2;PNO=%d;" % number in packet for number, packet in enumerate(packets, 1)]
    [True, True]
    """
    parts = _divided(message)
    if len(parts) == 1:
        return [encode(**message)]
    numbered = (
        message | {"pnum": len(parts), "pno": number} for number in range(1, len(parts) + 1)
    )
    return [frame(_segment(one, ";".join(part))) for one, part in zip(numbered, parts, strict=True)]


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


def _segment(message: Message, content: str) -> bytes:
    fields = {
        "QN": message.get("qn"),
        "ST": message.get("st"),
        "CN": message["cn"],
        "PW": message.get("pw"),
        "MN": message["mn"],
        "Flag": _flag(message),
        "PNUM": message.get("pnum"),
        "PNO": message.get("pno"),
    }
    head = "".join(
        f"{name}={_value(value)};" for name, value in fields.items() if value not in (None, "")
    )
    return f"{head}CP=&&{content}&&".encode()


def _flag(message: Message) -> int:
    said = message.get("flag")
    if said is not None:
        return said
    version = message.get("version", "2017")
    if version not in EDITIONS:
        raise ValueError(f"version {version!r}: known are {', '.join(EDITIONS)}")
    split = message.get("pnum") is not None
    return EDITIONS.index(version) << 2 | split << 1 | bool(message.get("ack"))


def _value(value: object) -> str:
    text = str(value)
    if _BREAKS.search(text):
        raise ValueError(f"{text!r} has a character that would end the value (one of ; , = &)")
    return text


def _leading(message: Message) -> list[str]:
    data_time = message.get("data_time")
    return [f"DataTime={_value(data_time)}"] if data_time else []


def _following(message: Message) -> Iterable[str]:
    for key, value in message.get("parameters", {}).items():
        yield f"{_value(key)}={_value(value)}"
    for factor, values in message.get("items", ()):
        yield ",".join(f"{_value(factor)}-{_value(key)}={_value(values[key])}" for key in values)


def _contents(message: Message) -> list[str]:
    return [*_leading(message), *_following(message)]


def _divided(message: Message) -> list[list[str]]:
    """Items of each packet, as many as the limit of the edition lets into one."""
    limit = CONTENT_LIMIT[message.get("version", "2017")]
    parts = [_leading(message)]
    for item in _following(message):
        together = ";".join([*parts[-1], item]).encode()
        if len(together) > limit and len(parts[-1]) > len(_leading(message)):
            parts.append(_leading(message))
        parts[-1].append(item)
    return parts
