"""Single sampling plans by lot, level and AQL (GB/T 2828.1-2012, 10.3; MIL-STD-105E, 4.9)."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.sampling.letters import letter_places, lots
from zhiliang.methods.sampling.plans import Plan
from zhiliang.methods.sampling.series import aql_places, edition_of, severity_places
from zhiliang.methods.tables.sampling.editions import AQLS, DOUBTS, LETTERS, SEVERITIES
from zhiliang.methods.tables.sampling.single import PrintedRow, printed_rows

Counts = NDArray[np.int64]
STEP = {"v": 1, "^": -1}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: where the search begins, the plan it leads to, source, how sure.

    `letter` and `aql` name the cell, `plan.letter` the row it leads to.
    """

    letter: str
    aql: Decimal
    plan: Plan
    standard: str
    table: str
    certainty: str
    source: str


class Plans(NamedTuple):
    """Plans of many lots, arrays of one shape: letter of the row used, n, Ac and Re."""

    letter: NDArray[np.str_]
    n: Counts
    ac: Counts
    re: Counts


class _Resolved(NamedTuple):
    """Arrays [severity × letter × AQL] with arrows followed."""

    letter: NDArray[np.str_]
    n: Counts
    ac: Counts
    re: Counts


def single_plan_gb2828_1(
    lot_size: int,
    level: str,
    aql: float | Decimal | str,
    *,
    severity: str = "normal",
    edition: int | str = 2012,
) -> Plan:
    """Single sampling plan of a lot.

    Parameters
    ----------
    lot_size
        Units in the lot, from 2.
    level
        Inspection level: `S-1` … `S-4`, `I`, `II`, `III`.
    aql
        Acceptance quality limit of the series 0.010 … 1000: per cent nonconforming up to 10,
        nonconformities per 100 units throughout; number, Decimal or text.
    severity
        `normal`, `tightened` or `reduced`.
    edition
        2012 (GB/T 2828.1-2012 = ISO 2859-1:1999) or "MIL-STD-105E".

    Returns
    -------
    Plan
        With the letter of the row used, which an arrow may make another than `code_letter`'s.
        Where the table's sample would be the lot or more, `n` is the lot: inspection of 100 %
        (`Plan.full`), with the table's Ac and Re.

    Raises
    ------
    ValueError
        A lot of fewer than 2 units; an unknown level, severity or edition; an AQL between the
        series' values.

    Notes
    -----
    Fractional acceptance numbers (tables 11) are not here: they are not freely published.

    Examples
    --------
    >>> single_plan_gb2828_1(2000, "II", 1.0)
    Plan(letter='K', n=125, ac=3, re=4)
    >>> single_plan_gb2828_1(2000, "II", "0.25", severity="tightened")
    Plan(letter='M', n=315, ac=1, re=2)
    >>> single_plan_gb2828_1(40, "II", "0.10").full(40)
    True
    """
    found = single_plans_gb2828_1(
        lot_size, level, np.asarray(aql), severities=severity, edition=edition
    )
    return Plan(str(found.letter), int(found.n), int(found.ac), int(found.re))


def single_plans_gb2828_1(
    lot_sizes: ArrayLike,
    levels: ArrayLike,
    aqls: ArrayLike,
    *,
    severities: ArrayLike = "normal",
    edition: int | str = 2012,
) -> Plans:
    """Single sampling plans of many lots; the arrays broadcast. As `single_plan_gb2828_1`.

    Examples
    --------
    >>> single_plans_gb2828_1([2000, 120], "II", [1.0, 0.65]).n.tolist()
    [125, 20]
    """
    sizes, resolved = lots(lot_sizes), _resolved(edition_of(edition).key)
    cell = severity_places(severities), letter_places(sizes, levels), aql_places(aqls)
    return Plans(
        resolved.letter[cell],
        np.minimum(resolved.n[cell], sizes),
        resolved.ac[cell],
        resolved.re[cell],
    )


def single_cell(
    letter: str,
    aql: float | Decimal | str,
    *,
    severity: str = "normal",
    edition: int | str = 2012,
) -> Cell:
    """Cell of a code letter and an AQL with the plan it leads to, its source and how sure it is.

    Raises
    ------
    ValueError
        An unknown letter (S is reached by an arrow only), severity or edition, or an AQL between
        the series' values.

    Examples
    --------
    >>> cell = single_cell("A", 10, severity="tightened")
    >>> cell.plan, cell.table, cell.certainty
    (Plan(letter='A', n=2, ac=0, re=1), '2-B', '待核')
    """
    issue, place = edition_of(edition), int(aql_places(np.asarray(aql)))
    if letter not in LETTERS:
        raise ValueError(f"no code letter {letter!r}: take one of {', '.join(LETTERS)}")
    where = int(severity_places(severity)), LETTERS.index(letter), place
    row = _rows(issue.key, severity)[where[1]]
    doubted = (issue.key, severity, letter, AQLS[place])
    doubts = (d for d in DOUBTS if (d.edition, d.severity, d.letter, d.aql) == doubted)
    certain = next(doubts, issue)
    return Cell(
        letter,
        AQLS[place],
        Plan(*(column[where].item() for column in _resolved(issue.key))),
        issue.standard,
        row.table,
        certain.certainty,
        certain.source,
    )


def _rows(edition: int | str, severity: str) -> list[PrintedRow]:
    return [row for row in printed_rows(str(edition)) if row.severity == severity]


@cache
def _resolved(edition: int | str) -> _Resolved:
    cells = [
        [
            _followed(rows, start, place)
            for start in range(len(LETTERS))
            for place in range(len(AQLS))
        ]
        for rows in (_rows(edition, severity) for severity in SEVERITIES)
    ]
    letters, *numbers = (
        np.array(cells, dtype=object)
        .reshape(len(SEVERITIES), len(LETTERS), len(AQLS), 4)
        .transpose(3, 0, 1, 2)
    )
    return _Resolved(letters.astype(str), *(column.astype(np.int64) for column in numbers))


def _followed(rows: list[PrintedRow], start: int, place: int) -> tuple[str, int, int, int]:
    """Letter, n, Ac and Re of the plan a cell leads to: arrows go down or up, never aside."""
    while (cell := rows[start].cells[place]) in STEP:
        start += STEP[cell]
    ac, _, re = cell.partition("/")
    return rows[start].letter, rows[start].n, int(ac), int(re or int(ac) + 1)
