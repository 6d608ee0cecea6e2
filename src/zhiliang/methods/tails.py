"""Tail probabilities: how often chance alone does at least as much. Exact but for chi-square."""

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction


def chi_square_tail(statistic: float, degrees: int) -> float:
    """P(X ≥ `statistic`) of the chi-square distribution, `degrees` of freedom [0 to 1].

    The closed sums of whole degrees: a Poisson sum for even ones, the complementary error function
    and a sum for odd ones. Abramowitz and Stegun (1964), 26.4.4 and 26.4.5.

    Raises
    ------
    ValueError
        `statistic` is negative or not finite, or `degrees` is below 1.

    Examples
    --------
    >>> round(chi_square_tail(16.919, 9), 6), chi_square_tail(0, 4)
    (0.05, 1.0)
    """
    if degrees < 1 or not 0 <= statistic < math.inf:
        raise ValueError(f"no chi-square tail of {statistic} with {degrees} degrees of freedom")
    half, odd = statistic / 2, degrees % 2
    tail = math.erfc(math.sqrt(half)) if odd else 0.0
    # Terms half^s e^-half / Γ(s + 1) for s = 0, 1, 2 … or 1/2, 3/2 …, each from the one before.
    term = math.exp(-half) * (math.sqrt(half / math.pi) * 2 if odd else 1.0)
    for step in range(degrees // 2):
        tail += term
        term *= half / (step + 1 + odd / 2)
    return min(tail, 1.0)


def binomial_tail(hits: int, trials: int, chance: Fraction) -> Fraction:
    """P(X ≥ `hits`) of `trials` independent trials with one `chance` [0 to 1], exact.

    Raises
    ------
    ValueError
        `trials` is negative or `chance` is not 0 to 1.

    Examples
    --------
    >>> binomial_tail(5, 5, Fraction(1, 5))
    Fraction(1, 3125)
    """
    return mixed_tail(hits, {chance: trials})


def mixed_tail(hits: int, trials: Mapping[Fraction, int]) -> Fraction:
    """P(X ≥ `hits`) of independent trials, `trials` [chance → how many], exact.

    Raises
    ------
    ValueError
        A number of trials is negative or a chance is not 0 to 1.

    Examples
    --------
    >>> mixed_tail(2, {Fraction(1, 10): 1, Fraction(1, 100): 1})
    Fraction(1, 1000)
    """
    ways, whole = [1], 1
    for chance, number in trials.items():
        if number < 0 or not 0 <= chance <= 1:
            raise ValueError(f"{number} trials with a chance of {chance}")
        ways = _joined(ways, _binomial_ways(chance, number))
        whole *= chance.denominator**number
    return Fraction(sum(ways[max(hits, 0) :]), whole)


def matching_tail(matches: int, first: Sequence[Hashable], second: Sequence[Hashable]) -> Fraction:
    """P(X ≥ `matches`) of places where two sequences agree, the second shuffled at random, exact.

    Every order of `second` is equally likely; equal values are told apart only by their place.
    By rook numbers: a value a times in one and b times in the other is a board of a by b.

    Raises
    ------
    ValueError
        The sequences differ in length.

    Examples
    --------
    >>> matching_tail(3, "abc", "abc"), matching_tail(1, "ab", "cd")
    (Fraction(1, 6), Fraction(0, 1))
    """
    size = len(first)
    if size != len(second):
        raise ValueError(f"two sequences of one length are compared, not {size} and {len(second)}")
    if matches <= 0:
        return Fraction(1)
    rooks, others = [1], Counter(second)
    for value, times in Counter(first).items():
        rooks = _joined(rooks, _rooks(times, others[value]))
    # At least m of the events, from the sums over all k of them (Feller 1968, IV.5).
    signed = sum(
        (-1) ** (k - matches) * math.comb(k - 1, matches - 1) * rooks[k] * math.factorial(size - k)
        for k in range(matches, len(rooks))
    )
    return Fraction(signed, math.factorial(size))


def _binomial_ways(chance: Fraction, number: int) -> list[int]:
    for_it, against = chance.numerator, chance.denominator - chance.numerator
    return [
        math.comb(number, hits) * for_it**hits * against ** (number - hits)
        for hits in range(number + 1)
    ]


def _rooks(rows: int, columns: int) -> list[int]:
    return [math.comb(rows, k) * math.perm(columns, k) for k in range(min(rows, columns) + 1)]


def _joined(one: list[int], other: list[int]) -> list[int]:
    together = [0] * (len(one) + len(other) - 1)
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            together[i + j] += left * right
    return together
