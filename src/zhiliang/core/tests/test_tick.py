from datetime import UTC, datetime, timedelta

import pytest

from zhiliang.core import tick
from zhiliang.core.models import Tick

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def calls(db, monkeypatch):
    """The (since, now) of every run of a task that wants to run hourly."""
    seen = []
    monkeypatch.setattr(tick, "tasks", {})
    tick.periodic("test.hourly", every=HOUR)(lambda *, since, now: seen.append((since, now)))
    return seen


@pytest.fixture
def failing(calls):
    tick.periodic("test.failing", every=HOUR)(lambda *, since, now: 1 / 0)
    return calls


def test_a_task_runs_at_once_and_then_only_when_due(calls):
    for minutes in (0, 30, 59, 60, 61):
        tick.run_due(now=NOON + timedelta(minutes=minutes))
    assert calls == [(None, NOON), (NOON, NOON + HOUR)]


def test_a_task_is_told_what_it_missed(calls):
    tick.run_due(now=NOON)
    tick.run_due(now=NOON + timedelta(days=3))
    assert calls[-1] == (NOON, NOON + timedelta(days=3))


def test_a_failing_task_neither_stops_the_others_nor_counts_as_run(failing):
    assert [(ran.name, ran.ok) for ran in tick.run_due(now=NOON)] == [
        ("test.hourly", True),
        ("test.failing", False),
    ]
    assert [ran.name for ran in tick.run_due(now=NOON)] == ["test.failing"]
    assert Tick.objects.get(name="test.failing").last_run_at is None


def test_a_task_that_runs_elsewhere_is_left_alone(calls):
    Tick.objects.create(name="test.hourly", claimed_at=NOON - timedelta(minutes=5))
    assert tick.run_due(now=NOON) == []


def test_the_task_of_a_dead_process_is_taken_over(calls):
    Tick.objects.create(name="test.hourly", claimed_at=NOON - timedelta(hours=2))
    assert [ran.name for ran in tick.run_due(now=NOON)] == ["test.hourly"]


def test_a_task_is_declared_once(calls):
    with pytest.raises(ValueError, match="twice"):
        tick.periodic("test.hourly", every=HOUR)(lambda *, since, now: None)
