"""The lists of HJ 212 by edition: codes, factors, and the reasons for refusing and noting."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

EDITIONS = ("2005", "2017", "2025")


class Code(NamedTuple):
    """A code of `table` (ST, CN, QnRtn, ExeRtn, DataFlag, statistic) and the edition it came with.

    `use` says what a statistic is: a number (empty), a text or an attribute of the others.
    """

    table: str
    code: str
    edition: str
    zh: str
    en: str
    use: str
    certainty: str


class Factor(NamedTuple):
    """A monitored factor: code, name, code of 2005 (empty: none), unit of concentration."""

    code: str
    zh: str
    code_2005: str
    unit: str
    certainty: str


class Reason(NamedTuple):
    """Why a frame is refused (`reject`) or noted (`note`), and whether strict reading refuses."""

    code: str
    kind: str
    strict: str
    zh: str
    en: str


def _rows(name: str) -> list[list[str]]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@cache
def codes(table: str) -> dict[str, Code]:
    """All codes of a table, whatever edition they came with."""
    listed = (Code(*row) for row in _rows("codes.csv"))
    return {code.code: code for code in listed if code.table == table}


@cache
def codes_of(table: str, edition: str) -> frozenset[str]:
    """Codes known to an edition; "" (unknown edition) knows all.

    Those of 2017 count for the others too, as far as is known; each adds its own.

    Examples
    --------
    >>> "9015" in codes_of("CN", "2025"), "9015" in codes_of("CN", "2017")
    (True, False)
    """
    known = {"2017", edition} if edition else set(EDITIONS)
    return frozenset(code.code for code in codes(table).values() if code.edition in known)


@cache
def factors() -> dict[str, Factor]:
    """All listed factors by code, and by their code of 2005."""
    listed = [Factor(*row) for row in _rows("factors.csv")]
    old = {factor.code_2005: factor for factor in listed if factor.code_2005}
    return old | {factor.code: factor for factor in listed}


@cache
def reasons() -> dict[str, Reason]:
    """All reasons by code."""
    return {row[0]: Reason(*row) for row in _rows("reasons.csv")}
