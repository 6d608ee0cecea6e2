"""One element, an application identifier with its value, and whether the value is right."""

from typing import NamedTuple

from zhiliang.methods.gs1.linters import CHARACTER_SETS, LINTERS, REASONS
from zhiliang.methods.tables.gs1 import Component, Row, rows

FNC1 = "^"


class Element(NamedTuple):
    """An application identifier and its value, decoded."""

    ai: str
    value: str


def row_of(ai: str) -> Row:
    """Find the dictionary's row of `ai`; ValueError where it has none."""
    found = rows().get(ai)
    if found is None:
        raise ValueError(f"no application identifier ({ai})")
    return found


def check_length(row: Row, ai: str, value: str) -> None:
    """Refuse a value too short, too long, or with the character that stands for FNC1."""
    if not row.least <= len(value) <= row.most:
        allowed = f"{row.least} to {row.most}" if row.least < row.most else str(row.most)
        raise ValueError(f"({ai}) has {allowed} characters, not {len(value)}: {value!r}")
    if FNC1 in value:
        raise ValueError(f"({ai}) may not have {FNC1} in its value {value!r}")


def check_value(row: Row, ai: str, value: str) -> None:
    """Refuse a value whose components have wrong characters or fail a check.

    Raises
    ------
    ValueError
        Says which component fails which check.
    """
    rest = value
    for part in row.components:
        text, rest = rest[: part.most], rest[part.most :]
        if text or not part.optional:
            _check_component(part, ai, text)
    if rest:
        raise ValueError(f"({ai}) is too long by {rest!r}")


def check_element(element: Element) -> None:
    """Refuse an element of wrong length, characters or checks, or without a row."""
    row = row_of(element.ai)
    check_length(row, *element)
    check_value(row, *element)


def _check_component(part: Component, ai: str, text: str) -> None:
    if len(text) < part.least:
        raise ValueError(f"({ai}) is too short: {part.least} characters wanted, not {text!r}")
    if not CHARACTER_SETS[part.cset](text):
        raise ValueError(f"({ai}): {text!r} {REASONS[part.cset]}")
    for name in part.checks:
        if not LINTERS[name](text):
            raise ValueError(f"({ai}): {text!r} {REASONS[name]}")
