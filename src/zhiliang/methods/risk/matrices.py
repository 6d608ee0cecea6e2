"""Matrices of risk: probability against severity, several side by side."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal, cast

from zhiliang.methods.tables import risk as tables

Level = Literal["low", "medium", "high", "serious"]

LEVELS: tuple[Level, ...] = ("low", "medium", "high", "serious")  # least first
RAPEX = "rapex"


@dataclass(frozen=True, slots=True)
class Band:
    """A row of a matrix: probabilities above `above` (not at it; None: any), levels by severity."""

    above: Fraction | None
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix of risk and how sure it is.

    `certainty` is verified, secondary, 待核 or configuration; show it beside every level taken
    from the matrix unless it is verified. `severities` are pairs (Chinese, English), least first;
    `bands` go from the most probable down, the last one open below; dates are ISO, or empty.

    Raises
    ------
    ValueError
        Bands out of order, not open below, or of uneven length; an unknown level.
    """

    key: str
    zh: str
    en: str
    source: str
    certainty: str
    severities: tuple[tuple[str, str], ...]
    bands: tuple[Band, ...]
    in_force_from: str = ""
    in_force_to: str = ""

    def __post_init__(self) -> None:
        """Refuse a matrix that leaves a probability or a severity without a level."""
        bounds = [band.above for band in self.bands]
        if not bounds or bounds[-1] is not None or None in bounds[:-1]:
            raise ValueError("the last band of a matrix, and no other, is open below")
        known = [bound for bound in bounds if bound is not None]
        if known != sorted(set(known), reverse=True):
            raise ValueError("the bands of a matrix go from the most probable down")
        if any(len(band.levels) != len(self.severities) for band in self.bands):
            raise ValueError("every band of a matrix has one level for each severity")
        if any(level not in LEVELS for band in self.bands for level in band.levels):
            raise ValueError(f"a level is one of {', '.join(LEVELS)}")

    @property
    def is_configuration(self) -> bool:
        """Whether nobody but this office set it."""
        return self.certainty == "configuration"

    def band(self, probability: Fraction) -> Band:
        """Return the band a probability falls into."""
        return next(one for one in self.bands if one.above is None or probability > one.above)

    def level(self, probability: Fraction, severity: int) -> Level:
        """Return the level of a probability and a severity from 1.

        Raises
        ------
        ValueError
            Probability outside 0 to 1; no such severity.
        """
        if not 0 <= probability <= 1:
            raise ValueError(f"a probability lies between 0 and 1: {probability}")
        if isinstance(severity, bool) or severity not in range(1, len(self.severities) + 1):
            raise ValueError(f"severity is 1 to {len(self.severities)}, not {severity!r}")
        return self.band(probability).levels[severity - 1]


@cache
def matrices() -> dict[str, Matrix]:
    """All matrices that come with the software, by key."""
    return {row.matrix: _matrix(row) for row in tables.matrices()}


def matrix(key: str = RAPEX) -> Matrix:
    """Return a matrix by its key.

    Raises
    ------
    ValueError
        There is none.

    Examples
    --------
    >>> matrix().certainty, matrix("example").is_configuration
    ('待核', True)
    """
    if key not in matrices():
        raise ValueError(f"no matrix {key!r}: there are {', '.join(matrices())}")
    return matrices()[key]


def _matrix(row: tables.MatrixRow) -> Matrix:
    return Matrix(
        key=row.matrix,
        zh=row.zh,
        en=row.en,
        source=row.source,
        certainty=row.certainty,
        severities=tuple(
            zip(row.severities_zh.split("|"), row.severities_en.split("|"), strict=True)
        ),
        bands=tuple(
            Band(Fraction(above) if above else None, cast("tuple[Level, ...]", levels))
            for above, levels in tables.bands(row.matrix)
        ),
        in_force_from=row.in_force_from,
        in_force_to=row.in_force_to,
    )
