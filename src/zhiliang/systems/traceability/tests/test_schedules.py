"""Schedules fall due when an oracle that looks at every second says so."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from zhiliang.systems.traceability.notifying.schedule import is_due, next_after

FINER = ("hour", "minute", "second")
START = datetime(2026, 2, 27, 23, 50)


def fits(schedule, moment):
    """Whether a second fulfils every field; fields finer than those given are at their start."""
    now = {
        "second": moment.second,
        "minute": moment.minute,
        "hour": moment.hour,
        "dayOfMonth": moment.day,
        "month": moment.month,
        "dayOfWeek": moment.weekday() + 1,
    }
    coarsest = min((FINER.index(one) for one in schedule if one in FINER), default=0)
    for place, name in enumerate(FINER):
        if name not in schedule and place >= coarsest and now[name] != 0:
            return False
    return all(now[name] in values(text) for name, text in schedule.items())


def values(text):
    for part in text.split(","):
        least, _dash, most = part.strip("[]").partition("-")
        yield from range(int(least), int(most or least) + 1)


def field(least, most):
    one = st.integers(least, most).map(str)
    span = st.tuples(st.integers(least, most), st.integers(least, most)).map(
        lambda pair: f"[{min(pair)}-{max(pair)}]"
    )
    return st.lists(one | span, min_size=1, max_size=3).map(",".join)


CLOCK = {"hour": field(0, 23), "minute": field(0, 59), "second": field(0, 59)}
DAYS = {"dayOfWeek": field(1, 7), "dayOfMonth": field(1, 31), "month": field(2, 3)}
schedules = st.fixed_dictionaries({}, optional=CLOCK | DAYS).filter(bool)


@settings(max_examples=60)
@given(schedules, st.integers(0, 7200))
def test_the_next_time_is_the_first_second_that_fits(schedule, passed):
    since = START + timedelta(seconds=passed)
    found = next_after(schedule, since)
    horizon = since + timedelta(hours=3)
    seconds = (since + timedelta(seconds=n) for n in range(1, 3 * 3600))
    first = next((one for one in seconds if fits(schedule, one)), None)
    assert found == first if first else found is None or found >= horizon


@settings(max_examples=60)
@given(schedules)
def test_what_comes_next_fits(schedule):
    found = next_after(schedule, START)
    assert found is None or (found > START and fits(schedule, found))


def test_monday_is_day_one():
    monday = datetime(2026, 3, 2)
    assert next_after({"dayOfWeek": "1"}, START) == monday
    assert is_due({"dayOfWeek": "1"}, START, monday)
    assert not is_due({"dayOfWeek": "1"}, START, monday - timedelta(seconds=1))
