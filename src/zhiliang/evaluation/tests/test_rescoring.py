"""A results document alone is enough to score again, to the last digit."""

from copy import deepcopy
from decimal import Decimal
from fractions import Fraction

import pytest

from zhiliang.evaluation.assess import assess
from zhiliang.evaluation.comparison import moves, pairs
from zhiliang.evaluation.plan import office_plan
from zhiliang.evaluation.preview import missing_figures, movers
from zhiliang.evaluation.rescoring import as_evaluated, figure_of, scheme_in, under
from zhiliang.evaluation.results import public_results
from zhiliang.evaluation.scheme import scheme_of, shipped

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def results(lake):
    return assess(lake, office_plan(2015))


@pytest.fixture(scope="module")
def before(lake):
    return assess(lake, office_plan(2014))


def changed(change):
    data = deepcopy(dict(shipped(2015).data))
    change(data)
    return scheme_of(data)


def swap_points(data):
    items = data["subjects"][0]["items"]
    wanted = {item["key"]: item for item in items}
    wanted["market_sampling"]["points"] = "2"
    wanted["manufacturing_pass"]["points"] = "5"


def same(standings, results):
    told = [(s["code"], s["exact"], s["score"], s["grade"], s["rank"]) for s in results["subjects"]]
    found = [(s.code, str(s.score), f"{s.shown:f}", s.grade, s.rank) for s in standings]
    return found == told


@pytest.mark.parametrize("year", [2011, 2013])
def test_every_subject_comes_out_exactly_as_it_was_evaluated(lake, year):
    results = assess(lake, office_plan(year))
    assert same(as_evaluated(results), results)


def test_the_same_scheme_moves_nobody(results):
    assert not any(mover.moves for mover in movers(results, shipped(2015)))


def test_another_scheme_gives_what_an_evaluation_with_it_would_give(lake, results):
    scheme, plan = changed(swap_points), office_plan(2015)
    again = assess(lake, type(plan)(scheme, plan.definitions, plan.targets, plan.directions))
    assert same(under(results, scheme), again)


def test_those_who_move_are_told_first(results):
    found = movers(results, changed(swap_points))
    assert found[0].moves
    assert [m.moves for m in found] == sorted((m.moves for m in found), reverse=True)


def test_a_preview_leaves_the_results_untouched(results):
    kept = deepcopy(results)
    movers(results, changed(swap_points))
    assert results == kept


def test_an_item_whose_figure_the_year_does_not_hold_is_named(results):
    def change(data):
        data["subjects"][0]["items"][0]["indicator"] = "environment.air_pm2_5"

    (fault,) = missing_figures(results, changed(change))
    assert fault.path == ("subjects", 0, "items", 0, "indicator")


def test_a_scheme_without_a_sheet_for_somebody_is_named(results):
    def change(data):
        data["subjects"] = [b for b in data["subjects"] if b.get("code") != "agriculture"]

    (fault,) = missing_figures(results, changed(change))
    assert "农业厅" in fault.words


def test_a_quotient_is_used_only_where_it_is_the_figure_shown():
    entry = {"value": "66.7", "numerator": 2, "denominator": 3, "unit": "%"}
    assert figure_of(entry) == Fraction(200, 3)
    assert figure_of({**entry, "value": "70.0"}) == Fraction(70)
    assert figure_of({**entry, "value": None}) is None


def test_a_figure_kept_rounded_is_told_from_an_exact_one(results):
    blurred = deepcopy(results)
    (entry,) = [
        item for item in blurred["subjects"][1]["items"] if item["key"] == "market_sampling"
    ]
    entry |= {"numerator": None, "denominator": None, "value": str(Decimal(entry["value"]) + 1)}
    kept = [one.faithful for one in as_evaluated(blurred)]
    assert kept.count(False) == 1


def test_scores_and_grades_of_two_years_stand_side_by_side(before, results):
    found = {pair.subject["code"]: pair for pair in pairs(before, results, "city")}
    pair = found["440100"]
    assert pair.score == Fraction(results["subjects"][0]["score"]) - Fraction(
        before["subjects"][0]["score"]
    )
    assert pair.rank == pair.left["rank"] - pair.right["rank"]


def test_items_that_moved_are_told_with_the_largest_first(before, results):
    found = moves(pairs(before, results, "city")[1])
    sizes = [abs(move.difference) for move in found]
    assert sizes == sorted(sizes, reverse=True)
    assert 0 not in sizes


def test_what_is_not_disclosed_is_not_compared(before, results):
    hidden = [{**s, "items": s["items"]} for s in public_results(before)["subjects"]]
    pair = pairs({"subjects": hidden}, results, "city")[0]
    assert (pair.score, pair.rank) == (None, None)


def test_the_results_say_enough_of_their_scheme_to_grade(results):
    assert scheme_in(results).grade(Fraction("89.99")) == "B"
