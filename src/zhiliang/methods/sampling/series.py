"""Places in the series of the tables: editions, levels, severities and AQLs, exactly matched."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.tables.sampling.editions import (
    AQLS,
    EDITIONS,
    LEVELS,
    SEVERITIES,
    Edition,
)

Places = NDArray[np.intp]

AQL_FLOATS = np.array([float(aql) for aql in AQLS])


def edition_of(edition: int | str) -> Edition:
    """Edition by its key (2012, "MIL-STD-105E") or another of its names.

    Raises
    ------
    ValueError
        No such edition.

    Examples
    --------
    >>> edition_of("105E").standard
    'MIL-STD-105E'
    """
    for row in EDITIONS:
        if edition == row.key or edition in row.also:
            return row
    known = ", ".join(repr(row.key) for row in EDITIONS)
    raise ValueError(
        f"no tables of the edition {edition!r} here; take one of {known}, or load a table of your "
        "own with load_plans"
    )


def level_places(levels: ArrayLike) -> Places:
    """Places of inspection levels in S-1, S-2, S-3, S-4, I, II, III.

    Raises
    ------
    ValueError
        Another level.
    """
    return _named(levels, LEVELS, "inspection level")


def severity_places(severities: ArrayLike) -> Places:
    """Places of severities in normal, tightened, reduced.

    Raises
    ------
    ValueError
        Another severity.
    """
    return _named(severities, SEVERITIES, "severity of inspection")


def aql_places(aqls: ArrayLike) -> Places:
    """Places of AQLs in the series 0.010 … 1000; a number, Decimal or text, compared exactly.

    Raises
    ------
    ValueError
        An AQL between the series' values.

    Examples
    --------
    >>> aql_places(["0.10", 2.5]).tolist(), int(aql_places(Decimal("1.0")))
    ([5, 12], 10)
    """
    given = np.asarray(aqls)
    numbers = given if given.dtype.kind in "fiu" else _numbers(given)
    places = np.searchsorted(AQL_FLOATS, numbers).clip(max=len(AQLS) - 1)
    wrong = AQL_FLOATS[places] != numbers
    if wrong.any():
        raise ValueError(_not_in_series(given[wrong][0] if given.ndim else given[()]))
    return places


class _Written(dict[str, float]):
    """AQLs by how they are written; what is not in the series is told when it is first met."""

    def __missing__(self, text: str) -> float:
        try:
            value = Decimal(text.strip())
        except InvalidOperation:
            value = Decimal("nan")
        if value not in AQLS:
            raise ValueError(_not_in_series(text))
        self[text] = float(value)
        return self[text]


def _numbers(given: NDArray[np.generic]) -> NDArray[np.float64]:
    # Text goes by Decimal, so "0.1" and "0.10" are one AQL and neither is rounded on its way.
    written = _Written()
    numbers = [written[str(text)] for text in given.ravel().tolist()]
    return np.array(numbers, dtype=np.float64).reshape(given.shape)


def _not_in_series(value: object) -> str:
    try:
        number = Decimal(str(value))
        near = [str(aql) for aql in (*_below(number), *_above(number))]
    except InvalidOperation:
        near = []
    hint = f"take {' or '.join(near)}" if near else "take one of 0.010, 0.015, 0.025 … 1000"
    return f"AQL {value} is not in the series of the tables (0.010 to 1000): {hint}"


def _below(number: Decimal) -> list[Decimal]:
    return [aql for aql in AQLS if aql <= number][-1:]


def _above(number: Decimal) -> list[Decimal]:
    return [aql for aql in AQLS if aql > number][:1]


def _named(given: ArrayLike, names: Sequence[str], what: str) -> Places:
    texts = np.asarray(given)
    places = np.full(texts.shape, -1, dtype=np.intp)
    for place, name in enumerate(names):
        places[texts == name] = place
    if (places < 0).any():
        wrong = texts[places < 0][0] if texts.ndim else texts[()]
        raise ValueError(f"no {what} {str(wrong)!r}: take one of {', '.join(names)}")
    return places
