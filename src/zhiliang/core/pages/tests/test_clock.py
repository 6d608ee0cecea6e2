from datetime import UTC, date, datetime

import pytest

from zhiliang.core.flow import Flow, Step, flows
from zhiliang.core.models import DeadlineRule
from zhiliang.core.pages.clock import clock_of
from zhiliang.core.roles import Role

MONDAY = datetime(2026, 3, 2, 3, tzinfo=UTC)


@pytest.fixture
def flow(db):
    DeadlineRule.objects.create(
        rule_id="test.accept", key="test.accept", number=7, unit="working_day", valid_from=None
    )
    made = Flow(
        "test.clock",
        states={"received": ("收到", "received"), "accepted": ("受理", "accepted")},
        initial="received",
        steps=(
            Step(
                "accept",
                from_="received",
                to="accepted",
                by=(Role.CITY_OFFICER,),
                within="test.accept",
            ),
        ),
    )
    yield made
    del flows["test.clock"]


def test_the_clock_runs_from_the_day_the_state_began(flow):
    clock = clock_of(flow, "received", since=MONDAY, today=date(2026, 3, 3))
    assert (clock.last_day, clock.overdue) == (date(2026, 3, 11), False)


def test_the_last_day_itself_is_not_overdue(flow):
    days = (date(2026, 3, 11), date(2026, 3, 12))
    clocks = [clock_of(flow, "received", since=MONDAY, today=day) for day in days]
    assert [clock.overdue for clock in clocks] == [False, True]


def test_beyond_the_table_of_working_days_the_day_is_provisional(flow):
    assert clock_of(flow, "received", since=MONDAY, today=MONDAY.date()).provisional


def test_no_clock_runs_where_no_step_has_a_limit(flow):
    assert clock_of(flow, "accepted", since=MONDAY, today=MONDAY.date()) is None
