"""One element, an application identifier with its value, and whether the value is right."""

from typing import NamedTuple

from zhiliang.methods.gs1.linters import CHARACTER_SETS, LINTERS, REASONS
from zhiliang.methods.gs1.unknown import unknown_row
from zhiliang.methods.tables.gs1 import Row, rows

FNC1 = "^"


class Element(NamedTuple):
    """An application identifier and its value, decoded."""

    ai: str
    value: str


def known_row(ai: str) -> Row:
    """Find the dictionary's row of `ai`; ValueError where it has none."""
    found = rows().get(ai)
    if found is None:
        raise ValueError(f"no application identifier ({ai})")
    return found


def row_of(ai: str) -> Row:
    """Find the row of `ai`, that of an unknown identifier where the dictionary has none."""
    return rows().get(ai) or unknown_row(ai) or known_row(ai)


def check_element(element: Element) -> None:
    """Refuse an element of wrong length or characters, or one that fails a check.

    Raises
    ------
    ValueError
        Says which and why.
    """
    check_length(element)
    check_characters(element)
    check_content(element)


def check_length(element: Element) -> None:
    """Refuse a value too short, too long, or with the character that stands for FNC1."""
    (ai, value), row = element, row_of(element.ai)
    if not row.least <= len(value) <= row.most:
        allowed = f"{row.least} to {row.most}" if row.least < row.most else str(row.most)
        raise ValueError(f"({ai}) has {allowed} characters, not {len(value)}: {value!r}")
    if FNC1 in value:
        raise ValueError(f"({ai}) may not have {FNC1} in its value {value!r}")


def check_characters(element: Element) -> None:
    """Refuse a value with a component cut short or of other characters than it should have."""
    ai, rest = element
    for part in row_of(ai).components:
        text, rest = rest[: part.most], rest[part.most :]
        if len(text) < part.least and (text or not part.optional):
            raise ValueError(f"({ai}): {part.least} characters wanted at the end, not {text!r}")
        if not CHARACTER_SETS[part.cset](text):
            raise ValueError(f"({ai}): {text!r} {REASONS[part.cset]}")


def check_content(element: Element) -> None:
    """Refuse a value, of right length and characters, a component of which fails a check."""
    ai, rest = element
    for part in row_of(ai).components:
        text, rest = rest[: part.most], rest[part.most :]
        for name in part.checks if text else ():
            if not LINTERS[name](text):
                raise ValueError(f"({ai}): {text!r} {REASONS[name]}")
