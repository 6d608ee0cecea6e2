"""Episodes over neighbours, warning levels, shared responses."""

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.air.cities import SETS
from zhiliang.methods.air import episodes, shared_responses, warning_level, warning_rule
from zhiliang.methods.tables.air.neighbours import NEIGHBOURS
from zhiliang.methods.tables.air.responses import SharedRule

pytestmark = pytest.mark.once

ABC = ["a", "b", "c"]
CHAIN = [("a", "b"), ("b", "c")]
index = st.sampled_from([50.0, 150.0, 250.0, math.nan])
tables = st.lists(st.tuples(index, index, index), min_size=1, max_size=6)
RULE_2018 = warning_rule(date(2018, 1, 1))


def found(table, **options):
    return [
        (one.first_day, one.last_day, one.cities, one.days_of)
        for one in episodes(table, ABC, CHAIN, **options)
    ]


def test_neighbours_on_one_day_are_one_episode():
    assert found([[150, 150, 50]]) == [(0, 0, ("a", "b"), (1, 1))]


def test_cities_that_are_no_neighbours_are_two_episodes():
    assert found([[150, 50, 150]]) == [(0, 0, ("a",), (1,)), (0, 0, ("c",), (1,))]


def test_a_cloud_that_drifts_over_a_border_overnight_stays_one_episode():
    assert found([[150, 50, 50], [50, 150, 50], [50, 50, 150]]) == [(0, 2, tuple(ABC), (1, 1, 1))]


def test_a_clean_or_a_missing_day_between_ends_an_episode():
    for between in (50, math.nan):
        assert len(found([[150, 50, 50], [between, 50, 50], [150, 50, 50]])) == 2


def test_exactly_the_line_is_not_above_it():
    assert found([[100, 101, 50]]) == [(0, 0, ("b",), (1,))]


def test_short_and_small_episodes_are_left_out():
    table = [[250, 250, 50], [250, 50, 50]]
    assert found(table, above=200, at_least_days=3) == []
    assert found(table, above=200, at_least_cities=3) == []
    assert len(found(table, above=200, at_least_days=2, at_least_cities=2)) == 1


def test_the_worst_city_day_is_named():
    (one,) = episodes([[150, 300, 50], [300, 120, 50]], ABC, CHAIN)
    assert (one.worst, one.worst_city, one.worst_day) == (300, "b", 0)
    assert (one.length, one.city_days) == (2, 4)


@given(tables)
def test_every_city_day_above_the_line_is_in_one_episode(table):
    counted = sum(one.city_days for one in episodes(table, ABC, CHAIN))
    assert counted == int((np.array(table) > 100).sum())


@given(tables)
def test_a_higher_line_finds_no_more_city_days(table):
    days = [sum(o.city_days for o in episodes(table, ABC, CHAIN, above=a)) for a in (100, 200)]
    assert days[1] <= days[0]


@given(tables, st.permutations(range(3)))
def test_the_order_of_the_cities_does_not_matter(table, order):
    def described(columns):
        named = [ABC[place] for place in columns]
        given_table = [[row[place] for place in columns] for row in table]
        return {
            (one.first_day, one.last_day, frozenset(zip(one.cities, one.days_of, strict=True)))
            for one in episodes(given_table, named, CHAIN)
        }

    assert described(order) == described(range(3))


@pytest.mark.parametrize(("table", "cities"), [([[1, 2]], ABC), ([1, 2, 3], ABC), ([[1, 2]], "aa")])
def test_a_table_that_does_not_fit_the_cities_is_refused(table, cities):
    with pytest.raises(ValueError, match="cities"):
        episodes(table, list(cities), CHAIN)


def test_every_city_of_the_province_has_a_neighbour():
    assert {city for pair in NEIGHBOURS for city in pair} == set(SETS["gd_21"])
    assert len({frozenset(pair) for pair in NEIGHBOURS}) == len(NEIGHBOURS)


def test_the_province_hangs_together():
    (one,) = episodes([[150] * 21], SETS["gd_21"], NEIGHBOURS)
    assert len(one.cities) == 21


def level(days, rule=RULE_2018):
    reached = warning_level(days, rule=rule)
    return reached and reached.level


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([200] * 9, None),
        ([201], "blue"),
        ([201, 201], "yellow"),
        ([201, 201, 201], "yellow"),
        ([201, 201, 301], "orange"),
        ([201, 201, 301, 301], "red"),
        ([201, math.nan, 201], "blue"),
        ([499], "blue"),
        ([500], "red"),
    ],
)
def test_the_levels_of_2016(days, expected):
    assert level(days) == expected


def test_three_heavy_days_are_orange_under_three_levels():
    days = [201, 201, 201]
    assert level(days, warning_rule(date(2021, 1, 1))) == "orange"


@given(st.lists(st.integers(0, 500), max_size=8), st.integers(0, 7), st.integers(0, 500))
def test_a_worse_day_never_lowers_the_level(days, place, more):
    order = [None, *(row.level for row in RULE_2018.levels)]
    worse = [min(v + more, 500) if n == place else v for n, v in enumerate(days)]
    assert order.index(level(worse)) >= order.index(level(days))


def test_before_2016_there_are_no_national_levels():
    with pytest.raises(ValueError, match="2016"):
        warning_rule(date(2016, 1, 31))


def test_a_shared_response_needs_neighbours():
    spell = {"a": [210, 210], "c": [210, 210]}
    assert shared_responses(spell, CHAIN, rule=RULE_2018) == ()


def test_a_higher_level_is_shared_by_those_who_reached_it():
    spell = {"a": [210, 210], "b": [210, 210], "c": [210]}
    shared = shared_responses(spell, CHAIN, rule=RULE_2018)
    assert [(one.level.level, one.cities) for one in shared] == [
        ("yellow", ("a", "b")),
        ("blue", ("a", "b", "c")),
    ]


def test_how_many_cities_share_is_configuration():
    spell = {"a": [210], "b": [210]}
    three = SharedRule(cities=3, certainty="configuration", source="")
    assert shared_responses(spell, CHAIN, rule=RULE_2018, shared=three) == ()
