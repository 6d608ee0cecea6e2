"""Random rows and random valid definitions, built by running validation backwards: to make an
integer node, pick an operator whose result is an integer and make its arguments."""

from datetime import date

import pyarrow as pa
from hypothesis import strategies as st

from zhiliang.indicators.definition import Count, Mean, Ratio, Total
from zhiliang.indicators.expression import COMPARISONS, Column, Literal, Operation
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.table import FIGURES, PLACE_SETS, PLACES, Table

DATED = Table(
    "visit",
    columns=(
        ("id", "int"),
        ("place", "text"),
        ("on", "date"),
        ("source", "text"),
        ("judged", "bool"),
        ("passed", "bool"),
        ("batches", "int"),
        ("amount", "scaled6"),
        ("grade", "text"),
    ),
    key=("id",),
    period="",
    date="on",
)

INTS = st.integers(-1000, 1000)
TEXTS = st.sampled_from(["甲", "乙", "丙", "", "a'b"])
DATES = st.dates(date(2014, 11, 1), date(2016, 2, 28))
CITIES = ("440100", "440200", "440300")
DISTRICTS = ("440103", "440104")

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "place": st.sampled_from([*CITIES, *DISTRICTS]),
            "on": DATES,
            "source": st.sampled_from(["records", "sample"]),
            "judged": st.none() | st.booleans(),
            "passed": st.none() | st.booleans(),
            "batches": st.none() | INTS,
            "amount": st.none() | st.integers(-(10**12), 10**12),
            "grade": st.none() | TEXTS,
        }
    ),
    max_size=25,
)


def places() -> pa.Table:
    rows = [
        {"code": code, "level": level, "name_zh": code, "name_en": code, "parent": parent}
        for level, parent, codes in (
            ("province", None, ("440000",)),
            ("city", "440000", CITIES),
            ("district", "440100", DISTRICTS),
        )
        for code in codes
    ]
    since = {"valid_from": date(2000, 1, 1), "valid_to": None}
    return pa.Table.from_pylist([{**row, **since} for row in rows], schema=PLACES.schema)


def place_sets() -> pa.Table:
    rows = [
        {"key": key, "name_zh": key, "name_en": key, "place": code, "valid_from": date(2000, 1, 1)}
        for key in ("gd_21", "prd_9")
        for code in CITIES
    ]
    return pa.Table.from_pylist(rows, schema=PLACE_SETS.schema)


def lake_of(rows: list[dict]) -> Lake:
    numbered = [{"id": number, **row} for number, row in enumerate(rows)]
    tables = {
        "visit": pa.Table.from_pylist(numbered, schema=DATED.schema),
        "figure": FIGURES.schema.empty_table(),
        "place": places(),
        "place_set": place_sets(),
    }
    return Lake(tables=tables)


def leaves(kind: str, literals: st.SearchStrategy) -> st.SearchStrategy:
    names = [name for name, type_ in DATED.types.items() if type_ == kind]
    return st.sampled_from(names).map(Column) | literals.map(Literal)


def operation(name: str, *arguments: st.SearchStrategy) -> st.SearchStrategy:
    return st.tuples(*arguments).map(lambda nodes: Operation(name, nodes))


TEXT_NODES = leaves("text", TEXTS)
DATE_NODES = leaves("date", DATES)
INT_LEAVES = leaves("int", INTS) | st.sampled_from(["year", "month"]).flatmap(
    lambda part: operation(part, DATE_NODES)
)


def comparisons(ints: st.SearchStrategy) -> st.SearchStrategy:
    return st.sampled_from(COMPARISONS).flatmap(
        lambda name: (
            operation(name, ints, ints)
            | operation(name, TEXT_NODES, TEXT_NODES)
            | operation(name, DATE_NODES, DATE_NODES)
        )
    )


def memberships(ints: st.SearchStrategy) -> st.SearchStrategy:
    literals = st.lists(INTS.map(Literal), min_size=1, max_size=3)
    return st.tuples(ints, literals).map(lambda p: Operation("in", (p[0], *p[1])))


def bigger_bools(bools: st.SearchStrategy, ints: st.SearchStrategy) -> st.SearchStrategy:
    anything = bools | ints | TEXT_NODES | DATE_NODES
    return (
        comparisons(ints)
        | memberships(ints)
        | operation("and", bools, bools)
        | operation("or", bools, bools)
        | operation("not", bools)
        | operation("is_null", anything)
        | operation("coalesce", bools, bools)
        | operation("if", bools, bools, bools)
    )


def bigger_ints(bools: st.SearchStrategy, ints: st.SearchStrategy) -> st.SearchStrategy:
    arithmetic = st.sampled_from(["add", "sub", "mul"]).flatmap(
        lambda name: operation(name, ints, ints)
    )
    choice = operation("if", bools, ints, ints | st.just(Literal(None)))
    return arithmetic | choice | operation("coalesce", ints, ints)


BOOLS_0 = leaves("bool", st.booleans())
BOOLS_1 = BOOLS_0 | bigger_bools(BOOLS_0, INT_LEAVES)
INTS_1 = INT_LEAVES | bigger_ints(BOOLS_1, INT_LEAVES)
BOOLS = BOOLS_1 | bigger_bools(BOOLS_1, INTS_1)
INT_NODES = INTS_1 | bigger_ints(BOOLS, INTS_1)

COMMON = {
    "key": st.just("test.figure"),
    "clause": st.just("二(一)"),
    "name_zh": st.just("试"),
    "name_en": st.just("trial"),
    "of": st.just(DATED),
    "where": st.none() | BOOLS,
    "unit": st.sampled_from(["%", ""]),
    "places": st.integers(0, 4),
    "better": st.sampled_from(["higher", "lower"]),
    "aggregate": st.sampled_from(["sum", "ratio_of_sums", "unweighted_mean", "none"]),
    "sets": st.just(("gd_21",)),
}

DEFINITIONS = (
    st.builds(Ratio, **COMMON, numerator=BOOLS, denominator=BOOLS)
    | st.builds(Ratio, **COMMON, numerator=INT_NODES, denominator=INT_NODES)
    | st.builds(Count, **COMMON)
    | st.builds(Total, **COMMON, value=INT_NODES, scaled=st.booleans())
    | st.builds(Mean, **COMMON, value=INT_NODES, scaled=st.booleans())
)
