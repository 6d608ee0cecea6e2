"""What would raise a subject, how it compares, and how far weights decide."""

from dataclasses import replace
from fractions import Fraction
from statistics import median

import numpy as np
import pytest

from zhiliang.evaluation.assess import Scored, assess
from zhiliang.evaluation.improvement import gains, gap_to_next
from zhiliang.evaluation.plan import office_plan
from zhiliang.evaluation.profile import FEWEST, by_group, by_item
from zhiliang.evaluation.rescoring import as_evaluated, scheme_in, standing
from zhiliang.evaluation.robustness import (
    influence_of_weights,
    matrix_of,
    rank_ranges,
    same_grade,
    seed_of,
    without_each_item,
)
from zhiliang.evaluation.rules import Outcome
from zhiliang.evaluation.scheme import Item
from zhiliang.indicators.value import Value
from zhiliang.methods.composite import noisy_ranks

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def results(lake):
    return assess(lake, office_plan(2015))


@pytest.fixture(scope="module")
def scheme(results):
    return scheme_in(results)


@pytest.fixture(scope="module")
def cities(results):
    return [one for one in as_evaluated(results) if one.kind == "city"]


def named(standings, code):
    return next(one for one in standings if one.code == code)


def hand_made(entries, scheme):
    """A subject with items of (points, earned)."""
    items = [
        {
            "key": f"i{n}",
            "group": "g",
            "rule": "threshold",
            "points": points,
            "indicator": f"x.i{n}",
        }
        for n, (points, _) in enumerate(entries)
    ]
    lines = [
        Scored(Item(item), Value("x", "2015", "1", "", ""), Outcome(Fraction(earned), None), True)
        for item, (_, earned) in zip(items, entries, strict=True)
    ]
    subject = {"code": "1", "kind": "city", "items": items, "exact": "0"}
    return standing(subject, lines, scheme)


def test_an_item_earned_in_full_adds_what_it_lacks_scaled_to_the_full_marks(cities, scheme):
    one = named(cities, "440200")
    counted = sum(line.item.points for line in one.lines if line.counted and line.item.loses)
    for gain in gains(one, cities, scheme):
        line = next(x for x in one.lines if x.item.key == gain.entry["key"])
        if line.item.loses:
            assert gain.added == gain.points * 100 / counted


def test_gains_come_largest_first_and_half_an_item_is_half_the_way(cities, scheme):
    found = [g for g in gains(named(cities, "440200"), cities, scheme) if g.full.score < 100]
    assert [g.added for g in found] == sorted((g.added for g in found), reverse=True)
    one = named(cities, "440200")
    assert all(2 * (g.half.score - one.score) == g.full.score - one.score for g in found)


def test_the_rank_reached_is_the_rank_it_would_have_among_the_others(cities, scheme):
    one = named(cities, "440200")
    best = gains(one, cities, scheme)[0]
    better = [c for c in cities if c.code != one.code and not c.vetoed]
    assert best.full.rank == 1 + sum(c.shown > best.full.shown for c in better)


def test_the_best_grade_has_no_gap_and_a_veto_is_not_lifted_by_points(cities, scheme):
    vetoed = next(one for one in cities if one.vetoed)
    assert gap_to_next(named(cities, "440100"), cities, scheme) is None
    assert gap_to_next(vetoed, cities, scheme) is None


def test_the_gap_is_what_is_missing_to_the_next_band(cities, scheme):
    one = named(cities, "441600")
    gap = gap_to_next(one, cities, scheme)
    assert (gap.grade, gap.missing) == ("B", 80 - one.score)
    assert gap.alone
    assert all(gain.added >= gap.missing for gain in gap.alone)


def test_one_item_that_closes_the_gap_alone_is_named(scheme):
    one = hand_made([("85", "85"), ("5", "1"), ("5", "2"), ("5", "0")], scheme)
    gap = gap_to_next(one, [one], scheme)
    assert (gap.grade, gap.missing) == ("A", 2)
    assert [gain.entry["key"] for gain in gap.alone] == ["i3", "i1", "i2"]


def test_where_no_item_alone_is_enough_the_fewest_together_are_named(scheme):
    one = hand_made([("70", "61"), ("10", "0"), ("10", "0"), ("10", "0")], scheme)
    gap = gap_to_next(one, [one], scheme)
    assert (gap.alone, [g.entry["key"] for g in gap.together]) == ((), ["i1", "i2"])


def test_a_share_is_compared_with_the_median_of_the_cities(cities):
    mark = next(m for m in by_item(named(cities, "440200"), cities) if m.key == "market_sampling")
    shares = [
        line.earned / line.item.points
        for one in cities
        for line in one.lines
        if line.item.key == "market_sampling" and line.counted
    ]
    assert mark.median == median(shares)


def test_groups_add_up_to_the_points_that_count(cities):
    marks = by_group(named(cities, "440200"), cities)
    one = named(cities, "440200")
    assert sum(m.points for m in marks) == sum(
        line.item.points for line in one.lines if line.counted and line.item.loses
    )


def test_among_a_few_no_median_is_told(cities):
    marks = by_item(cities[0], cities[: FEWEST - 1])
    assert {mark.median for mark in marks} == {None}


def test_ranges_are_those_of_the_method_and_hold_the_rank(cities, scheme):
    found = rank_ranges(cities, scheme, seed=1, draws=500)
    free = [one for one in cities if not one.vetoed]
    m = matrix_of(free, scheme)
    rng = np.random.default_rng(1)
    told = noisy_ranks(m.shares, m.weights, draws=500, rng=rng, offsets=m.bonus, cap=1.0)
    for number, one in enumerate(free):
        assert found[one.code].best <= one.rank <= found[one.code].worst
        assert found[one.code].median == told.median[number]


def test_the_same_results_give_the_same_ranges(cities, scheme):
    seed = seed_of("7d3befa5" + "0" * 56)
    first = rank_ranges(cities, scheme, seed=seed, draws=200)
    assert rank_ranges(cities, scheme, seed=seed, draws=200) == first


def test_a_vetoed_city_has_no_range(cities, scheme):
    vetoed = next(one for one in cities if one.vetoed)
    found = rank_ranges(cities, scheme, seed=1, draws=50)[vetoed.code]
    assert (found.best, found.worst, found.fixed) == (21, 21, True)


def test_departments_are_ranked_on_their_own_items(results, scheme):
    departments = [one for one in as_evaluated(results) if one.kind == "department"]
    assert len(matrix_of(departments, scheme).columns) == 28
    assert len(rank_ranges(departments, scheme, seed=1, draws=50)) == 7


def test_a_grade_far_from_a_band_is_the_same_in_every_draw(cities, scheme):
    found = same_grade(cities, scheme, seed=1, draws=500)
    near = min(
        (c for c in cities if not c.vetoed),
        key=lambda c: min(abs(c.score - b) for b in (60, 80, 90)),
    )
    assert found["440100"] == 1.0
    assert 0 < found[near.code] < 1


def test_a_grade_that_no_draw_gives_has_no_share(cities, scheme):
    one = replace(named(cities, "440200"), grade="A")
    assert same_grade([one], scheme, seed=1, draws=50) == {"440200": 0.0}


def test_leaving_an_item_out_is_scored_exactly(cities, scheme):
    shifts = without_each_item(cities, scheme)
    means = [shift.mean for shift in shifts]
    assert means == sorted(means, reverse=True)
    assert {s.item["key"] for s in shifts} == {
        line.item.key for line in cities[0].lines if line.item.loses
    }


def test_the_weight_that_decides_between_two_explains_all_movement(scheme):
    ones = [
        hand_made([("52", "52"), ("48", "0")], scheme),
        hand_made([("52", "0"), ("48", "48")], scheme),
    ]
    found = influence_of_weights(ones, scheme, seed=1, draws=2000)
    # only the quotient of the two weights matters: they explain it alike
    assert found["i0"].total == pytest.approx(found["i1"].total, abs=0.1)
    assert found["i0"].total > 0.4


def test_an_item_that_all_earned_alike_explains_nothing(scheme):
    ones = [
        hand_made([("41", "41"), ("39", "0"), ("20", "10")], scheme),
        hand_made([("41", "0"), ("39", "39"), ("20", "10")], scheme),
    ]
    found = influence_of_weights(ones, scheme, seed=1, draws=500)
    assert found["i2"].total == pytest.approx(0, abs=0.05)


def test_where_no_rank_moves_no_weight_explains_anything(scheme):
    ones = [hand_made([("100", "90")], scheme), hand_made([("100", "10")], scheme)]
    assert influence_of_weights(ones, scheme, seed=1, draws=100) == {}
