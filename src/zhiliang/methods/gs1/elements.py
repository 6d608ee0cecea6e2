"""Element strings: application identifiers with their values, as a scanner gives them."""

import re
from collections.abc import Iterable, Iterator

from zhiliang.methods.gs1.associations import check_associations
from zhiliang.methods.gs1.values import (
    FNC1,
    Element,
    check_element,
    check_length,
    known_row,
    row_of,
)
from zhiliang.methods.tables.gs1 import prefix_lengths

MOST_ELEMENTS = 64
# What a scanner sends before GS1 data: GS1-128, DataMatrix, DotCode, QR code, DataBar.
SYMBOLOGIES = ("]C1", "]d2", "]J1", "]Q3", "]e0")
GROUP_SEPARATOR = "\x1d"
# A value goes to the next bracket; \( is a bracket in the value.
_BRACKETED = re.compile(r"\(([^)]*)\)((?:\\\(|[^(])*)")


def parse_element_string(text: str) -> tuple[Element, ...]:
    r"""Read "(01)09520123456788(10)ABC" or "^010952012345678810ABC" (^: FNC1).

    What a scanner sends is read too: a symbology identifier such as ]d2 first, FNC1 as the
    group separator (ASCII 29). Values are checked, and which identifiers stand beside one
    another, as GS1's syntax engine does. In the bracketed form \( is a bracket of a value.
    Composite symbols are not read.

    Raises
    ------
    ValueError
        Says which identifier and why.

    Examples
    --------
    >>> parse_element_string("(01)09520123456788(10)ABC")
    (Element(ai='01', value='09520123456788'), Element(ai='10', value='ABC'))
    """
    text = _from_scanner(text)
    elements = tuple(_plain(text[1:]) if text.startswith(FNC1) else _bracketed(text))
    if not 0 < len(elements) <= MOST_ELEMENTS:
        raise ValueError(f"an element string has 1 to {MOST_ELEMENTS} elements: {text!r}")
    for element in elements:
        check_element(element)
    check_associations(elements)
    return elements


def ai_string(elements: Iterable[Element]) -> str:
    """Elements as a barcode holds them, ^ for FNC1: only where a value's end is not known."""
    written, open_ended = [], True
    for ai, value in elements:
        written.append((FNC1 if open_ended else "") + ai + value)
        open_ended = not row_of(ai).predefined
    return "".join(written)


def bracketed(elements: Iterable[Element]) -> str:
    r"""Elements for people: "(01)…(10)…", a bracket in a value as \(."""
    return "".join(f"({ai}){value.replace('(', chr(92) + '(')}" for ai, value in elements)


def _from_scanner(text: str) -> str:
    if not text.startswith(SYMBOLOGIES):
        return text
    if FNC1 in text:
        raise ValueError(f"a scanner sends no {FNC1}: {text!r}")
    return FNC1 + text[3:].replace(GROUP_SEPARATOR, FNC1)


def _bracketed(text: str) -> Iterator[Element]:
    at = 0
    while at < len(text):
        found = _BRACKETED.match(text, at)
        if found is None:
            raise ValueError(f"an element begins with (AI), not {text[at : at + 8]!r}")
        element = Element(known_row(found[1]).ai, found[2].replace("\\(", "("))
        check_length(element)
        yield element
        at = found.end()


def _plain(text: str) -> Iterator[Element]:
    rest = text
    while rest:
        row = known_row(rest[: prefix_lengths().get(rest[:2], 2)])
        head, separator, tail = rest[len(row.ai) :].partition(FNC1)
        value = head[: row.most] if row.predefined else head
        yield Element(row.ai, value)
        left = head[len(value) :]
        rest = left + separator + tail if left else tail
