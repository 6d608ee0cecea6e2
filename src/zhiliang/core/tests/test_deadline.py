import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.core.actions import load_calendar, load_deadlines
from zhiliang.core.deadline import Calendar, Due, current_calendar, due, rule_on
from zhiliang.core.deadline_table import holidays_of_notices, rules_in
from zhiliang.core.models import DeadlineRule
from zhiliang.methods.deadlines import Rule

DATA = Path(__file__).parent
VECTORS = json.loads((DATA / "data" / "deadlines.json").read_text())
RULES = {row["rule_id"]: row for row in rules_in(DATA.parent / "reference" / "deadlines.csv")}
NOTICES = holidays_of_notices()
CALENDAR = Calendar(
    date(2004, 1, 1),
    date(2026, 12, 31),
    frozenset(row["day"] for row in NOTICES if not row["working"]),
    frozenset(row["day"] for row in NOTICES if row["working"]),
)
known_days = st.dates(date(2004, 1, 1), date(2026, 12, 31))


def rule(number, unit, **more):
    return DeadlineRule(number=number, unit=unit, **more)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['rule_id']} {v['trigger_date']}")
@pytest.mark.parametrize("roll", ["none", "holiday"])
def test_the_computed_vectors_are_met(vector, roll):
    row = DeadlineRule(**RULES[vector["rule_id"]] | {"roll": roll})
    found = due(row, date.fromisoformat(vector["trigger_date"]), CALENDAR)
    wanted = "raw_due" if roll == "none" else "due_if_rolled_over_any_nonworking_day"
    assert found == Due(date.fromisoformat(vector[wanted]))


@given(known_days)
def test_a_day_is_worked_as_chinesecalendar_says(day):
    assert CALENDAR.is_working(day) == chinese_calendar.is_workday(day)


@given(st.dates(date(2004, 1, 1), date(2025, 1, 1)), st.integers(1, 60))
def test_between_trigger_and_due_lie_just_as_many_working_days(start, number):
    end = due(rule(number, "working_day"), start, CALENDAR).date
    assert len(chinese_calendar.get_workdays(start + timedelta(days=1), end)) == number
    assert chinese_calendar.is_workday(end)


@given(known_days, st.integers(1, 60), known_days, st.integers(0, 20))
def test_a_pause_moves_calendar_days_by_the_days_it_takes(start, number, pause, length):
    bare = rule(number, "calendar_day", roll="none")
    held = (pause, pause + timedelta(days=length))
    end = due(bare, start, CALENDAR, pauses=[held]).date
    counted = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(not held[0] <= day <= held[1] for day in counted) == number


def test_an_open_pause_leaves_no_due_date():
    open_end = [(date(2015, 1, 5), None)]
    assert due(rule(7, "working_day"), date(2015, 1, 4), CALENDAR, pauses=open_end) == Due(
        None, True
    )


@pytest.mark.parametrize(
    ("unit", "number", "start", "end"),
    [
        ("month", 1, date(2015, 1, 31), date(2015, 2, 28)),
        ("month", 1, date(2016, 1, 31), date(2016, 2, 29)),
        ("month", 3, date(2015, 11, 30), date(2016, 2, 29)),
        ("year", 1, date(2016, 2, 29), date(2017, 2, 28)),
        ("year", 3, date(2015, 6, 1), date(2018, 6, 1)),
    ],
)
def test_months_and_years_end_on_the_same_day_or_the_last(unit, number, start, end):
    assert due(rule(number, unit), start, CALENDAR).date == end


def test_hours_run_by_the_clock():
    start = datetime(2015, 10, 1, 23, 30, tzinfo=UTC)
    assert due(rule(24, "hour"), start, CALENDAR).date == start + timedelta(hours=24)


def test_hours_need_a_moment():
    with pytest.raises(TypeError):
        due(rule(24, "hour"), date(2015, 10, 1), CALENDAR)


def test_an_extension_is_added_in_its_own_unit():
    bare = rule(60, "calendar_day", roll="none", extension=15, extension_unit="working_day")
    base = due(bare, date(2015, 3, 2), CALENDAR).date
    longer = due(bare, date(2015, 3, 2), CALENDAR, extensions=[15]).date
    assert longer == due(rule(15, "working_day"), base, CALENDAR).date


@pytest.mark.parametrize(("roll", "end"), [("holiday", 16), ("nonworking", 18), ("none", 16)])
def test_a_plain_weekend_is_rolled_over_only_where_the_rule_says_so(roll, end):
    # 16 May 2015 is a Saturday without any holiday
    bare = rule(15, "calendar_day", roll=roll)
    assert due(bare, date(2015, 5, 1), CALENDAR).date == date(2015, 5, end)


def test_beyond_the_notices_a_date_is_provisional():
    found = due(rule(7, "working_day"), date(2026, 12, 28), CALENDAR)
    assert found == Due(date(2027, 1, 6), provisional=True)


def test_a_rule_without_number_cannot_be_counted():
    with pytest.raises(ValueError, match="no number"):
        due(DeadlineRule(**RULES["C121-45"]), date(2026, 5, 1), CALENDAR)


def test_ranges_and_repeated_laws_are_read_from_the_table():
    window, repeated = RULES["S18-48"], RULES["C121-35"]
    assert (window["earliest"], window["number"]) == (60, 90)
    assert repeated["law"] == "市场监督管理投诉举报处理办法(总局令121号)+行政处罚程序规定18条"
    assert (repeated["extension"], repeated["extension_unit"]) == (15, "working_day")


def test_the_rule_of_the_day_is_the_one_in_force(db):
    values = {"key": "complaint.accept", "law": "法", "subject": "受理"}
    DeadlineRule.objects.create(
        rule_id="old", valid_from=date(2020, 1, 1), valid_to=date(2026, 4, 14), **values
    )
    DeadlineRule.objects.create(rule_id="new", valid_from=date(2026, 4, 15), **values)
    assert rule_on("complaint.accept", date(2026, 4, 14)).rule_id == "old"
    assert rule_on("complaint.accept", date(2026, 4, 15)).rule_id == "new"
    assert rule_on("complaint.accept", date(2019, 1, 1)) is None


def test_the_database_holds_the_same_calendar(db):
    load_calendar(by=None)
    assert current_calendar() == CALENDAR


def test_loading_the_rules_twice_changes_nothing(db):
    assert load_deadlines(by=None).changed == len(RULES)
    assert load_deadlines(by=None).changed == 0


def test_a_row_of_the_law_s_own_table_is_understood():
    row = {"limit": "7", "unit": "工作日"}
    assert due(row, date(2026, 4, 15), CALENDAR) == Due(date(2026, 4, 24))


def test_days_that_two_pauses_share_are_left_out_once():
    held = [(date(2026, 5, 6), date(2026, 5, 8)), (date(2026, 5, 8), date(2026, 5, 9))]
    bare = rule(10, "calendar_day", roll="none")
    assert due(bare, date(2026, 5, 1), CALENDAR, pauses=held).date == date(2026, 5, 15)


def test_a_pause_that_ends_before_it_begins_is_refused():
    held = [(date(2026, 5, 8), date(2026, 5, 6))]
    with pytest.raises(ValueError, match="before it begins"):
        due(rule(10, "calendar_day"), date(2026, 5, 1), CALENDAR, pauses=held)


def test_a_unit_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="unit must be one of"):
        Rule(7, "fortnight")
