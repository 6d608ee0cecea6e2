"""What is judged with the whole file, the places and the day in view."""

import pytest

from zhiliang.systems.returns.feeds import checked, parse
from zhiliang.systems.returns.feeds.check import Desk
from zhiliang.systems.returns.tests.tables import TODAY, cells
from zhiliang.systems.returns.tests.test_gazetteer import PLACES

pytestmark = pytest.mark.once


def faults(*rows, **desk):
    listed = [(line, parse(cells(value="91", **row))) for line, row in enumerate(rows, start=2)]
    return checked(listed, Desk(PLACES, TODAY, **desk)).rejected


def test_a_good_row_knows_its_code_and_period():
    found = checked([(2, parse(cells(place="广州", value="91")))], Desk(PLACES, TODAY))
    assert found.rows[0].key == ("sampling.market_pass_rate", "440100", "2015", "returns")


def test_an_unknown_place_is_refused_with_its_line():
    (reject,) = faults({}, {"place": "乌有市"})
    assert (reject.line, reject.field, reject.value) == (3, "place", "乌有市")


@pytest.mark.parametrize("period", ["2027", "2026", "2026Q4", "2026-12", "2026-2027"])
def test_a_period_that_is_not_over_is_refused(period):
    (reject,) = faults({"period": period})
    assert reject.field == "period"


def test_a_period_that_ended_yesterday_is_taken():
    assert faults({"period": "2026-10"}) == []


def test_the_second_of_two_rows_for_one_figure_names_the_first():
    (reject,) = faults({}, {"place": "广州市"})
    assert reject.line == 3
    assert "第 2 行" in reject.reason


def test_the_same_figure_from_another_source_is_no_duplicate():
    assert faults({}, {"source": "公布"}) == []


def test_a_place_outside_the_scope_is_refused():
    (reject,) = faults({"place": "潮州"}, scope=frozenset({"440100"}))
    assert reject.field == "place"


def test_who_only_returns_cannot_hand_in_published_figures():
    (reject,) = faults({"source": "公布"}, sources=("returns",))
    assert reject.field == "source"


def test_a_row_without_a_period_takes_that_of_the_import():
    assert [r.field for r in faults({"period": ""})] == ["period"]
    period = parse(cells(value="91")).period
    assert faults({"period": ""}, period=period) == []
