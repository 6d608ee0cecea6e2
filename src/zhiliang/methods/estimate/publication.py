"""Which rates are fit to be published: small cells are pooled with wider groups or suppressed.

This is about reliability, not about keeping a secret: a suppressed cell may be found again from the
others and the total.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.estimate.design import Design
from zhiliang.methods.estimate.estimates import Rate, estimate_rates
from zhiliang.methods.estimate.grouping import Codes, coded
from zhiliang.methods.estimate.intervals import beta_bounds, t_quantile
from zhiliang.methods.tables.publication import (
    COMPLEMENT,
    FEW_DEGREES,
    NCHS_DEGREES,
    NCHS_NARROW,
    NCHS_RELATIVE,
    NCHS_SAMPLE,
    NCHS_WIDE,
    NONE_OR_ALL,
    TOO_FEW,
    TOO_WEAK,
    TOO_WIDE,
    TOO_WIDE_FOR_SIZE,
    Note,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a rate may be shown, whether somebody should look at it first, and why."""

    shown: bool
    review: bool
    notes: tuple[Note, ...]


Rule = Callable[[Rate], Verdict]


@dataclass(frozen=True, slots=True)
class Published:
    """What is published for a cell.

    `rate` is that of `group` at `level`, 0 for the cell itself, 1 and up for the wider groups it
    was pooled with. None: suppressed; group and level are then those of the widest. `own` is the
    verdict on the cell by itself, `verdict` that on what is published.
    """

    rate: Rate | None
    level: int
    group: Hashable
    verdict: Verdict
    own: Verdict


def nchs_2017(rate: Rate) -> Verdict:
    """Judge by the NCHS Data Presentation Standards for Proportions of 2017.

    Suppressed: fewer than 30 tested or effective, a 95 % Korn–Graubard interval 0.30 or more wide,
    or one wider than 0.05 and than 130 % of the rate. Reviewed first: all or none passed, fewer
    than 8 degrees of freedom. The complement of a rate that is shown may be marked unreliable.

    Notes
    -----
    Parker and others (2017), Vital Health Stat 2(175). Effective sample and interval never count
    more than were tested, whatever the rate's own interval.

    Examples
    --------
    >>> from zhiliang.methods.estimate.estimates import estimate_rate
    >>> rate = estimate_rate(Design([1] * 20), [True] * 15 + [False] * 5)
    >>> verdict = nchs_2017(rate)
    >>> verdict.shown, [note.key for note in verdict.notes]
    (False, ['too_few'])
    """
    if rate.n < NCHS_SAMPLE:
        return Verdict(False, False, (TOO_FEW,))
    if rate.n_eff < NCHS_SAMPLE:
        return Verdict(False, False, (TOO_WEAK,))
    width = _nchs_width(rate)
    if width >= NCHS_WIDE:
        return Verdict(False, False, (TOO_WIDE,))
    if width > NCHS_NARROW and width > NCHS_RELATIVE * rate.value > 0:
        return Verdict(False, False, (TOO_WIDE_FOR_SIZE,))
    extreme, few = rate.passed in (0, rate.n), rate.df < NCHS_DEGREES
    unsure = width > NCHS_NARROW and width > NCHS_RELATIVE * (1 - rate.value) > 0
    found = ((NONE_OR_ALL, extreme), (FEW_DEGREES, few), (COMPLEMENT, unsure))
    return Verdict(True, extreme or few, tuple(note for note, holds in found if holds))


def small_cells(
    *, minimum_tested: int = 1, minimum_effective: float = 0, widest: float = 1
) -> Rule:
    """Make a rule of limits that somebody set: configuration, no standard says them.

    Parameters
    ----------
    minimum_tested, minimum_effective
        Least units tested, and least effective sample size.
    widest
        Largest width of the rate's own confidence interval [0 to 1].

    Raises
    ------
    ValueError
        A negative limit.

    Examples
    --------
    >>> from zhiliang.methods.estimate.estimates import estimate_rate
    >>> rule = small_cells(minimum_tested=5, widest=0.5)
    >>> rule(estimate_rate(Design([1] * 20), [True] * 15 + [False] * 5)).shown
    True
    """
    if min(minimum_tested, minimum_effective, widest) < 0:
        raise ValueError("limits of small cells are not negative")

    def judge(rate: Rate) -> Verdict:
        found = (
            (TOO_FEW, rate.n < minimum_tested),
            (TOO_WEAK, rate.n_eff < minimum_effective),
            # An interval that is unknown is no narrow one.
            (TOO_WIDE, not rate.high - rate.low <= widest),
        )
        notes = tuple(note for note, holds in found if holds)
        return Verdict(not notes, False, notes)

    return judge


def published_rates(
    design: Design,
    passed: ArrayLike,
    levels: Sequence[ArrayLike],
    rule: Rule,
    *,
    method: str = "korn_graubard",
    level: float = 0.95,
) -> dict[Hashable, Published]:
    """Rates of cells as they may be published: a cell that fails the rule is given its group's.

    Parameters
    ----------
    design, passed, method, level
        As in `estimate_rates`.
    levels
        Labels [units] of cells, then of the wider groups in the order in which they are tried,
        such as city and product, city, region, province. One level alone: cells that fail are
        suppressed.
    rule
        `nchs_2017` or one of `small_cells`.

    Raises
    ------
    ValueError
        No level, a cell in two groups, or what `estimate_rates` refuses.

    Examples
    --------
    >>> city, region = ["a"] * 2 + ["b"] * 8, ["west"] * 10
    >>> found = published_rates(
    ...     Design([1] * 10), [1] * 9 + [0], [city, region], small_cells(minimum_tested=5))
    >>> [(cell, one.group, one.level) for cell, one in found.items()]
    [('a', 'west', 1), ('b', 'b', 0)]
    """
    if not levels:
        raise ValueError("published rates need the labels of the cells")
    cells = coded("cells", levels[0], design.size)
    groups = [_groups_of(cells.codes, one, len(cells.labels)) for one in levels]
    judged = []
    for labels in levels:
        rates = estimate_rates(design, passed, labels, method=method, level=level)
        judged.append({label: (rate, rule(rate)) for label, rate in rates.items()})
    return {
        cell: _first_shown([(group[place], table[group[place]]) for group, table in pairs])
        for place, cell in enumerate(cells.labels)
        for pairs in [list(zip(groups, judged, strict=True))]
    }


def _first_shown(tried: list[tuple[Hashable, tuple[Rate, Verdict]]]) -> Published:
    own = tried[0][1][1]
    for level, (group, (rate, verdict)) in enumerate(tried):
        if verdict.shown:
            return Published(rate, level, group, verdict, own)
    return Published(None, len(tried) - 1, tried[-1][0], tried[-1][1][1], own)


def _groups_of(cells: Codes, given: ArrayLike, count: int) -> list[Hashable]:
    """Label of the group of each cell [cells]."""
    found = coded("levels", given, len(cells))
    of_cell = np.zeros(count, dtype=np.intp)
    of_cell[cells] = found.codes
    if (crossing := of_cell[cells] != found.codes).any():
        label = found.labels[int(found.codes[crossing.argmax()])]
        raise ValueError(f"a cell lies in {label!r} and in another group: groups hold whole cells")
    return [found.labels[code] for code in of_cell.tolist()]


def _nchs_width(rate: Rate) -> float:
    """Width of the 95 % Korn–Graubard interval with an effective sample of at most n."""
    size = float(rate.n)
    if 0 < rate.value < 1:
        spread = t_quantile(0.025, rate.n - 1) / t_quantile(0.025, rate.df)
        size = min(size, rate.n_eff * float(spread) ** 2)
    low, high = beta_bounds(np.array(rate.value), np.array(size), 0.025)
    return float(high - low)
