"""Grades of incidents, exact at every threshold: "以上" includes the number, "以下" does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Literal, cast

from zhiliang.methods.risk.figures import Figure, exactly
from zhiliang.methods.tables import risk as tables

Grade = Literal["特别重大", "重大", "较大", "一般"]

GRADES: tuple[Grade, ...] = ("特别重大", "重大", "较大", "一般")  # gravest first


@dataclass(frozen=True, slots=True)
class Condition:
    """One way into a grade: all parts (measure, whether the bound is included, bound) must hold."""

    grade: Grade
    article: str
    parts: tuple[tuple[str, bool, Fraction], ...]

    def holds(self, facts: Mapping[str, Fraction]) -> bool:
        """Whether what is known of an incident fulfils it."""
        return all(
            facts.get(measure, -1) >= bound if included else facts.get(measure, -1) > bound
            for measure, included, bound in self.parts
        )


@dataclass(frozen=True, slots=True)
class Grading:
    """The text by which incidents of a kind are graded, and how sure it is.

    `certainty` is verified, secondary or 待核; show it, and the note, beside the grade.
    Dates are ISO, empty where open or not known.
    """

    kind: str
    names: tuple[str, ...]
    law: str
    certainty: str
    note_zh: str
    note_en: str
    conditions: tuple[Condition, ...]
    in_force_from: str = ""
    in_force_to: str = ""

    @property
    def measures(self) -> frozenset[str]:
        """What is counted of an incident of this kind."""
        return frozenset(part[0] for condition in self.conditions for part in condition.parts)

    def in_force(self, day: date) -> bool:
        """Whether the text holds on a day."""
        return self.in_force_from <= day.isoformat() <= (self.in_force_to or "9999-12-31")


@dataclass(frozen=True, slots=True)
class Established:
    """A grade and why: the condition that decided, of which text."""

    grade: Grade
    condition: Condition
    grading: Grading


@cache
def gradings() -> tuple[Grading, ...]:
    """All texts that come with the software."""
    return tuple(
        Grading(
            kind=row.kind,
            names=tuple(row.names.split("|")),
            law=row.law,
            certainty=row.certainty,
            note_zh=row.note_zh,
            note_en=row.note_en,
            conditions=tuple(map(_condition, tables.grades(row.kind))),
            in_force_from=row.in_force_from,
            in_force_to=row.in_force_to,
        )
        for row in tables.gradings()
    )


def grading(kind: str, *, on: date | None = None) -> Grading:
    """Return the text for a kind of incident (its key or Chinese name), in force on a day if given.

    Raises
    ------
    ValueError
        No such kind, or no text of it in force that day.

    Examples
    --------
    >>> grading("特种设备").kind, grading("food_guangxi").certainty
    ('special_equipment', '待核')
    """
    wanted = kind.strip().casefold().replace("-", "_")
    of_kind = [one for one in gradings() if wanted in (one.kind, *one.names)]
    if not of_kind:
        known = ", ".join(one.kind for one in gradings())
        raise ValueError(f"no kind of incident {kind!r}: there are {known}")
    in_force = [one for one in of_kind if on is None or one.in_force(on)]
    if not in_force:
        raise ValueError(f"no grading of {kind!r} was in force on {on}")
    return in_force[-1]


def established(
    kind: str, facts: Mapping[str, Figure | None], *, on: date | None = None
) -> Established | None:
    """Return the grade of an incident and the condition that gave it; None if it has no grade.

    `facts` by measure: people, yuan, hours, megawatts. What is None or left out is not known and
    establishes nothing.

    Raises
    ------
    TypeError, ValueError
        A kind or measure there is not, or a figure that is none.
    """
    text = grading(kind, on=on)
    known = {_measure(name): exactly(value) for name, value in facts.items() if value is not None}
    found = next((one for one in text.conditions if one.holds(known)), None)
    return Established(found.grade, found, text) if found else None


def accident_grade(
    kind: str,
    deaths: Figure | None = 0,
    serious: Figure | None = 0,
    loss: Figure | None = 0,
    *,
    on: date | None = None,
    **others: Figure | None,
) -> Grade | None:
    """Grade of an incident: 特别重大, 重大, 较大 or 一般; None below all thresholds.

    `kind` is special_equipment (特种设备), work_safety (生产安全), environment (突发环境事件) or
    food_guangxi, a local plan. Deaths, serious injuries, loss [yuan]; `others` are evac (people
    moved), harmed, elevator_trapped_h and the rest of `grading(kind).measures`. What the kind does
    not count changes nothing. Conditions nobody can count are left out: the grading's note says so.

    Raises
    ------
    TypeError, ValueError
        A kind or measure there is not, or a figure that is none.

    Examples
    --------
    >>> accident_grade("special_equipment", deaths=2, serious=50)
    '重大'
    >>> accident_grade("特种设备", loss=49_999_999), accident_grade("特种设备", evac=499)
    ('较大', None)
    """
    facts = {"deaths": deaths, "serious": serious, "loss": loss, **others}
    found = established(kind, facts, on=on)
    return found.grade if found else None


def _condition(row: tables.GradeRow) -> Condition:
    parts = (part.split() for part in row.condition.split("&"))
    return Condition(
        grade=cast("Grade", row.grade),
        article=row.article,
        parts=tuple((measure, sign == ">=", Fraction(bound)) for measure, sign, bound in parts),
    )


@cache
def _names() -> dict[str, str]:
    return {
        name: row.measure
        for row in tables.measures()
        for name in (row.measure, *row.names.split("|"))
        if name
    }


def _measure(name: str) -> str:
    if name not in _names():
        known = ", ".join(row.measure for row in tables.measures())
        raise ValueError(f"{name!r} is not counted of incidents: {known} are")
    return _names()[name]
