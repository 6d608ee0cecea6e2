"""The rates of complaints from the records on the lake, by both engines; the orders as data."""

from datetime import date
from decimal import Decimal

import pytest

from zhiliang.core.deadline import rule_on
from zhiliang.core.models import Department, Residents
from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import lake_root, refresh
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.registry import definitions
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.models import regimes
from zhiliang.systems.complaints.tests.conftest import after


@pytest.fixture(params=["duckdb", "reference"])
def figure(request, own_folder):
    """A figure of a place and year: `figure("complaints.settled")`."""

    def ask(key, place="440100", year="2026"):
        refresh()
        figures = Figures(Lake.current(lake_root()), definitions(), engine=request.param)
        value = figures.at(f"complaints.{key}", place, Period.parse(year))
        return value.value, value.numerator, value.denominator

    return ask


def test_decided_within_seven_working_days_is_in_time(accepted, sent, officer, figure):
    late = sent(phone="13900000000").complaint
    actions.accept(late, by=officer, at=after(days=20))
    assert figure("decided_in_time")[1:] == (1, 2)


def test_a_complaint_that_nobody_decided_counts_against(complaint, figure):
    assert figure("decided_in_time")[1:] == (0, 1)


def test_mediation_ended_by_its_last_day_is_in_time(accepted, officer, figure):
    actions.settle(accepted, by=officer, agreement="退款", at=after(days=30))
    assert figure("closed_in_time")[1:] == (1, 1)
    assert figure("settled")[1:] == (1, 1)


def test_an_ended_mediation_told_too_late_is_not_in_time(accepted, officer, figure):
    ended = actions.terminate(accepted, by=officer, end_reason="3", at=after(days=5))
    actions.tell(ended, by=officer, at=after(days=40))
    assert figure("told_in_time")[1:] == (0, 1)
    assert figure("settled")[1:] == (0, 1)


def test_what_was_handed_over_is_in_no_rate_of_time(complaint, officer, figure):
    housing = Department.objects.get(pk="housing")
    actions.hand_over(complaint, by=officer, department=housing, note="工程", at=after(days=1))
    assert figure("decided_in_time")[2] in (0, None)


def test_a_repeat_is_one_of_all(accepted, sent, officer, figure):
    actions.terminate(accepted, by=officer, end_reason="3", at=after(days=3))
    sent(at=after(days=4))
    assert figure("repeated")[1:] == (1, 2)


def counted(number, year=2026, place="440100"):
    Residents.objects.create(
        key=f"{place}:{year}",
        place_id=place,
        day=date(year, 12, 31),
        number=number,
        counted_on=date(2020, 11, 1),
        source="示例",
    )


def test_complaints_per_100_000_residents_are_of_the_year_s_residents(complaint, sent, figure):
    sent(phone="13900000000")
    counted(50_000)
    counted(70_000, year=2025)
    assert figure("per_100_000_residents") == (Decimal("4.00"), 200_000, 50_000)


def test_without_a_count_of_residents_there_is_no_such_figure(complaint, figure):
    counted(70_000, year=2025)
    assert figure("per_100_000_residents")[0] is None


@pytest.mark.parametrize("month", ["2026-05", "2026-12"])
def test_no_month_has_a_rate(complaint, figure, month):
    counted(50_000)
    assert figure("per_100_000_residents", year=month)[0] is None


def test_a_year_of_which_no_complaint_is_on_record_has_no_rate(complaint, figure):
    counted(70_000, year=2025)
    assert figure("per_100_000_residents", year="2025")[0] is None


def test_a_city_without_complaints_in_such_a_year_has_a_rate_of_nought(complaint, figure):
    counted(50_000, place="440300")
    assert figure("per_100_000_residents", place="440300")[0] == 0


def test_ratings_are_averaged_over_those_who_rated(accepted, officer, figure):
    ended = actions.settle(accepted, by=officer, agreement="退款", at=after(days=3))
    actions.rate(ended, satisfaction=4, at=after(days=4))
    assert str(figure("satisfaction")[0]) == "4.0"


def test_a_tip_off_checked_with_more_time_is_in_time(tip_off, officer, head, figure):
    actions.ask_extension(tip_off, by=officer, reason="检验", at=after(days=10))
    case = actions.grant_extension(tip_off, by=head, at=after(days=11))
    actions.file_none(case, by=officer, finding="未发现", at=after(days=30))
    assert figure("tip_offs_checked_in_time")[1:] == (1, 1)


CLOCKS = sorted({(key, one.valid_from) for one in regimes() for key in one.clocks.values()})


@pytest.mark.parametrize(("clock", "day"), CLOCKS, ids=[clock for clock, _day in CLOCKS])
def test_every_clock_of_an_order_is_a_time_limit_in_force_with_its_article(guangdong, clock, day):
    rule = rule_on(clock, day)
    assert rule is not None
    assert rule.number and rule.unit and rule.article


def test_a_rate_that_is_neither_good_nor_bad_names_the_most_and_not_the_best(
    complaint, client, own_folder
):
    counted(50_000)
    counted(50_000, place="440300")
    refresh()
    page = client.get("/indicators/complaints.per_100_000_residents/").content.decode()
    assert "最多" in page
    assert "最好" not in page
