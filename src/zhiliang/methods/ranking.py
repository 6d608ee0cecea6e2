"""Standard competition ranking, as the province's bulletins rank cities."""

from collections.abc import Sequence
from typing import Any


def competition_ranks(keys: Sequence[tuple[Any, ...] | None]) -> list[int | None]:
    """Rank of each key, smallest first; equal keys share a rank and leave a gap (1, 1, 3).

    `keys` holds one tuple for each unit, in the order of the units; a part that ranks descending
    is passed negated, and None is unranked and takes no place. What the tuple holds is dated and
    belongs to the indicator: the province's monthly air bulletins ranked by the composite index
    ascending in 2017, and by attainment descending, then PM2.5 ascending, in 2021 and 2022. This
    rule of sharing agrees with every rank of 2017-08, 2021-12 and 2022-09.

    Raises
    ------
    TypeError
        Keys that cannot be compared.
    ValueError
        A key holds a NaN, which has no place in an order.

    Examples
    --------
    >>> competition_ranks([(2,), (1,), None, (2,), (3,)])
    [2, 1, None, 2, 4]
    """
    ranked = [key for key in keys if key is not None]
    if any(part != part for key in ranked for part in key):
        raise ValueError("a NaN cannot be ranked: pass None for a unit without a value")
    first: dict[tuple[Any, ...], int] = {}
    for position, key in enumerate(sorted(ranked), start=1):
        first.setdefault(key, position)
    return [None if key is None else first[key] for key in keys]
