"""Results as laboratories write them: a number, below a detection limit, or nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.tables.surface_water import UNDETECTED_SHARE

NUMBER = r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?"
BELOW = re.compile(rf"[<＜]\s*({NUMBER})|({NUMBER})\s*[Ll]|(?:ND|未检出)\s*[(（]({NUMBER})[)）]")
NOTHING = {"", "-", "—", "/"}


@dataclass(frozen=True, slots=True)
class Result:
    """A figure [unit of the factor]; with `below`, the detection limit that was not reached.

    `figure` is None where there is no result.
    """

    figure: Exact | None
    below: bool = False

    @property
    def counted(self) -> Fraction | None:
        """What enters means and judgements: half the detection limit for a result below it."""
        if self.figure is None:
            return None
        return exact(self.figure) * (UNDETECTED_SHARE if self.below else 1)


def read_result(text: str) -> Result:
    """Read a result: `0.12`, `<0.01`, `0.01L`, `ND(0.01)`; empty or a dash is none.

    Raises
    ------
    ValueError
        Anything else; so too ND without its detection limit, which says nothing about a limit.

    Examples
    --------
    >>> read_result("0.01L"), read_result("0.12").counted
    (Result(figure=Decimal('0.01'), below=True), Fraction(3, 25))
    """
    written = text.strip()
    if written in NOTHING:
        return Result(None)
    if re.fullmatch(NUMBER, written):
        return Result(Decimal(written))
    if found := BELOW.fullmatch(written):
        return Result(Decimal(found.group(found.lastindex or 0)), below=True)
    raise ValueError(f"neither a number nor a result below a detection limit: {text!r}")


def mean_result(results: Iterable[Result]) -> Fraction | None:
    """Arithmetic mean, missing results left out [same unit]; None where there are none.

    A result below the detection limit counts as half of it.

    Notes
    -----
    环办监测函〔2020〕82号, point 7 (secondary). Its rounding of means was not seen and is left out.

    Examples
    --------
    >>> mean_result(map(read_result, ["0.02", "<0.02", ""]))
    Fraction(3, 200)
    """
    counted = [value for result in results if (value := result.counted) is not None]
    return sum(counted, Fraction(0)) / len(counted) if counted else None
