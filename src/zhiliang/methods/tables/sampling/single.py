"""Printed rows of the single sampling tables and of the code letters, as they stand."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class PrintedRow(NamedTuple):
    """One row of a table: `cells` by AQL, smallest first.

    A cell is Ac (Re is Ac + 1), "Ac/Re", "v" (use the first plan below), "^" (the first above), or
    empty where a table prints nothing.
    """

    edition: str
    severity: str
    table: str
    letter: str
    n: int
    cells: tuple[str, ...]


class LotBand(NamedTuple):
    """Code letters by level of lots from this size up to the next band's."""

    lot_from: int
    letters: tuple[str, ...]


def table_rows(name: str) -> list[list[str]]:
    """Return the rows of a CSV file of this folder without its heading."""
    text = files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@cache
def printed_rows(edition: str) -> tuple[PrintedRow, ...]:
    """Rows of an edition in the order printed: by severity, then letter (S only tightened)."""
    return tuple(
        PrintedRow(row[0], row[1], row[2], row[3], int(row[4]), tuple(row[5:]))
        for row in table_rows("single.csv")
        if row[0] == edition
    )


@cache
def lot_bands() -> tuple[LotBand, ...]:
    """Table 1, the same in both editions."""
    return tuple(LotBand(int(row[0]), tuple(row[2:])) for row in table_rows("letters.csv"))
