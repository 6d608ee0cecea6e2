"""The content of a segment, what stands between the `&&`: its items as keys and values."""

import re
from typing import NamedTuple

from zhiliang.methods.hj212.notes import Note, text_of

_TOKEN = re.compile(r"[^;,]+")
_BETWEEN = re.compile(r"[;,]+")


class Pair(NamedTuple):
    """A key and its value as received, the separator before it (first: ";"), its byte offset."""

    key: str
    value: str
    between: str
    place: int


def read_content(raw: bytes, begins: int) -> tuple[list[Pair], list[Note]]:
    """Cut the content of a segment, from byte `begins` on, into pairs; oddities are noted.

    Examples
    --------
    >>> pairs, notes = read_content(b"CP=&&PolId=w01018;a-Rtd=1,a-Flag=N;&&", 5)
    >>> [(pair.between, pair.key, pair.value) for pair in pairs]
    [(';', 'PolId', 'w01018'), (';', 'a-Rtd', '1'), (',', 'a-Flag', 'N')]
    >>> notes[0].code
    'trailing_separator'
    """
    inner = raw[begins:].removesuffix(b"&&")
    content = text_of(inner)
    notes = [Note(begins, "CP", content.code, "")] if content.code else []
    if not raw[begins:].endswith(b"&&"):
        notes.append(Note(len(raw), "CP", "cp_unclosed", ""))
    pairs: list[Pair] = []
    for token in _TOKEN.finditer(content.text):
        place = begins + len(content.text[: token.start()].encode())
        between = content.text[token.start() - 1] if token.start() else ";"
        _read_pair(token[0], place, between, (pairs, notes))
    _note_separators(content.text, begins, notes)
    return pairs, notes


def _read_pair(token: str, place: int, between: str, into: tuple[list[Pair], list[Note]]) -> None:
    pairs, notes = into
    key, equals, value = token.partition("=")
    if not equals or not key.strip():
        notes.append(Note(place, "", "item_malformed" if token.strip() else "blanks", token))
        return
    if key != key.strip() or value != value.strip():
        notes.append(Note(place, key.strip(), "blanks", token))
    pairs.append(Pair(key.strip(), value.strip(), between, place))


def _note_separators(content: str, begins: int, notes: list[Note]) -> None:
    for between in _BETWEEN.finditer(content):
        place = begins + len(content[: between.start()].encode())
        if between.end() == len(content):
            notes.append(Note(place, "", "trailing_separator", between[0]))
        elif len(between[0]) > 1:
            notes.append(Note(place, "", "separator_repeated", between[0]))
