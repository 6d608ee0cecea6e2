"""The log of events: no statement changes it, and a way around the triggers is found out."""

import pytest
from django.db import DatabaseError, connection, transaction

from zhiliang.core.event import append, verify_chain
from zhiliang.core.models import Event

COLUMNS = "number, verb, subject, organisation, place, by, occurred_at, recorded_at, data, previous_hash, hash"  # fmt: skip # noqa: E501
QUOTED = ", ".join(f'"{name}"' for name in COLUMNS.split(", "))

EVERYWHERE = {
    "update": "UPDATE core_event SET verb = 'x'",
    "update one": "UPDATE core_event SET data = '{}' WHERE number = 2",
    "update nothing visible": "UPDATE core_event SET hash = hash WHERE number = 1",
    "delete": "DELETE FROM core_event",
    "delete the last": "DELETE FROM core_event WHERE number = 3",
}
SQLITE = {
    "replace": f"REPLACE INTO core_event ({QUOTED}) SELECT {QUOTED} FROM core_event",
    "insert or replace": (
        f"INSERT OR REPLACE INTO core_event ({QUOTED}) SELECT number, 'forged', subject, "
        'organisation, place, "by", occurred_at, recorded_at, data, previous_hash, hash || number '
        "FROM core_event WHERE number = 2"
    ),
    "replace by the hash": (
        f"REPLACE INTO core_event ({QUOTED}) SELECT number + 100, 'forged', subject, organisation, "
        'place, "by", occurred_at, recorded_at, data, previous_hash, hash '
        "FROM core_event WHERE number = 2"
    ),
    "upsert": (
        f"INSERT INTO core_event ({QUOTED}) SELECT {QUOTED} FROM core_event WHERE true "
        "ON CONFLICT (number) DO UPDATE SET verb = 'forged'"
    ),
    "update or replace": "UPDATE OR REPLACE core_event SET number = 1 WHERE number = 2",
}
POSTGRESQL = {
    "truncate": "TRUNCATE core_event",
    "truncate with others": "TRUNCATE core_event, core_eventhead CASCADE",
    "upsert": (
        f"INSERT INTO core_event ({QUOTED}) SELECT {QUOTED} FROM core_event "
        "ON CONFLICT (number) DO UPDATE SET verb = 'forged'"
    ),
    "merge": (
        "MERGE INTO core_event e USING core_event f ON e.number = f.number "
        "WHEN MATCHED THEN UPDATE SET verb = 'forged'"
    ),
}
HERE = EVERYWHERE | (SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


@pytest.fixture
def log(db):
    for number in range(3):
        with transaction.atomic():
            append(verb="test.case.open", subject=f"test.case:{number}", by=None)
    return sorted(Event.objects.values_list("number", "verb", "hash"))


@pytest.mark.parametrize("what", HERE)
def test_no_statement_changes_what_was_logged(log, what):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(HERE[what])
    assert sorted(Event.objects.values_list("number", "verb", "hash")) == log
    assert verify_chain().ok


@pytest.mark.parametrize("change", ["update", "delete", "bulk_update", "save"])
def test_no_way_of_the_framework_changes_it(log, change):
    event = Event.objects.get(number=2)
    event.verb = "forged"
    ways = {
        "update": lambda: Event.objects.update(verb="forged"),
        "delete": event.delete,
        "bulk_update": lambda: Event.objects.bulk_update([event], ["verb"]),
        "save": event.save,
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        ways[change]()
    assert verify_chain().ok


def test_an_event_put_in_by_hand_is_found_out(log):
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO core_event ({QUOTED}) SELECT number + 1, 'forged', subject, "
            'organisation, place, "by", occurred_at, recorded_at, data, hash, '
            f"'{'0' * 64}' FROM core_event WHERE number = 3"
        )
    assert verify_chain().first_bad == 4
