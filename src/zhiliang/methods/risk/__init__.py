"""Levels of risk from scenarios of injury, and grades of incidents from what happened.

A level of risk, a colour of a warning and a level of response are three scales; none makes another.
"""

from zhiliang.methods.risk.accidents import (
    GRADES,
    Established,
    Grading,
    accident_grade,
    established,
    grading,
    gradings,
)
from zhiliang.methods.risk.matrices import LEVELS, RAPEX, Band, Level, Matrix, matrices, matrix
from zhiliang.methods.risk.scenarios import (
    Sensitivity,
    Shift,
    band,
    highest,
    probability_of,
    rapex,
    sensitivity,
)

__all__ = [
    "GRADES",
    "LEVELS",
    "RAPEX",
    "Band",
    "Established",
    "Grading",
    "Level",
    "Matrix",
    "Sensitivity",
    "Shift",
    "accident_grade",
    "band",
    "established",
    "grading",
    "gradings",
    "highest",
    "matrices",
    "matrix",
    "probability_of",
    "rapex",
    "sensitivity",
]
