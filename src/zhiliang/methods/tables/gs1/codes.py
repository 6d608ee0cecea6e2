"""Code lists behind the checks iso3166, iso3166alpha2, iso4217, mediatype and packagetype."""

import csv
from functools import cache
from importlib.resources import files


@cache
def codes(name: str) -> frozenset[str]:
    """All codes of the list `name`; KeyError where there is no such list."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = files(__package__).joinpath("codes.csv").read_text("utf-8")
    listed: dict[str, set[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        listed.setdefault(row["list"], set()).add(row["code"])
    return {name: frozenset(values) for name, values in listed.items()}
