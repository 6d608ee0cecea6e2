"""Percentiles of HJ 663, exact."""

from collections.abc import Sequence
from fractions import Fraction

from zhiliang.methods.exact import Exact, exact


def percentile_hj663(values: Sequence[Exact], percent: Exact) -> Fraction:
    """Percentile of a series [unit of the values], interpolated between neighbours.

    Sorted upwards, place k = 1 + (n - 1)·p; between the s-th (s the whole part of k) and the next
    value in proportion to k - s.

    Parameters
    ----------
    values
        One for each valid day.
    percent
        0 to 100.

    Raises
    ------
    TypeError
        A float.
    ValueError
        No values, or a percentage outside 0 to 100.

    Notes
    -----
    HJ 663-2013 annex (formula from a secondary source, with the example below).

    Examples
    --------
    >>> percentile_hj663([3, 4, 8, 2, 5, 4], 90)
    Fraction(13, 2)
    """
    share = exact(percent) / 100
    if not values or not 0 <= share <= 1:
        raise ValueError(f"a percentile of 0 to 100 of some values, not {percent} of {len(values)}")
    ordered = sorted(exact(value) for value in values)
    whole, rest = divmod((len(ordered) - 1) * share, 1)
    low = ordered[int(whole)]
    high = ordered[min(int(whole) + 1, len(ordered) - 1)]
    return low + (high - low) * rest
