"""Double and multiple plans of MIL-STD-105E, one row for a diagonal of a table."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from zhiliang.methods.tables.sampling.single import table_rows

DOUBLE, MULTIPLE = "double", "multiple"


class StagedRow(NamedTuple):
    """Stages "Ac/Re", cumulative, that go with a single plan's Ac and Re; # is no acceptance."""

    kind: str
    severity: str
    ac: int
    re: int
    stages: tuple[str, ...]
    certainty: str


@dataclass(frozen=True, slots=True)
class StagedTables:
    """What the tables of one kind share.

    Each sample is the single sample `letters_before` letters before; the tables begin at `first`
    [severity → letter], before it they point to a plan with fewer stages, as where Ac is 0.
    """

    kind: str
    tables: dict[str, str]
    letters_before: int
    first: dict[str, str]
    source: str


SOURCE = "MIL-STD-105E as AQLSchemes 1.7-2 has it; misprints in SOURCE.txt"
STAGED_TABLES = {
    DOUBLE: StagedTables(
        kind=DOUBLE,
        tables={"normal": "III-A", "tightened": "III-B", "reduced": "III-C"},
        letters_before=1,
        first={"normal": "B", "tightened": "B", "reduced": "D"},
        source=SOURCE,
    ),
    MULTIPLE: StagedTables(
        kind=MULTIPLE,
        tables={"normal": "IV-A", "tightened": "IV-B", "reduced": "IV-C"},
        letters_before=3,
        first={"normal": "D", "tightened": "D", "reduced": "F"},
        source=SOURCE,
    ),
}


@cache
def staged_rows() -> dict[tuple[str, str, int, int], StagedRow]:
    """Rows by kind, severity, Ac and Re of the single plan."""
    rows = (
        StagedRow(row[0], row[1], int(row[2]), int(row[3]), tuple(row[4].split()), row[5])
        for row in table_rows("staged.csv")
    )
    return {row[:4]: row for row in rows}
