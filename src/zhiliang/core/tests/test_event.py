from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from zhiliang.core import triggers
from zhiliang.core.event import GENESIS, OutsideTransaction, append, next_number, verify_chain
from zhiliang.core.models import Event, EventHead


def record(number=1, **extra):
    with transaction.atomic():
        return append(verb="test.case.open", subject=f"test.case:{number}", by=None, **extra)


@pytest.fixture
def log(db):
    return [record(number) for number in range(1, 6)]


@pytest.fixture
def unguarded(log):
    """The log of somebody who could lift the triggers."""
    triggers.remove(connection)
    return log


def test_numbers_have_no_gaps_and_hashes_link(log):
    assert [event.number for event in log] == [1, 2, 3, 4, 5]
    assert [event.previous_hash for event in log] == [GENESIS, *(e.hash for e in log[:-1])]


def test_a_whole_log_verifies(log):
    report = verify_chain()
    assert (report.ok, report.count, report.last_hash) == (True, 5, log[-1].hash)


def test_an_empty_log_verifies(db):
    assert verify_chain().ok


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(OutsideTransaction):
        append(verb="test.case.open", subject="test.case:1", by=None)
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_failed_action_leaves_neither_event_nor_gap():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        append(verb="test.case.open", subject="test.case:1", by=None)
        raise ZeroDivisionError
    assert record().number == 1


def test_the_next_number_is_the_one_given(log):
    with transaction.atomic():
        assert next_number() == record().number


def test_a_person_is_named_by_pseudonym_only(person):
    somebody = person(username="zhang.san")
    with transaction.atomic():
        event = append(verb="test.case.open", subject="test.case:1", by=somebody)
    assert event.by == somebody.pseudonym
    assert "zhang" not in event.by


def test_data_survives_the_database_exactly(db):
    record(data={"值": Decimal("0.10"), "periods": ["2015"], "大": 10**30})
    assert Event.objects.get().data == {"值": "0.10", "periods": ["2015"], "大": 10**30}
    assert verify_chain().ok


def test_inexact_data_is_refused(db):
    with pytest.raises(TypeError):
        record(data={"value": 0.1})


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_the_log(log, change):
    rows = Event.objects.filter(number=3)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(verb="other") if change == "update" else rows.delete()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_the_log(log):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE core_event")


@pytest.mark.parametrize(
    "change",
    [{"verb": "test.case.close"}, {"data": {"x": 1}}, {"by": "0" * 32}, {"place": "440100"}],
)
def test_a_changed_row_is_found(unguarded, change):
    Event.objects.filter(number=3).update(**change)
    report = verify_chain()
    assert (report.ok, report.first_bad) == (False, 3)


def test_a_removed_row_is_found(unguarded):
    Event.objects.filter(number=2).delete()
    report = verify_chain()
    assert (report.ok, report.first_bad) == (False, 3)


def test_a_cut_tail_is_found_by_the_head(unguarded):
    Event.objects.filter(number__gt=3).delete()
    report = verify_chain()
    assert (report.ok, report.first_bad) == (False, 4)


def test_a_cut_tail_with_a_matching_head_is_found_by_who_kept_the_end(unguarded):
    Event.objects.filter(number__gt=3).delete()
    EventHead.objects.update(number=3, hash=unguarded[2].hash)
    assert verify_chain().ok
    assert not verify_chain(head=(5, unguarded[4].hash)).ok


def test_a_rewritten_log_is_found_by_who_kept_a_hash(unguarded):
    kept = unguarded[4].hash
    Event.objects.all().delete()
    EventHead.objects.update(number=0, hash=GENESIS)
    for number in range(1, 6):
        record(number, data={"rewritten": True})
    assert verify_chain().ok
    assert verify_chain(head=(5, kept)).first_bad == 5


def test_a_prefix_is_verified_alone(unguarded):
    Event.objects.filter(number=4).update(verb="other")
    assert verify_chain(until=3).ok
    assert not verify_chain(until=4).ok


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two connections")
@pytest.mark.django_db(transaction=True)
def test_events_of_many_connections_form_one_chain():
    def burst(start):
        for number in range(start, start + 10):
            record(number)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(burst, range(0, 40, 10)))
    report = verify_chain()
    assert (report.ok, report.count, report.last_number) == (True, 40, 40)
