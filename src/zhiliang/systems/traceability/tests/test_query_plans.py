"""Questions for objects are answered from indexes, however many events there are."""

import re

import pytest
from django.db import connection

from zhiliang.systems.traceability.models import EpcisEvent
from zhiliang.systems.traceability.querying import from_json
from zhiliang.systems.traceability.querying.answering import ordered, selected, until

ITEM = "urn:epc:id:sgtin:0614141.107346.2017"
STATISTICS = """
    INSERT INTO sqlite_stat1 VALUES
    ('traceability_epcisevent', NULL, '100000'),
    ('traceability_eventobject', 'traceability_object_events', '300000 6 3 1'),
    ('traceability_tracedobject', NULL, '50000'),
    ('traceability_eventfield', 'traceability_field_text', '400000 9000 40')
"""


@pytest.fixture
def hundred_thousand(db):
    """What SQLite knows of its tables once they hold 100,000 events."""
    if connection.vendor != "sqlite":
        pytest.skip("plans of SQLite")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sqlite_schema")
        cursor.execute(STATISTICS)
        cursor.execute("ANALYZE sqlite_schema")


def plan(query):
    rows = until(10**6, EpcisEvent.objects.filter(organisation__in=[1]))
    return ordered(from_json(query), selected(from_json(query), rows))[:31].explain()


def walked(text):
    """Steps that read a large table from beginning to end, or all events of an organisation."""
    whole = re.compile(
        r"SCAN (?!SUBQUERY)|traceability_epcisevent USING INDEX \w+ \(organisation_id=\?\)"
    )
    return [line for line in text.splitlines() if whole.search(line)]


@pytest.mark.parametrize(
    "query",
    [
        {"MATCH_anyEPC": [ITEM]},
        {"MATCH_anyEPC": [ITEM], "EQ_bizStep": ["shipping"]},
        {"MATCH_epcClass": ["https://id.gs1.org/01/10614141073464/10/L1"]},
        {"MATCH_anyEPC": [ITEM], "orderBy": "eventTime", "eventCountLimit": 10},
        {"EQ_source_owning_party": ["https://id.gs1.org/417/0614141000098"]},
        {"EQ_eventID": ["urn:uuid:1"]},
    ],
)
def test_what_is_named_is_found_by_index(hundred_thousand, query):
    told = plan(query)
    assert "SEARCH" in told
    assert walked(told) == []


def test_a_question_that_names_nothing_walks_the_events(hundred_thousand):
    assert walked(plan({"EQ_disposition": ["active"]}))
