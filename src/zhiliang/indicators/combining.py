"""Putting figures together: sums of groups, and values of places by a definition's rule."""

from fractions import Fraction

from zhiliang.indicators.definition import Definition, Exact
from zhiliang.indicators.query import Sums
from zhiliang.indicators.value import Value


def added(total: Sums | None, row: Sums, place: str, bucket: str) -> Sums:
    """A running total with one more group; it stands for `place` and `bucket`."""
    if total is None:
        return row._replace(place=place, bucket=bucket)
    return total._replace(
        rows=total.rows + row.rows,
        sums=tuple(a + b for a, b in zip(total.sums, row.sums, strict=True)),
        counts=tuple(a + b for a, b in zip(total.counts, row.counts, strict=True)),
    )


def combine(definition: Definition, members: list[Value | None]) -> tuple[Exact, bool]:
    """Exact figure over members by the definition's rule; none unless all have one alike.

    Made-up and real figures are never combined.
    """
    present = [m for m in members if m is not None and m.exact is not None]
    kinds = {m.source == "sample" for m in present}
    if not present or len(present) < len(members) or len(kinds) > 1:
        return Exact(None), False
    return _COMBINED[definition.aggregate](definition, present), True


def sources_of(members: list[Value | None]) -> tuple[str, ...]:
    """Sources the members' figures come from, in order; made-up beside real ones explains a gap."""
    return tuple(sorted({m.source for m in members if m is not None and m.value is not None}))


def _mean(definition: Definition, members: list[Value]) -> Exact:
    total = sum((m.exact for m in members if m.exact is not None), Fraction(0))
    return Exact(total / len(members))


def _sum(definition: Definition, members: list[Value]) -> Exact:
    return Exact(sum((m.exact for m in members if m.exact is not None), Fraction(0)))


def _ratio(definition: Definition, members: list[Value]) -> Exact:
    if any(m.denominator is None or m.numerator is None for m in members):
        return Exact(None)
    numerator = sum(m.numerator or 0 for m in members)
    denominator = sum(m.denominator or 0 for m in members)
    quotient = Fraction(numerator * definition.factor, denominator) if denominator else None
    return Exact(quotient, numerator, denominator)


_COMBINED = {
    "none": lambda definition, members: Exact(None),
    "unweighted_mean": _mean,
    "sum": _sum,
    "ratio_of_sums": _ratio,
}
