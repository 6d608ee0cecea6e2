"""Which limit holds: by standard, factor, grade, day, date of building, temperature and trade."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.tables.db44_26 import DB44_26_2001
from zhiliang.methods.tables.discharge import (
    COLD,
    COLD_AT_MOST,
    NONE,
    NOT_DETECTABLE,
    WARM,
    Row,
    Standard,
    Table,
)
from zhiliang.methods.tables.gb18918 import GB_18918_2002
from zhiliang.methods.tables.trades import TRADES
from zhiliang.methods.water.factors import factor as named

NUMBER = r"[0-9]+(?:\.[0-9]+)?"
WRITTEN = re.compile(rf"({NUMBER})(?:-({NUMBER}))?")

STANDARDS = (GB_18918_2002, DB44_26_2001)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in force: `high`, and `low` where it is a range [unit]; both ends comply.

    A substance that must not be detectable has `detectable` False and no `high`. `single_sample` is
    the clause by which one sample may be judged, empty where the limit is of daily means only.
    """

    factor: str
    unit: str
    high: Decimal | None
    low: Decimal | None
    detectable: bool
    standard: str
    grade: str
    clause: str
    certainty: str
    single_sample: str


def limit_for(
    standard: str,
    factor: str,
    grade: str,
    *,
    on: date,
    built_on: date | None = None,
    temperature: Exact | None = None,
    trades: Collection[str] = (),
) -> Limit:
    """Limit of a factor by one standard on one day.

    Parameters
    ----------
    standard, grade
        "GB 18918-2002" with "1A", "1B", "2", "3"; "DB44/26-2001" with "1", "2", "3".
    factor
        Key, as "cod" (`water.factors.factor_of_code` has it by the code of HJ 212).
    built_on
        Day on which the environmental impact report was approved, where the limit goes by it.
    temperature
        Of the water [°C], where the limit goes by it: ammonia of GB 18918 at 12 and below.
    trades
        What the discharger is, keys of `tables.trades.TRADES`; empty is any other.

    Raises
    ------
    LookupError
        The standard sets no such limit.
    ValueError
        Unknown standard or grade, standard not in force, or what the limit depends on is not told.

    Notes
    -----
    GB 18918-2002, 4.1.2, 4.1.3 and note 2 of Table 1; DB44/26-2001, 4.1.2 and 4.2.2 (verified).

    Examples
    --------
    >>> from datetime import date
    >>> day = date(2024, 1, 15)
    >>> limit_for("GB 18918-2002", "ammonia_nitrogen", "1A", on=day, temperature=12).high
    Decimal('8')
    >>> limit_for("DB44/26-2001", "cod", "1", on=day, built_on=date(2005, 3, 1)).high
    Decimal('90')
    """
    found = _standard(standard, on)
    if grade not in found.grades:
        raise ValueError(f"{standard} has the grades {', '.join(found.grades)}, not {grade!r}")
    if unknown := set(trades) - TRADES.keys():
        raise ValueError(f"unknown trades: {', '.join(sorted(unknown))}")
    pairs = [(table, row) for table in found.tables for row in table.rows if row.factor == factor]
    pairs = _by_trade(_by_temperature(_by_building(pairs, built_on), temperature), trades)
    figure = pairs[0][1].figures[found.grades.index(grade)] if pairs else NONE
    if figure == NONE:
        raise LookupError(f"{standard} sets no limit of {factor} for grade {grade} there")
    return _limit(factor, figure, found, grade, pairs[0][0].clause)


def permit_limit(factor: str, figure: str, *, permit: str) -> Limit:
    """Limit that a discharge permit sets itself, written `40`, `6-9` or `ND`.

    It may be held against single samples, as its holder is bound to it at all times.

    Raises
    ------
    KeyError
        Unknown factor.
    ValueError
        Another way of writing.

    Examples
    --------
    >>> permit_limit("cod", "40", permit="sample-1").high
    Decimal('40')
    """
    high, low, detectable = _figure(figure)
    unit = named(factor).unit
    return Limit(factor, unit, high, low, detectable, permit, "", "permit", "permit", "permit")


def stricter(*limits: Limit) -> Limit:
    """Combine limits of one factor: the lowest high end, the highest low end, undetectable first.

    What it says of standard and clause is that of the limit whose high end holds; of equal ones
    the first is kept.

    Raises
    ------
    ValueError
        No limit, or limits of several factors.

    Notes
    -----
    DB44/26-2001, 6.3 (verified): a later national standard holds where it is stricter.

    Examples
    --------
    >>> from datetime import date
    >>> day, built = date(2024, 7, 1), date(2010, 1, 1)
    >>> national = limit_for("GB 18918-2002", "cod", "1A", on=day)
    >>> local = limit_for("DB44/26-2001", "cod", "1", on=day, built_on=built,
    ...                   trades=["urban_sewage_plant"])
    >>> stricter(national, local).high, stricter(national, local).standard
    (Decimal('40'), 'DB44/26-2001')
    """
    if len({limit.factor for limit in limits}) != 1:
        raise ValueError("limits of one factor can be compared, and at least one is needed")
    tightest = min(limits, key=lambda limit: (limit.detectable, limit.high or 0))
    low = max((limit.low for limit in limits if limit.low is not None), default=None)
    return replace(tightest, low=low)


def _standard(name: str, on: date) -> Standard:
    for standard in STANDARDS:
        last = standard.in_force_to or "9999"
        if standard.name == name and standard.in_force_from <= on.isoformat() <= last:
            return standard
    known = ", ".join(standard.name for standard in STANDARDS)
    raise ValueError(f"{name!r} is not in force on {on} or not in the tables ({known})")


def _by_building(pairs: list[tuple[Table, Row]], built_on: date | None) -> list[tuple[Table, Row]]:
    if built_on is None:
        if any(table.built_from or table.built_to for table, _ in pairs):
            raise ValueError("this limit goes by the date of building: pass built_on")
        return pairs
    day = built_on.isoformat()
    return [
        (table, row)
        for table, row in pairs
        if table.built_from <= day <= (table.built_to or "9999")
    ]


def _by_temperature(
    pairs: list[tuple[Table, Row]], temperature: Exact | None
) -> list[tuple[Table, Row]]:
    if not any(row.water for _, row in pairs):
        return pairs
    if temperature is None:
        raise ValueError("this limit goes by the temperature of the water: pass temperature")
    water = COLD if exact(temperature) <= COLD_AT_MOST else WARM
    return [(table, row) for table, row in pairs if row.water == water]


def _by_trade(pairs: list[tuple[Table, Row]], trades: Collection[str]) -> list[tuple[Table, Row]]:
    own = [(table, row) for table, row in pairs if set(row.scopes) & set(trades)]
    if len(own) > 1:
        named_twice = "; ".join(", ".join(row.scopes) for _, row in own)
        raise ValueError(f"the trades have several limits of this factor: {named_twice}")
    return own or [(table, row) for table, row in pairs if not row.scopes]


def _limit(factor: str, figure: str, standard: Standard, grade: str, clause: str) -> Limit:
    high, low, detectable = _figure(figure)
    return Limit(
        factor=factor,
        unit=named(factor).unit,
        high=high,
        low=low,
        detectable=detectable,
        standard=standard.name,
        grade=grade,
        clause=clause,
        certainty=standard.certainty,
        single_sample=standard.single_sample,
    )


def _figure(figure: str) -> tuple[Decimal | None, Decimal | None, bool]:
    if figure == NOT_DETECTABLE:
        return None, None, False
    written = WRITTEN.fullmatch(figure)
    if not written:
        raise ValueError(f"a limit is written 40, 6-9 or ND, not {figure!r}")
    first, last = written.groups()
    if last is None:
        return Decimal(first), None, True
    if Decimal(first) > Decimal(last):
        raise ValueError(f"a range goes from its low end to its high end: {figure!r}")
    return Decimal(last), Decimal(first), True
