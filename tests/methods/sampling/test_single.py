"""Single plans against resolved tables of others, and the laws the tables are made by."""

import re
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.sampling.published import rows
from zhiliang.methods.sampling import (
    Plan,
    code_letter,
    single_cell,
    single_plan_gb2828_1,
    single_plans_gb2828_1,
)
from zhiliang.methods.tables.sampling.editions import AQLS, EDITIONS, LETTERS, LEVELS, SEVERITIES
from zhiliang.methods.tables.sampling.single import printed_rows

pytestmark = pytest.mark.once

ARROWS = {"v", "^", ""}


def printed(edition, severity):
    return [row for row in printed_rows(edition) if row.severity == severity]


def of(row):
    return int(row["n"]), int(row["ac"]), int(row["re"])


def test_every_cell_of_2012_leads_to_the_published_plan():
    for row in rows("resolved_2012.csv.gz"):
        found = single_cell(row["letter"], row["aql"], severity=row["severity"])
        assert found.plan == Plan(row["used_letter"], *of(row)), row
        assert found.table == row["table"]


def test_every_cell_of_105e_leads_to_the_plan_of_aqlschemes():
    for row in rows("resolved_105e.csv.gz"):
        plan = single_cell(
            row["letter"], row["aql"], severity=row["severity"], edition="MIL-STD-105E"
        ).plan
        assert (plan.n, plan.ac, plan.re) == of(row), row


@pytest.mark.parametrize("edition", ["2012", "MIL-STD-105E"])
@pytest.mark.parametrize("severity", SEVERITIES)
def test_acceptance_numbers_are_constant_along_diagonals(edition, severity):
    table = printed(edition, severity)
    for above, below in pairwise(table[2:-1]):
        shared = [
            (high, low)
            for high, low in zip(above.cells[1:], below.cells, strict=False)
            if not {high, low} & ARROWS
        ]
        assert len(shared) > 5
        assert [high for high, _ in shared] == [low for _, low in shared]


@pytest.mark.parametrize(
    ("edition", "severity", "between"),
    [
        ("2012", "normal", r"\^v"),
        ("2012", "tightened", "vv"),
        ("2012", "reduced", r"\^vv"),
        ("MIL-STD-105E", "normal", r"\^v"),
        ("MIL-STD-105E", "tightened", "vv"),
        ("MIL-STD-105E", "reduced", r"\^v"),
    ],
)
def test_arrows_stand_before_ac_0_between_it_and_the_next_plan_and_at_the_end(
    edition, severity, between
):
    for row in printed(edition, severity)[2:-2]:
        cells = "".join(cell if cell in ARROWS else "0" for cell in row.cells)
        assert re.fullmatch(rf"v*0{between}0+\^*", cells), row


@pytest.mark.parametrize("edition", ["2012", "MIL-STD-105E"])
def test_letter_s_is_one_cell_of_the_tightened_table(edition):
    rows_of_s = [row for row in printed_rows(edition) if row.letter == "S"]
    assert [(row.severity, row.n) for row in rows_of_s] == [("tightened", 3150)]
    assert {aql: c for aql, c in zip(AQLS, rows_of_s[0].cells, strict=True) if c} == {
        Decimal("0.025"): "1"
    }


def test_re_follows_ac_in_2012_and_leaves_gaps_only_in_reduced_105e():
    gaps = {
        (edition.key, severity)
        for edition in EDITIONS
        for severity in SEVERITIES
        for letter in LETTERS
        for aql in AQLS
        if (p := single_cell(letter, aql, severity=severity, edition=edition.key).plan).re
        > p.ac + 1
    }
    assert gaps == {("MIL-STD-105E", "reduced")}


@given(st.integers(2, 10**6), st.sampled_from(LEVELS), st.sampled_from(AQLS))
def test_reduced_takes_fewest_units_and_tightened_is_strictest(lot, level, aql):
    plans = {s: single_plan_gb2828_1(lot, level, aql, severity=s) for s in SEVERITIES}
    assert plans["reduced"].n <= plans["normal"].n
    same = plans["normal"].letter == plans["tightened"].letter
    assert not same or plans["tightened"].ac <= plans["normal"].ac


@given(st.integers(2, 10**6), st.sampled_from(LEVELS), st.sampled_from(AQLS))
def test_a_sample_is_never_larger_than_the_lot(lot, level, aql):
    plan = single_plan_gb2828_1(lot, level, aql)
    printed_plan = single_cell(code_letter(lot, level), aql).plan
    assert plan.n == min(lot, printed_plan.n)
    assert plan.full(lot) == (printed_plan.n >= lot)
    assert (plan.letter, plan.ac, plan.re) == (
        printed_plan.letter,
        printed_plan.ac,
        printed_plan.re,
    )


@pytest.mark.parametrize("aql", ["0.10", "0.1", 0.1, Decimal("0.1"), Decimal("0.100")])
def test_an_aql_is_the_same_as_number_decimal_or_text(aql):
    assert single_plan_gb2828_1(2000, "II", aql) == Plan("K", 125, 0, 1)


def test_many_lots_are_looked_up_as_each_alone():
    lots, levels, aqls = np.array([40, 2000, 90000]), ["I", "II", "S-4"], ["0.65", "1", "250"]
    severities = ["normal", "tightened", "reduced"]
    found = single_plans_gb2828_1(lots, levels, aqls, severities=severities)
    alone = [
        single_plan_gb2828_1(int(lot), level, aql, severity=severity)
        for lot, level, aql, severity in zip(lots, levels, aqls, severities, strict=True)
    ]
    assert [
        Plan(str(x), int(n), int(a), int(r)) for x, n, a, r in zip(*found, strict=True)
    ] == alone


@pytest.mark.parametrize(
    ("aql", "hint"),
    [
        (0.3, "take 0.25 or 0.40"),
        ("3", "take 2.5 or 4.0"),
        (0.0, "take 0.010"),
        (2000, "take 1000"),
        ("a", "take one of 0.010, 0.015"),
        (float("nan"), "take one of"),
        (Decimal("0.1000000000000000000001"), "take 0.10 or 0.15"),
    ],
)
def test_an_aql_between_the_series_is_refused_with_its_neighbours(aql, hint):
    with pytest.raises(ValueError, match=f"not in the series.*{hint}"):
        single_plan_gb2828_1(2000, "II", aql)


def test_an_unknown_severity_edition_or_letter_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="no severity of inspection 'strict': take one of normal"):
        single_plan_gb2828_1(2000, "II", 1.0, severity="strict")
    with pytest.raises(ValueError, match="no tables of the edition 2003 here; take one of 2012"):
        single_plan_gb2828_1(2000, "II", 1.0, edition=2003)
    with pytest.raises(ValueError, match="no code letter 'S'"):
        single_cell("S", "0.025")


def test_the_one_cell_sources_disagree_on_says_so_and_no_other():
    doubted = [
        (severity, letter, aql)
        for severity in SEVERITIES
        for letter in LETTERS
        for aql in AQLS
        if single_cell(letter, aql, severity=severity).certainty == "待核"
    ]
    assert doubted == [("tightened", "A", Decimal(10))]


def test_editions_differ_in_the_normal_table_nowhere():
    for letter in LETTERS:
        for aql in AQLS:
            both = [single_cell(letter, aql, edition=e).plan for e in (2012, "105E")]
            assert both[0] == both[1]


@pytest.mark.parametrize("values", [("", 0, 0, 1), ("", 5, -1, 1), ("", 5, 2, 2)])
def test_a_plan_by_hand_that_is_none_is_refused(values):
    with pytest.raises(ValueError, match="no sampling plan"):
        Plan(*values)
