"""Tables of your own: plans that are not freely published, read from CSV text and checked."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhiliang.methods.sampling.letters import code_letter
from zhiliang.methods.sampling.plans import NO_ACCEPTANCE, Stage, StagedPlan
from zhiliang.methods.sampling.series import aql_places, severity_places
from zhiliang.methods.tables.sampling.editions import AQLS, LETTERS

COLUMNS = ("severity", "letter", "aql", "stage", "n", "ac", "re")
Key = tuple[str, str, Decimal]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """Plans by severity, code letter and AQL, and where they come from."""

    source: str
    plans: Mapping[Key, StagedPlan]

    def plan(
        self, lot_size: int, level: str, aql: float | Decimal | str, *, severity: str = "normal"
    ) -> StagedPlan:
        """Plan of a lot.

        Raises
        ------
        ValueError
            The table has no such row, or as `single_plan_gb2828_1`.
        """
        letter, series = code_letter(lot_size, level), AQLS[int(aql_places(str(aql)))]
        severity_places(severity)
        if found := self.plans.get((severity, letter, series)):
            return found
        raise ValueError(
            f"{self.source} has no {severity} plan for letter {letter} and AQL {series}: "
            "add its rows, or take a single plan"
        )


def load_plans(text: str, *, source: str) -> PlanTable:
    r"""Read a table of double or multiple plans (or single ones) from CSV text.

    Parameters
    ----------
    text
        Columns severity, letter, aql, stage (from 1), n, ac (# where a lot cannot be accepted
        yet), re; Ac and Re count all samples so far. A row for each stage, arrows already followed.
    source
        What the rows were taken from; it is shown with every plan that is missing.

    Raises
    ------
    ValueError
        Every line that is wrong, with its number and why; nothing is read then. Fractional
        acceptance numbers (1/2, 1/3) are not read: they need the lots before.

    Examples
    --------
    >>> rows = "severity,letter,aql,stage,n,ac,re\nnormal,K,1.0,1,80,1,3\nnormal,K,1.0,2,80,4,5"
    >>> load_plans(rows, source="own table").plan(2000, "II", 1.0).stages[0]
    Stage(n=80, ac=1, re=3)
    """
    lines = list(csv.reader(text.lstrip("\ufeff").splitlines()))
    if not lines or tuple(lines[0]) != COLUMNS:
        raise ValueError(f"line 1: the columns are {','.join(COLUMNS)}")
    stages: dict[Key, list[Stage]] = defaultdict(list)
    wrong = list(_wrong_rows(lines[1:], stages))
    plans = {}
    for key, listed in stages.items():
        try:
            plans[key] = StagedPlan(key[1], tuple(listed))
        except ValueError as error:
            wrong.append(f"{' '.join(map(str, key))}: {error}")
    if wrong:
        raise ValueError("\n".join(wrong))
    return PlanTable(source, plans)


def _wrong_rows(lines: list[list[str]], stages: dict[Key, list[Stage]]) -> Iterator[str]:
    for number, line in enumerate(lines, start=2):
        try:
            key, stage = _row(line)
            if stage[0] != len(stages[key]) + 1:
                raise ValueError(f"stage {stage[0]} follows {len(stages[key])} stages of this plan")
            stages[key].append(stage[1])
        except ValueError as error:
            yield f"line {number}: {error}"


def _row(line: list[str]) -> tuple[Key, tuple[int, Stage]]:
    if len(line) != len(COLUMNS):
        raise ValueError(f"{len(line)} fields instead of {len(COLUMNS)}")
    severity, letter, aql, stage, n, ac, re = (field.strip() for field in line)
    severity_places(severity)
    if letter not in LETTERS:
        raise ValueError(f"no code letter {letter!r}: take one of {', '.join(LETTERS)}")
    key = severity, letter, AQLS[int(aql_places(aql))]
    accept = NO_ACCEPTANCE if ac == "#" else _count("ac", ac)
    return key, (_count("stage", stage), Stage(_count("n", n), accept, _count("re", re)))


def _count(column: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{column} is a whole number, not {text!r}")
    return int(text)
