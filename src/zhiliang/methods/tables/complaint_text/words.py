"""The keyword rules and the kinds of complaints, as rows. Example configuration: see SOURCE.txt."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

AXES = ("product", "hazard", "kind")


class Rule(NamedTuple):
    """A word that speaks for a key with an integer weight; 0 shields a shorter word inside it."""

    key: str
    word: str
    weight: int


class Kind(NamedTuple):
    """What a complaint asks for or is about: key, Chinese, English."""

    key: str
    zh: str
    en: str


@cache
def rules(axis: str) -> tuple[Rule, ...]:
    """Read the rules of an axis (product, hazard, kind) in the table's order; else none."""
    rows = _rows("words.csv")
    return tuple(Rule(key, word, int(weight)) for of, key, word, weight in rows if of == axis)


@cache
def kinds() -> dict[str, Kind]:
    """Read the kinds of complaints by key, in the table's order."""
    return {row[0]: Kind(*row) for row in _rows("kinds.csv")}


def _rows(name: str) -> list[list[str]]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.reader(text.splitlines()))[1:]
