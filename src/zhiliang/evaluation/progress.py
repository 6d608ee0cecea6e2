"""Progress towards a target: baseline, the straight path it would take, and how it stands.

The opinion sets end values only; the straight line between baseline and target is our reading,
shown as such, and decides only between "on track" and "behind".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from zhiliang.evaluation.rules import satisfies

EACH_YEAR = "each_year"


@dataclass(frozen=True)
class Aim:
    """What is aimed at: comparison, value, and the year it is due (None: every year)."""

    op: str
    value: Fraction
    due: int | None


def aim_of(op: str, value: Fraction, horizon: str) -> Aim:
    """Aim of a mandate target; horizon is "each_year" or "by_YYYY"."""
    return Aim(op, value, None if horizon == EACH_YEAR else int(horizon.removeprefix("by_")))


def required(aim: Aim, year: int, baseline: tuple[int, Fraction] | None) -> Fraction | None:
    """Value the straight path asks for in a year; None where no path can be drawn."""
    if aim.due is None or year >= aim.due:
        return aim.value
    if baseline is None or baseline[0] >= aim.due or year < baseline[0]:
        return None
    start, value = baseline
    return value + (aim.value - value) * Fraction(year - start, aim.due - start)


def judge(
    aim: Aim, year: int, observed: Mapping[int, Fraction], baseline: tuple[int, Fraction] | None
) -> str:
    """met | on_track | behind | distance | not_collected for a year's observed figure."""
    figure = observed.get(year)
    if figure is None:
        return "not_collected"
    if aim.op == "approx":
        return "distance"
    if satisfies(figure, aim.op, aim.value):
        return "met"
    path = required(aim, year, baseline)
    # A year cannot be ahead of a path that starts with it.
    if aim.due is None or year >= aim.due or path is None or baseline == (year, figure):
        return "behind"
    ahead = figure >= path if _rises(aim, baseline) else figure <= path
    return "on_track" if ahead else "behind"


def _rises(aim: Aim, baseline: tuple[int, Fraction] | None) -> bool:
    """Whether more is better; an exact value is approached from where the baseline lies."""
    if aim.op == "eq":
        return baseline is None or aim.value >= baseline[1]
    return aim.op in ("ge", "gt")
