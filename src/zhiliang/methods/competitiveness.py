"""Manufacturing quality competitiveness index (制造业质量竞争力指数).

Twelve indicators, six aspects, two halves; linear weighting, 60 to 100 points, in exact arithmetic.
What was not published is configuration or assumption and is said with every result (`ASSUMPTIONS`
in the table); a figure computed here is not the announced figure of any place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.tables.competitiveness import (
    ASPECTS,
    ASSUMPTIONS,
    HALVES,
    HIGHEST,
    INDICATORS,
    LOWEST,
    SCALES,
    Node,
)

Value = TypeVar("Value")

KEYS = {name: node.key for node in (*HALVES, *ASPECTS, *INDICATORS) for name in (node.key, node.zh)}
HALF_KEYS = {node.key for node in HALVES}


@dataclass(frozen=True, slots=True)
class Competitiveness:
    """Scores of all levels by key [points, 60 to 100], the shares used [1], what was assumed."""

    index: Fraction
    halves: dict[str, Fraction]
    aspects: dict[str, Fraction]
    indicators: dict[str, Fraction]
    weights: dict[str, Fraction]
    assumptions: tuple[tuple[str, str], ...] = ASSUMPTIONS


def competitiveness_index(
    figures: Mapping[str, Exact],
    goalposts: Mapping[str, tuple[Exact, Exact]],
    weights: Mapping[str, Exact] | None = None,
) -> Competitiveness:
    """Index and sub-indices of a place or division.

    `figures` holds all twelve indicators in their own units, by key or by the Chinese term, and
    `goalposts` the values (lo, hi) in the same unit that earn least and most (for the quality
    loss rate hi earns least). `weights` holds relative weights of aspects and indicators, those
    of a family together; they are scaled to add up to 1, and a family without them has equal
    weights. The halves weigh 0.5 each, derived from the published sub-indices of 2006 and 2007.

    Raises
    ------
    TypeError
        A number is a float.
    ValueError
        A figure or goalpost is missing (a missing figure is not zero), a name is unknown,
        goalposts with lo not below hi, weights for a part of a family or for the halves, or a
        family whose weights are negative or all zero.

    Examples
    --------
    >>> from zhiliang.methods.tables.competitiveness import INDICATORS
    >>> figures = {node.key: 50 for node in INDICATORS}
    >>> result = competitiveness_index(figures, {node.key: (0, 100) for node in INDICATORS})
    >>> result.index, result.halves["quality_level"]
    (Fraction(80, 1), Fraction(80, 1))
    """
    values = _complete(figures, "figure")
    posts = _complete(goalposts, "pair of goalposts")
    shares = _shares(_by_key(weights or {}))
    indicators = {
        node.key: standard_score(values[node.key], *posts[node.key], inverse=node.inverse)
        for node in INDICATORS
    }
    aspects = _combined(ASPECTS, INDICATORS, indicators, shares)
    halves = _combined(HALVES, ASPECTS, aspects, shares)
    index = index_of_halves(halves["quality_level"], halves["development_capacity"])
    return Competitiveness(index, halves, aspects, indicators, shares)


def standard_score(figure: Exact, lo: Exact, hi: Exact, *, inverse: bool) -> Fraction:
    """60 + 40·(figure - lo)/(hi - lo), cut at 60 and 100 [points]; `inverse` counts from hi down.

    Assumed: the formula was not published. `figure`, `lo` and `hi` share a unit.

    Raises
    ------
    TypeError
        A number is a float.
    ValueError
        `lo` is not below `hi`.

    Examples
    --------
    >>> standard_score(3, 0, 4, inverse=False), standard_score(3, 0, 4, inverse=True)
    (Fraction(90, 1), Fraction(70, 1))
    """
    low, high = exact(lo), exact(hi)
    if low >= high:
        raise ValueError(f"goalposts need a lower value below the higher one: {lo}, {hi}")
    way = (exact(figure) - low) / (high - low)
    share = min(max(1 - way if inverse else way, Fraction(0)), Fraction(1))
    return LOWEST + (HIGHEST - LOWEST) * share


def index_of_halves(quality_level: Exact, development_capacity: Exact) -> Fraction:
    """Index of the two published halves, 0.5 each [points].

    Raises
    ------
    TypeError
        A number is a float.

    Examples
    --------
    >>> from decimal import Decimal
    >>> index_of_halves(Decimal("84.76"), Decimal("77.21"))  # 2007, published as 80.99
    Fraction(16197, 200)
    """
    scores = (exact(quality_level), exact(development_capacity))
    return sum((node.weight * s for node, s in zip(HALVES, scores, strict=True)), Fraction(0))


def reading(score: Exact | float, year: int) -> tuple[str, str]:
    """Words for a score [points] of a year, Chinese and English, on that year's scale.

    Two scales were published, used for 2008 to 2010 and from 2011 on: 82 is 较强 on the first and
    初步 on the second. A score on a boundary belongs to the higher band.

    Raises
    ------
    ValueError
        The score is not 60 to 100, or no scale was found for the year.

    Examples
    --------
    >>> reading(82, 2009), reading(82, 2011)
    (('较强', 'fairly strong'), ('初步', 'incipient'))
    """
    if not LOWEST <= score <= HIGHEST:
        raise ValueError(f"the index lies between {LOWEST} and {HIGHEST}: {score}")
    for scale in SCALES:
        if scale.first_year <= year <= (scale.last_year or year):
            return next((b.zh, b.en) for b in scale.bands if score >= b.at_least)
    raise ValueError(f"no published scale of readings was found for {year}")


def _by_key(named: Mapping[str, Value]) -> dict[str, Value]:
    if unknown := named.keys() - KEYS.keys():
        raise ValueError(f"not in the structure of the index: {', '.join(sorted(unknown))}")
    return {KEYS[name]: value for name, value in named.items()}


def _complete(named: Mapping[str, Value], what: str) -> dict[str, Value]:
    found = _by_key(named)
    if missing := [node.key for node in INDICATORS if node.key not in found]:
        raise ValueError(f"no {what} for {', '.join(missing)}")
    return found


def _shares(weights: Mapping[str, Exact]) -> dict[str, Fraction]:
    if HALF_KEYS & weights.keys():
        raise ValueError("the halves weigh 0.5 each: their weights are not configuration")
    shares = {node.key: node.weight for node in HALVES}
    for family in _families():
        shares |= _family_shares(family, weights)
    return shares


def _families() -> list[list[Node]]:
    nodes = (*ASPECTS, *INDICATORS)
    parents = dict.fromkeys(node.above for node in nodes)
    return [[node for node in nodes if node.above == parent] for parent in parents]


def _family_shares(family: Sequence[Node], weights: Mapping[str, Exact]) -> dict[str, Fraction]:
    given = {node.key: exact(weights[node.key]) for node in family if node.key in weights}
    if not given:
        return {node.key: node.weight for node in family}
    total = sum(given.values())
    if len(given) < len(family) or min(given.values()) < 0 or total == 0:
        names = ", ".join(node.key for node in family)
        raise ValueError(f"weights of {names}: all or none, not negative, not all zero")
    return {key: weight / total for key, weight in given.items()}


def _combined(
    nodes: Sequence[Node],
    parts: Sequence[Node],
    scores: Mapping[str, Fraction],
    shares: Mapping[str, Fraction],
) -> dict[str, Fraction]:
    totals = dict.fromkeys((node.key for node in nodes), Fraction(0))
    for part in parts:
        totals[part.above] += shares[part.key] * scores[part.key]
    return totals
