"""What is late is told level by level, each once, and nothing else changes."""

from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhiliang.core import tick
from zhiliang.core.models import Event
from zhiliang.systems.coordination import actions
from zhiliang.systems.coordination.flow import TERMS
from zhiliang.systems.coordination.models import Escalation, Task
from zhiliang.systems.coordination.tests.conftest import DUE

FIRST, SECOND, THIRD = (rung.days for rung in TERMS.ladder)


def day(late):
    """Noon of a day so many days after the due date."""
    noon = datetime.combine(DUE + timedelta(days=late), time(12))
    return timezone.make_aware(noon)


def run(late):
    return actions.escalate_overdue(now=day(late))


def levels():
    return list(Escalation.objects.order_by("pk").values_list("level", "days_late"))


def test_the_last_day_is_not_late(task):
    assert run(0) == 0


def test_the_ladder_is_climbed_step_by_step(task):
    for late in range(FIRST + SECOND + THIRD + 30):
        run(late)
    assert levels() == [(1, FIRST), (2, FIRST + SECOND), (3, FIRST + SECOND + THIRD)]


def test_the_same_moment_again_changes_nothing(task):
    assert [run(FIRST), run(FIRST), run(FIRST)] == [1, 0, 0]
    assert Event.objects.filter(verb="coordination.task.remind").count() == 1


def test_who_was_never_reminded_is_not_reported_upwards(task):
    run(100)
    assert levels() == [(1, 100)]
    run(100 + SECOND - 1)
    assert len(levels()) == 1
    run(100 + SECOND)
    assert levels()[1:] == [(2, 100 + SECOND)]


def test_only_the_level_changes(accepted):
    kept = {"level"}
    before = model_to_dict(Task.objects.get(), exclude=kept)
    run(FIRST)
    assert model_to_dict(Task.objects.get(), exclude=kept) == before
    assert Task.objects.get().level == 1


def test_every_level_says_who_was_told(task):
    run(FIRST)
    assert Escalation.objects.get().told_zh == "承办单位"


def test_what_awaits_the_office_is_not_the_carriers_delay(submitted):
    assert run(100) == 0


def test_what_has_no_due_date_is_never_late(order):
    order(kind="assigned", due_on=None)
    assert run(1000) == 0


def test_closed_and_withdrawn_tasks_are_left_alone(task, office):
    actions.withdraw(task, by=office, reason="重复")
    assert run(100) == 0


def test_the_platform_does_it_from_time_to_time():
    assert tick.tasks["coordination.escalation"].run is actions.escalate_overdue


def test_the_database_holds_a_level_once_for_a_due_date(task):
    run(FIRST)
    raised = Escalation.objects.get()
    raised.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        raised.save(force_insert=True)


def climbed(days):
    """The ladder by hand: how late each level comes if it is looked at on these days."""
    level, since, found = 0, 0, []
    for late in days:
        if level < len(TERMS.ladder) and late - since >= TERMS.ladder[level].days:
            level, since = level + 1, late
            found.append((level, late))
    return found


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.integers(0, 60), max_size=8).map(sorted))
def test_whenever_it_runs_the_ladder_is_the_one_climbed_by_hand(task, days):
    with transaction.atomic():
        for late in days:
            run(late)
        assert levels() == climbed(days)
        transaction.set_rollback(True)
