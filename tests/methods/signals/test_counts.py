"""Reports are counted once each, whatever they repeat."""

from collections import defaultdict
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.signals.reports import at_oracle, counted, oracle
from zhiliang.methods.signals import pairs

pytestmark = pytest.mark.once

MENTIONS = st.lists(
    st.tuples(
        st.integers(0, 9), st.sampled_from("壶玩灯"), st.sampled_from("烫割触"), st.booleans()
    ),
    min_size=1,
    max_size=40,
)


def plainly(mentions):
    """Numbers of a pair by sets of reports: the definition, slowly."""
    both = defaultdict(set)
    for report, one, other, _ in mentions:
        both[one, other].add(report)
    products, hazards = reports_by(mentions, 1), reports_by(mentions, 2)
    total = len({report for report, *_ in mentions})
    return {
        (one, other): (len(found), len(products[one]) * len(hazards[other]) / total)
        for (one, other), found in both.items()
    }


def reports_by(mentions, column):
    found = defaultdict(set)
    for row in mentions:
        found[row[column]].add(row[0])
    return found


def columns(mentions):
    return [list(column) for column in zip(*mentions, strict=True)]


@pytest.mark.parametrize(("by_stratum", "suffix"), [(False, ""), (True, "_by_stratum")])
def test_counts_of_17189_pairs_are_those_of_openebgm(by_stratum, suffix):
    counts = counted(by_stratum)
    assert len(counts) == 17_189
    assert (at_oracle(counts, counts.n) == oracle()["n"]).all()
    assert at_oracle(counts, counts.expected) == pytest.approx(
        oracle()[f"expected{suffix}"], rel=1e-13
    )


@given(MENTIONS)
def test_a_report_counts_once_for_a_pair_and_for_each_of_its_sides(mentions):
    counts = pairs(*columns(mentions)[:3])
    found = zip(counts.products, counts.hazards, counts.n, counts.expected, strict=True)
    assert {(one, other): (n, pytest.approx(e)) for one, other, n, e in found} == plainly(mentions)


@given(MENTIONS)
def test_within_strata_the_expected_numbers_are_summed(mentions):
    wanted = defaultdict(float)
    for stratum in {row[3] for row in mentions}:
        part = [row for row in mentions if row[3] == stratum]
        sides = (reports_by(part, 1), reports_by(part, 2))
        for one, other in product(*sides):
            chance = len(sides[0][one]) * len(sides[1][other])
            wanted[one, other] += chance / len({row[0] for row in part})
    counts = pairs(*columns(mentions))
    for one, other, expected in zip(counts.products, counts.hazards, counts.expected, strict=True):
        assert expected == pytest.approx(wanted[one, other])


@given(MENTIONS)
def test_the_fourfold_table_takes_in_every_report_once(mentions):
    single = {row[0]: row for row in mentions}.values()
    table = np.stack(pairs(*columns(single)[:3]).table())
    assert (table >= 0).all() and (table.sum(axis=0) == len(single)).all()


def test_a_report_that_names_both_apart_leaves_no_negative_cell():
    counts = pairs([0, 0, 1], ["kettle", "toy", "kettle"], ["burn", "cut", "cut"])
    assert [cell.min() for cell in counts.table()] == [1, 0, 0, 0]


def test_pairs_are_sorted_by_product_and_hazard():
    counts = counted()
    order = list(zip(counts.products, counts.hazards, strict=True))
    assert order == sorted(order)


@pytest.mark.parametrize("rows", [([], [], []), ([1], ["a"], []), ([1], ["a"], ["b"], [])])
def test_uneven_or_empty_rows_are_refused(rows):
    with pytest.raises(ValueError, match="one row a mention"):
        pairs(*rows)
