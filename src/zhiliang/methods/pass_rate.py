"""Pass rate of manufactured products (制造业产品质量合格率): two layers, weighted by output.

RPQ_r = Σ w_ri·p_ri over the divisions i of a region r, w_ri the division's share of the region's
output, p_ri what passed of what was tested; then the nation from its regions by their output. The
divisions are C13 to C43 of GB/T 4754-2017 without C42 and C43, 29 of them. Sampling is quarterly;
the choice of products and the joining of quarters are left out.

A division or region without samples is no zero: the weights of the others are scaled to add up to
1, and the result says how much of the output stands behind it. That rule is ours; the published
texts do not say what is done.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.rounding import round_half_up
from zhiliang.methods.tables.manufacturing import PASS_RATE_DIVISIONS_2017

DIVISIONS = tuple(division.code for division in PASS_RATE_DIVISIONS_2017.divisions)


@dataclass(frozen=True, slots=True)
class Sample:
    """How many products of a division were tested and how many of them passed."""

    tested: int
    passed: int


@dataclass(frozen=True, slots=True)
class PassRate:
    """Rate [0 to 1], the share of output that has samples behind it [0 to 1], who has none.

    `rate` is None where nothing with output was sampled. `missing` lists the divisions or regions
    that have output but no sample.
    """

    rate: Fraction | None
    coverage: Fraction
    missing: tuple[str, ...]


def pass_rate(passed: int, tested: int) -> Fraction:
    """Share that passed [0 to 1]; with failures for `passed` it is the nonconformity rate.

    Raises
    ------
    ValueError
        Nothing was tested, or `passed` is not 0 to `tested`.

    Examples
    --------
    >>> pass_rate(1, 4)
    Fraction(1, 4)
    """
    if tested < 1 or not 0 <= passed <= tested:
        raise ValueError(f"{passed} of {tested} is no share of what was tested")
    return Fraction(passed, tested)


def percent(rate: Fraction, places: int) -> Decimal:
    """Rate as the bulletins print it [%], rounded half up to 1 or 2 decimals.

    Raises
    ------
    ValueError
        `places` is negative.

    Examples
    --------
    >>> percent(pass_rate(237, 2476), 1), percent(pass_rate(486261, 496449), 2)
    (Decimal('9.6'), Decimal('97.95'))
    """
    return round_half_up(rate * 100, places)


def regional_pass_rate(samples: Mapping[str, Sample], output: Mapping[str, Exact]) -> PassRate:
    """Pass rate of a region from its divisions (codes C13 to C41).

    `output` is the region's output by division, in any one unit of money; a division that is not
    in it has none. A sample of nothing counts as no sample.

    Raises
    ------
    TypeError
        An output is a float.
    ValueError
        A division that is not counted, a negative output, no output at all, a sampled division
        whose output is unknown, or impossible counts.

    Examples
    --------
    >>> samples = {"C39": Sample(100, 99), "C38": Sample(50, 45)}
    >>> regional_pass_rate(samples, {"C39": 30, "C38": 10, "C14": 10})
    PassRate(rate=Fraction(387, 400), coverage=Fraction(4, 5), missing=('C14',))
    """
    if unknown := (samples.keys() | output.keys()) - set(DIVISIONS):
        raise ValueError(f"not a division of the pass rate: {', '.join(sorted(unknown))}")
    rates = {
        division: pass_rate(sample.passed, sample.tested)
        for division, sample in samples.items()
        if sample.tested or sample.passed
    }
    return _weighted(rates, output)


def national_pass_rate(
    regions: Mapping[str, PassRate | Exact], output: Mapping[str, Exact]
) -> PassRate:
    """Pass rate of the nation from its regions' rates [0 to 1] and their output of manufacturing.

    Coverage multiplies: a region with half of its output sampled brings half of its weight to it.

    Raises
    ------
    TypeError
        A rate or an output is a float.
    ValueError
        A rate is not 0 to 1, a negative output, no output at all, or a region whose output is
        unknown.

    Examples
    --------
    >>> national_pass_rate({"440000": Fraction(19, 20), "110000": Fraction(9, 10)},
    ...                    {"440000": 300, "110000": 100}).rate
    Fraction(15, 16)
    """
    parts = {name: _part(region) for name, region in regions.items()}
    rates = {name: part.rate for name, part in parts.items() if part.rate is not None}
    together = _weighted(rates, output)
    behind = _mean({name: parts[name].coverage for name in rates}, output)
    return PassRate(together.rate, together.coverage * (behind or 0), together.missing)


def _part(region: PassRate | Exact) -> PassRate:
    part = region if isinstance(region, PassRate) else PassRate(exact(region), Fraction(1), ())
    if part.rate is not None and not 0 <= part.rate <= 1:
        raise ValueError(f"a pass rate lies between 0 and 1: {part.rate}")
    return part


def _weighted(rates: Mapping[str, Fraction], output: Mapping[str, Exact]) -> PassRate:
    weights = {name: exact(amount) for name, amount in output.items()}
    if unknown := rates.keys() - weights.keys():
        raise ValueError(f"sampled, but without a figure of output: {', '.join(sorted(unknown))}")
    if min(weights.values(), default=Fraction(0)) < 0 or not sum(weights.values()):
        raise ValueError("output is never negative, and some of it is needed for weights")
    missing = tuple(name for name in sorted(weights) if weights[name] and name not in rates)
    coverage = _total(rates, weights) / _total(weights, weights)
    return PassRate(_mean(rates, output), coverage, missing)


def _mean(values: Mapping[str, Fraction], output: Mapping[str, Exact]) -> Fraction | None:
    weights = {name: exact(output[name]) for name in values}
    total = sum(weights.values(), Fraction(0))
    weighted = sum((weights[name] * values[name] for name in values), Fraction(0))
    return weighted / total if total else None


def _total(names: Collection[str], weights: Mapping[str, Fraction]) -> Fraction:
    return sum((weights[name] for name in names), Fraction(0))
