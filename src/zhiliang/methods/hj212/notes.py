"""What a tolerant reader passes over in silence elsewhere: a note on each deviation of a frame."""

from typing import NamedTuple


class Note(NamedTuple):
    """A deviation: byte offset in the segment, field, code of `reasons()`, text as received."""

    place: int
    field: str
    code: str
    text: str


class Text(NamedTuple):
    """Text read from bytes, and the code of what was wrong with them (empty: nothing)."""

    text: str
    code: str


def text_of(raw: bytes) -> Text:
    r"""Text of bytes: UTF-8 as the standard says, else GBK; what is neither is kept escaped.

    Examples
    --------
    >>> text_of("清洗".encode("gbk"))
    Text(text='清洗', code='text_gbk')
    >>> text_of(b"\xff")
    Text(text='\\xff', code='text_undecodable')
    """
    for encoding, code in (("utf-8", ""), ("gbk", "text_gbk")):
        try:
            return Text(raw.decode(encoding), code)
        except UnicodeDecodeError:
            continue
    return Text(raw.decode("ascii", "backslashreplace"), "text_undecodable")
