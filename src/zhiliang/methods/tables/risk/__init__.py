"""Matrices of risk, thresholds of incidents, and colours of warnings, as dated rows."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class MatrixRow(NamedTuple):
    """A matrix: key, names, source, in force from and to (ISO, empty where open), how sure."""

    matrix: str
    zh: str
    en: str
    source: str
    in_force_from: str
    in_force_to: str
    certainty: str
    severities_zh: str
    severities_en: str


class GradingRow(NamedTuple):
    """How incidents of a kind are graded: names of the kind, the text, from and to, how sure."""

    kind: str
    names: str
    law: str
    in_force_from: str
    in_force_to: str
    certainty: str
    note_zh: str
    note_en: str


class GradeRow(NamedTuple):
    """One condition under which an incident of a kind has a grade, and its place in the text."""

    kind: str
    grade: str
    condition: str
    article: str


class MeasureRow(NamedTuple):
    """What is counted of an incident: key, other names, unit."""

    measure: str
    names: str
    unit: str
    zh: str
    en: str


def _rows(name: str) -> list[list[str]]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@cache
def matrices() -> tuple[MatrixRow, ...]:
    """All matrices, the default first."""
    return tuple(MatrixRow(*row) for row in _rows("matrices.csv"))


@cache
def bands(matrix: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a matrix's bands, most probable first: lower bound (not included), levels."""
    return tuple(
        (above, tuple(levels)) for key, above, *levels in _rows("bands.csv") if key == matrix
    )


@cache
def gradings() -> tuple[GradingRow, ...]:
    """All texts by which incidents are graded."""
    return tuple(GradingRow(*row) for row in _rows("gradings.csv"))


@cache
def grades(kind: str) -> tuple[GradeRow, ...]:
    """Return the conditions of a kind, gravest grade first."""
    return tuple(GradeRow(*row) for row in _rows("grades.csv") if row[0] == kind)


@cache
def measures() -> tuple[MeasureRow, ...]:
    """All that is counted of incidents."""
    return tuple(MeasureRow(*row) for row in _rows("measures.csv"))
