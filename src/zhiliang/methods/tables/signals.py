"""When a pair counts as a signal of disproportionality."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """Least ratio, least chi-square (one degree of freedom), least number of reports."""

    ratio: float
    chi_squared: float
    reports: int
    source: str
    certainty: str


EVANS_2001 = Criterion(
    ratio=2.0,
    chi_squared=4.0,
    reports=3,
    source="Evans, Waller and Davis (2001), Pharmacoepidemiology and Drug Safety 10, 483-486",
    certainty="secondary",
)
