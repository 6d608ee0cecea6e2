"""Double and multiple sampling plans of MIL-STD-105E (4.9, tables III and IV)."""

from dataclasses import dataclass
from decimal import Decimal

from zhiliang.methods.sampling.letters import code_letter
from zhiliang.methods.sampling.plans import NO_ACCEPTANCE, Stage, StagedPlan
from zhiliang.methods.sampling.series import edition_of
from zhiliang.methods.sampling.single import single_cell
from zhiliang.methods.tables.sampling.editions import LETTERS, MIL_105E
from zhiliang.methods.tables.sampling.single import printed_rows
from zhiliang.methods.tables.sampling.staged import (
    DOUBLE,
    MULTIPLE,
    STAGED_TABLES,
    StagedTables,
    staged_rows,
)


@dataclass(frozen=True, slots=True)
class StagedCell:
    """A cell of a double or multiple table: the plan it leads to, source, how sure."""

    plan: StagedPlan
    standard: str
    table: str
    certainty: str
    source: str


def double_plan(
    lot_size: int,
    level: str,
    aql: float | Decimal | str,
    *,
    severity: str = "normal",
    edition: int | str = MIL_105E,
) -> StagedPlan:
    """Double sampling plan of a lot; where the table has none, the single plan as one stage.

    Parameters as `single_plan_gb2828_1`. A sample larger than what is left of the lot takes what
    is left (`oc` with `lot_size` does).

    Raises
    ------
    ValueError
        As `single_plan_gb2828_1`; an edition whose double plans are not freely published: load a
        table of your own with `load_plans`.

    Examples
    --------
    >>> double_plan(2000, "II", 1.0).stages
    (Stage(n=80, ac=1, re=4), Stage(n=80, ac=4, re=5))
    """
    _published(edition)
    return staged_cell(DOUBLE, code_letter(lot_size, level), aql, severity=severity).plan


def multiple_plan(
    lot_size: int,
    level: str,
    aql: float | Decimal | str,
    *,
    severity: str = "normal",
    edition: int | str = MIL_105E,
) -> StagedPlan:
    """Multiple sampling plan of a lot, seven stages; where the table has none, the double plan.

    As `double_plan`.

    Examples
    --------
    >>> multiple_plan(2000, "II", 1.0).stages[:2]
    (Stage(n=32, ac=-1, re=3), Stage(n=32, ac=0, re=3))
    """
    _published(edition)
    return staged_cell(MULTIPLE, code_letter(lot_size, level), aql, severity=severity).plan


def staged_cell(
    kind: str,
    letter: str,
    aql: float | Decimal | str,
    *,
    severity: str = "normal",
) -> StagedCell:
    """Cell of a code letter and an AQL in the `double` or `multiple` tables of MIL-STD-105E.

    Raises
    ------
    ValueError
        Another kind, or as `single_cell`.

    Examples
    --------
    >>> staged_cell("multiple", "K", 0.65, severity="tightened").certainty
    'secondary'
    """
    if kind not in STAGED_TABLES:
        raise ValueError(f"no tables of {kind!r} sampling: take {DOUBLE} or {MULTIPLE}")
    single = single_cell(letter, aql, severity=severity, edition=MIL_105E)
    for tables in (STAGED_TABLES[kind], STAGED_TABLES[DOUBLE]):
        row = staged_rows().get((tables.kind, severity, single.plan.ac, single.plan.re))
        place, first = _place(single.plan.letter), LETTERS.index(tables.first[severity])
        if row and place >= first:
            size = _sample(tables, severity, place)
            stages = tuple(_stage(size, text) for text in row.stages)
            plan = StagedPlan(single.plan.letter, stages)
            table = tables.tables[severity]
            return StagedCell(plan, single.standard, table, row.certainty, tables.source)
    plan = StagedPlan(single.plan.letter, single.plan.stages)
    return StagedCell(plan, single.standard, single.table, single.certainty, single.source)


def _published(edition: int | str) -> None:
    issue = edition_of(edition)
    if issue.key != MIL_105E:
        raise ValueError(
            f"the double and multiple plans of {issue.standard} are not freely published: "
            f"load a table of your own with load_plans, or take the edition {MIL_105E!r}"
        )


def _place(letter: str) -> int:
    # S, the row below R, is reached by an arrow.
    return LETTERS.index(letter) if letter in LETTERS else len(LETTERS)


def _sample(tables: StagedTables, severity: str, place: int) -> int:
    rows = [row for row in printed_rows(MIL_105E) if row.severity == severity]
    return rows[place - tables.letters_before].n


def _stage(size: int, text: str) -> Stage:
    ac, _, re = text.partition("/")
    return Stage(size, NO_ACCEPTANCE if ac == "#" else int(ac), int(re))
