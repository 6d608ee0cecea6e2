"""Surface sources of drinking water: whether one complies, and what share of the water does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhiliang.methods.compliance import Share, weighted_share
from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.tables.drinking_sources import CLASS_OF_SOURCES, SPECIFIC, SUPPLEMENTARY
from zhiliang.methods.tables.surface_water import NO_MULTIPLE
from zhiliang.methods.water.classes import assessed_factors, class_limits, ph_range
from zhiliang.methods.water.results import Result

Value = Exact | Result | None


@dataclass(frozen=True, slots=True)
class SourceVerdict:
    """Whether all judged factors comply; None where none fails but some cannot be told.

    `exceeded` has each failing factor's multiple [1], None for pH and oxygen. `undecided` have a
    detection limit above their limit; `missing` are of the 21 assessed and the five supplementary.
    """

    compliant: bool | None
    exceeded: dict[str, Fraction | None]
    undecided: tuple[str, ...]
    missing: tuple[str, ...]


def judge_source(values: Mapping[str, Value], *, water: str, on: date) -> SourceVerdict:
    """Judge a sample of a source: class III of Table 1, Table 2, and what was chosen of Table 3.

    `values` are exact numbers or results [mg/L]; None is missing. What the place did not choose of
    Table 3 is simply not among them. Missing factors do not fail a source: they are told.

    Raises
    ------
    TypeError
        A value is a float.
    ValueError
        A factor that none of the tables has, unknown water, no edition that day.

    Notes
    -----
    GB 3838-2002, 4.2, 4.3, 5.3 (verified). Total nitrogen and faecal coliforms are not judged, as
    in the assessment of sections; that this holds for sources is to be verified (待核).

    Examples
    --------
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> sample = {"ph": 7, "iron": Decimal("0.45"), "benzene": Result(Decimal("0.001"), True)}
    >>> found = judge_source(sample, water="lake", on=date(2024, 5, 1))
    >>> found.compliant, found.exceeded, len(found.missing)
    (False, {'iron': Fraction(1, 2)}, 24)
    """
    required = (*assessed_factors(on), *SUPPLEMENTARY)
    if unknown := values.keys() - {*required, *SPECIFIC}:
        raise ValueError(f"not a factor of drinking sources: {', '.join(sorted(unknown))}")
    results = {f: v if isinstance(v, Result) else Result(v) for f, v in values.items()}
    known = {f: result for f, result in results.items() if result.figure is not None}
    verdicts = {f: _complies(f, result, water, on) for f, result in known.items()}
    undecided = tuple(f for f, kept in verdicts.items() if kept is None)
    exceeded = {f: _multiple(f, known[f], water, on) for f, k in verdicts.items() if k is False}
    compliant = False if exceeded else None if undecided or not known else True
    return SourceVerdict(
        compliant, exceeded, undecided, tuple(f for f in required if f not in known)
    )


def drinking_source_rate(quantities: Sequence[int], compliant: Sequence[bool | None]) -> Share:
    """Share of the water taken that complies [unit of the quantities]; None is not judged.

    One entry for each source and month, or whatever a verdict is for.

    Raises
    ------
    TypeError
        A quantity is no whole number: choose a unit that makes it one.
    ValueError
        A negative quantity, or sequences of different length.

    Notes
    -----
    Weighting by quantity is the national bulletins' rule as remembered: to be verified (待核).

    Examples
    --------
    >>> drinking_source_rate([900, 100, 50], [True, False, None]).rate
    Fraction(9, 10)
    """
    return weighted_share(quantities, compliant)


def _complies(factor: str, result: Result, water: str, on: date) -> bool | None:
    figure = exact(result.figure or 0)
    if factor == "ph":
        low, high = ph_range(on)
        return exact(low) <= figure <= exact(high)
    limit = _limit(factor, water, on)
    if factor == "dissolved_oxygen":
        return figure >= limit and not result.below
    return figure <= limit or (None if result.below else False)


def _limit(factor: str, water: str, on: date) -> Fraction:
    own = {**SUPPLEMENTARY, **SPECIFIC}.get(factor)
    return exact(own or class_limits(factor, water=water, on=on)[CLASS_OF_SOURCES - 1])


def _multiple(factor: str, result: Result, water: str, on: date) -> Fraction | None:
    if factor in NO_MULTIPLE:
        return None
    return exact(result.figure or 0) / _limit(factor, water, on) - 1
