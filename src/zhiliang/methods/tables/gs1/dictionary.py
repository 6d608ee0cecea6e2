"""The dictionary, parsed once: application identifiers, their components and associations."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import NamedTuple

_LINE = re.compile(
    r"(?P<ais>\d+(?:-\d+)?)\s+(?P<flags>[*?]*)\s*(?P<rest>[^#]*?)\s*(?:#\s*(?P<title>.*))?"
)
_COMPONENT = re.compile(
    r"(?P<open>\[)?(?P<cset>[NXYZ])(?P<up>\.\.)?(?P<length>\d+)\]?(?P<checks>(?:,\w+)*)"
)


class Component(NamedTuple):
    """One part of a value: character set (N, X, Y, Z), least and greatest length, named checks."""

    cset: str
    least: int
    most: int
    optional: bool
    checks: tuple[str, ...]


class Row(NamedTuple):
    """An application identifier.

    `predefined`: of fixed length, no FNC1 behind it. `attribute`: may stand in a Digital Link's
    query string. `requires`: each member must hold; it holds where one of its groups is present
    whole. `excludes`: identifiers or patterns (31nn) that may not stand beside it. `qualifiers`:
    ordered alternatives of qualifiers, None where it is no primary key.
    """

    ai: str
    title: str
    predefined: bool
    attribute: bool
    components: tuple[Component, ...]
    requires: tuple[tuple[tuple[str, ...], ...], ...]
    excludes: tuple[str, ...]
    qualifiers: tuple[tuple[str, ...], ...] | None

    @property
    def least(self) -> int:
        """Least length of a value."""
        return sum(part.least for part in self.components if not part.optional)

    @property
    def most(self) -> int:
        """Greatest length of a value."""
        return sum(part.most for part in self.components)


@cache
def rows() -> dict[str, Row]:
    """All rows by application identifier; a range in the file is as many rows."""
    text = files(__package__).joinpath("gs1-syntax-dictionary.txt").read_text("utf-8")
    return {row.ai: row for line in text.splitlines() if line[:1].isdigit() for row in _read(line)}


@cache
def prefix_lengths() -> dict[str, int]:
    """Length of an application identifier by its first two digits: the same for all of them."""
    return {ai[:2]: len(ai) for ai in rows()}


@cache
def key_sequences() -> frozenset[tuple[str, ...]]:
    """Every primary key with every ordered choice of its qualifiers, as a path may hold them."""
    return frozenset(
        (row.ai, *chosen)
        for row in rows().values()
        for alternative in row.qualifiers or ()
        for size in range(len(alternative) + 1)
        for chosen in combinations(alternative, size)
    )


def _read(line: str) -> Iterator[Row]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"not a line of the dictionary: {line!r}")
    words = found["rest"].split()
    parts = tuple(_component(word) for word in words if _COMPONENT.fullmatch(word))
    attributes = words[len(parts) :]
    for ai in _range(found["ais"]):
        yield Row(
            ai,
            found["title"] or "",
            "*" in found["flags"],
            "?" in found["flags"],
            parts,
            tuple(_groups(value) for value in _values(attributes, "req")),
            tuple(ai for value in _values(attributes, "ex") for ai in value.split(",")),
            _qualifiers(attributes),
        )


def _range(ais: str) -> list[str]:
    first, _, last = ais.partition("-")
    return [f"{number:0{len(first)}}" for number in range(int(first), int(last or first) + 1)]


def _component(word: str) -> Component:
    found = _COMPONENT.fullmatch(word)
    if found is None:
        raise ValueError(f"not a component: {word!r}")
    most = int(found["length"])
    checks = tuple(found["checks"].split(",")[1:])
    return Component(
        found["cset"], 1 if found["up"] else most, most, found["open"] is not None, checks
    )


def _values(attributes: list[str], name: str) -> list[str]:
    pairs = (attribute.partition("=") for attribute in attributes)
    return [value for key, _, value in pairs if key == name]


def _groups(value: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split("+")) for group in value.split(","))


def _qualifiers(attributes: list[str]) -> tuple[tuple[str, ...], ...] | None:
    if "dlpkey" in attributes:
        return ((),)
    found = [tuple(one.split(",")) for v in _values(attributes, "dlpkey") for one in v.split("|")]
    return tuple(found) or None
