"""How ambitious a proposed target is, before the year begins and anybody is held to it.

Three comparisons in exact arithmetic: with what has been reached, with what the required path asks
for, with what the peers propose. Only greater, equal and less decide; no margin is made up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.tables.ambition import (
    AMBITIOUS,
    BELOW_BASELINE,
    BELOW_PATH,
    BELOW_PEERS,
    IN_LINE,
    JUDGEMENTS,
)


@dataclass(frozen=True, slots=True)
class Ambition:
    """Where a proposed target stands.

    `improvement` over the baseline in the wanted direction [unit of the indicator]; `step_share`
    of the step from baseline to required value [1], None where the path asks for no improvement;
    `rank` among proposal and peers, 1 the most ambitious, equals sharing a rank; `peers` how many
    others; `median` of the others [unit of the indicator], None without any; `judgement` a code
    whose words are `zh` and `en`.
    """

    improvement: Fraction
    step_share: Fraction | None
    rank: int
    peers: int
    median: Fraction | None
    judgement: str

    @property
    def zh(self) -> str:
        """The judgement in Chinese."""
        return JUDGEMENTS[self.judgement][0]

    @property
    def en(self) -> str:
        """The judgement in English."""
        return JUDGEMENTS[self.judgement][1]


def ambition(
    proposed: Exact,
    *,
    baseline: Exact,
    required: Exact,
    peers: Sequence[Exact],
    direction: int = 1,
) -> Ambition:
    """Compare a proposed target with baseline, required value and the peers' proposals.

    All values are of one indicator, unit and year; `peers` leaves the proposal itself out.
    `direction` is 1 where more is better and -1 where less is. The first that holds is the
    judgement: worse than the baseline; worse than required; worse than the peers' median;
    ambitious, if better than required and than the median; in line. Without peers the median
    decides nothing.

    Raises
    ------
    TypeError
        A value is a float.
    ValueError
        `direction` is neither 1 nor -1, or a value is not finite.

    Examples
    --------
    >>> found = ambition(91, baseline=88, required=90, peers=[90, 92, 89])
    >>> found.judgement, found.improvement, found.step_share, found.rank
    ('ambitious', Fraction(3, 1), Fraction(3, 2), 2)
    """
    if direction not in (1, -1):
        raise ValueError(f"direction is 1 (more is better) or -1 (less is better): {direction}")
    aim, start, due = (direction * exact(value) for value in (proposed, baseline, required))
    others = [direction * exact(peer) for peer in peers]
    middle = median(others) if others else None
    return Ambition(
        improvement=aim - start,
        step_share=(aim - start) / (due - start) if due > start else None,
        rank=1 + sum(other > aim for other in others),
        peers=len(others),
        median=None if middle is None else direction * middle,
        judgement=_judgement(aim, start, due, middle),
    )


def _judgement(aim: Fraction, start: Fraction, due: Fraction, middle: Fraction | None) -> str:
    if aim < start:
        return BELOW_BASELINE
    if aim < due:
        return BELOW_PATH
    if middle is not None and aim < middle:
        return BELOW_PEERS
    return AMBITIOUS if aim > due and (middle is None or aim > middle) else IN_LINE
