"""What CAP 1.2 fixes: elements, code values, rules; and the colours of Chinese warnings."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class ElementRow(NamedTuple):
    """An element of a parent: the field that holds it, its kind, how often; `most` None is any."""

    parent: str
    element: str
    field: str
    kind: str
    least: int
    most: int | None
    least_in_1_1: int


class Rule(NamedTuple):
    """A rule: stable id, the place in the standard it rests on, what its findings say."""

    rule: str
    source: str
    zh: str
    en: str


class Colour(NamedTuple):
    """A colour of a warning: its grade by law, the severity of CAP it becomes, how sure that is."""

    colour: str
    zh: str
    grade: str
    severity: str
    certainty: str


def _rows(name: str) -> list[list[str]]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@cache
def elements(parent: str) -> tuple[ElementRow, ...]:
    """Return the elements of a parent in their order."""
    return tuple(
        ElementRow(
            row[0], row[1], row[2], row[3], int(row[4]), int(row[5] or 0) or None, int(row[6])
        )
        for row in _rows("elements.csv")
        if row[0] == parent
    )


@cache
def words(element: str, version: str) -> tuple[str, ...]:
    """Return the code values of an element in a version."""
    return tuple(
        word for name, word, since in _rows("words.csv") if name == element and since <= version
    )


@cache
def rules() -> dict[str, Rule]:
    """All rules by id."""
    return {row[0]: Rule(*row) for row in _rows("rules.csv")}


@cache
def colours() -> tuple[Colour, ...]:
    """All colours, gravest first."""
    return tuple(Colour(*row) for row in _rows("colours.csv"))
