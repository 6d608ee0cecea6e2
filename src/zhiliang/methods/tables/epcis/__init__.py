"""What EPCIS 2.0 and CBV 2.0 fix: words, contexts, the schema and the rules beyond it."""

import csv
import json
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Kind(NamedTuple):
    """A vocabulary of CBV 2.0: the address of its words on the web, their other one in XML."""

    kind: str
    web: str
    other: str
    field: str


class Rule(NamedTuple):
    """A rule: stable id, the place in the standard it rests on, what its findings say."""

    rule: str
    source: str
    zh: str
    en: str


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _rows(name: str) -> list[list[str]]:
    return list(csv.reader(_text(name).splitlines()))[1:]


@cache
def kinds() -> dict[str, Kind]:
    """All vocabularies by kind: BizStep, Disp, BTT, SDT, ER, Comp, Measure, Alert."""
    return {row[0]: Kind(*row) for row in _rows("kinds.csv")}


@cache
def words(kind: str) -> frozenset[str]:
    """All bare words of a vocabulary, those 待核 too."""
    return frozenset(word for name, word, _ in _rows("words.csv") if name == kind)


@cache
def contexts() -> tuple[str, ...]:
    """Last parts of the addresses under which GS1 and others publish the context of EPCIS 2."""
    return tuple(name for kind, name, _ in _rows("contexts.csv") if kind == "file")


@cache
def prefixes() -> dict[str, str]:
    """Namespaces by prefix, as that context declares them."""
    return {name: value for kind, name, value in _rows("contexts.csv") if kind == "prefix"}


@cache
def rules() -> dict[str, Rule]:
    """All rules by id."""
    return {row[0]: Rule(*row) for row in _rows("rules.csv")}


@cache
def schema() -> dict[str, Any]:
    """Return the shape of documents and events, JSON Schema draft 7."""
    loaded: dict[str, Any] = json.loads(_text("schema.json"))
    return loaded
