import pytest
from django.db import transaction

from zhiliang.core import handoff
from zhiliang.core.event import append

VERB = "test.sample.fail"


@pytest.fixture
def received(monkeypatch):
    """Numbers of the events that reached the handler."""
    seen = []
    monkeypatch.setattr(handoff, "handlers", {})
    handoff.on(VERB, "test.open_clue", lambda event: seen.append(event.number))
    return seen


def fail():
    with transaction.atomic():
        return append(verb=VERB, subject="test.sample:1", by=None)


@pytest.mark.django_db(transaction=True)
def test_an_event_is_handed_over_after_its_commit(received):
    with transaction.atomic():
        fail()
        assert received == []
    assert received == [1]


@pytest.mark.django_db(transaction=True)
def test_an_event_is_handed_over_once(received):
    event = fail()
    assert handoff.deliver(event, "test.open_clue") is False
    assert handoff.deliver_missed() == 0
    assert received == [1]


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_event_is_never_handed_over(received):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        fail()
        raise ZeroDivisionError
    assert received == []


@pytest.mark.django_db(transaction=True)
def test_a_failing_handler_does_not_undo_the_action_and_is_tried_again(received):
    outcomes = iter([ZeroDivisionError(), None])

    def shaky(event):
        if error := next(outcomes):
            raise error

    handoff.on(VERB, "test.shaky", shaky)
    fail()
    assert handoff.deliver_missed() == 1


def test_a_handoff_is_declared_once(received):
    with pytest.raises(ValueError, match="twice"):
        handoff.on("test.other", "test.open_clue", print)
