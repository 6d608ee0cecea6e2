"""How many of a list a recall has reached, from a sample of it, by the hypergeometric law.

The list is finite and drawn from without replacement, so nothing is approximated. The bound is the
one-sided exact one of Clopper and Pearson's kind: every count of unreached that the sample does
not contradict at the given confidence counts against the recall.
"""

from fractions import Fraction
from math import ceil, comb


def check_size(population: int, *, share: float, confidence: float, allowed: int = 0) -> int:
    """Fewest to ask of a list to show that a share of it was reached [count].

    With at most `allowed` unreached among them, at least `share` of the list was reached, at the
    given confidence.

    Parameters
    ----------
    population
        Length of the list.
    share, confidence
        Proportions between 0 and 1.
    allowed
        Unreached in the sample that are still good enough.

    Raises
    ------
    ValueError
        An empty list, a proportion outside 0 to 1, or `allowed` below 0.

    Notes
    -----
    The whole list where no smaller sample can show it.

    Examples
    --------
    >>> check_size(1000, share=0.9, confidence=0.95), check_size(20, share=0.9, confidence=0.95)
    (28, 12)
    """
    _checked(population, confidence)
    if not 0 < share < 1 or allowed < 0:
        raise ValueError(f"a share of {share} and {allowed} allowed cannot be asked for")
    worst = population - ceil(Fraction(str(share)) * population) + 1
    if allowed >= worst:
        return population
    low, high, risk = allowed + 1, population, 1 - Fraction(str(confidence))
    while low < high:
        middle = (low + high) // 2
        if _at_most(population, worst, middle, allowed) <= risk:
            high = middle
        else:
            low = middle + 1
    return low


def reached_at_least(population: int, size: int, unreached: int, *, confidence: float) -> int:
    """Fewest of a list that were reached, as a sample of it shows at a confidence [count].

    Parameters
    ----------
    population
        Length of the list.
    size, unreached
        How many were asked, drawn by lot without replacement, and how many of them had not been
        reached.
    confidence
        One-sided, between 0 and 1.

    Raises
    ------
    ValueError
        A sample larger than the list, more unreached than asked, a confidence outside 0 to 1.

    Examples
    --------
    >>> reached_at_least(1000, 29, 0, confidence=0.95)
    904
    >>> reached_at_least(20, 20, 3, confidence=0.95)
    17
    """
    _checked(population, confidence)
    if not 0 <= unreached <= size <= population:
        raise ValueError(f"{unreached} unreached of {size} out of {population}")
    if size == 0:
        return 0
    low, high = unreached, population - size + unreached
    risk = 1 - Fraction(str(confidence))
    # the chance of so few unreached falls with their number in the list
    while low < high:
        middle = (low + high + 1) // 2
        if _at_most(population, middle, size, unreached) > risk:
            low = middle
        else:
            high = middle - 1
    return population - low


def _at_most(population: int, bad: int, size: int, found: int) -> Fraction:
    """P(at most `found` of `bad` in the sample), exact."""
    ways = sum(comb(bad, k) * comb(population - bad, size - k) for k in range(found + 1))
    return Fraction(ways, comb(population, size))


def _checked(population: int, confidence: float) -> None:
    if population < 1 or not 0 < confidence < 1:
        raise ValueError(f"a list of {population} and a confidence of {confidence} show nothing")
