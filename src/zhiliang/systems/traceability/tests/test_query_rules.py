"""What a query may ask, in which order it is answered, and how it is refused."""

from urllib.parse import quote, urlencode

import pytest

from zhiliang.systems.traceability.tests.conftest import DAIRY, event
from zhiliang.systems.traceability.tests.test_queries import CONTEXT, HEADERS, listed

ITEM = "urn:epc:id:sgtin:0614141.107346.{}"


def sized(at, size):
    return event(at, epcList=[ITEM.format(at)], **{"ex:size": size})


def hours(answer):
    return [int(one["epcList"][0].rpartition(".")[2]) for one in listed(answer)]


@pytest.fixture
def ask(system):
    def get(path="/events", **params):
        return system.get(f"{path}?{urlencode(params)}", **HEADERS)

    return get


@pytest.fixture
def five(capture):
    sizes = {1: 10, 2: 9, 3: 100, 4: 2, 5: 9.5}
    capture(*(sized(at, size) for at, size in sizes.items()), **{"@context": CONTEXT})


def refused(answer, name, status=400):
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    return answer.json()["type"] == f"epcisException:{name}"


@pytest.mark.parametrize(
    "params",
    [
        {"EQ_nothing": "x"},
        {"MATCH_epcs": ITEM},
        {"EQ_undeclared:field": "x"},
        {"HASATTR_nowhere": "x"},
        {"EQ_action": "MOVE"},
        {"GE_eventTime": "yesterday"},
        {"GE_eventTime": "2026-03-01T00:00:00"},
        {"GE_quantity": "many"},
        {"GE_quantity": "nan"},
        {"GE_value_CEL": "warm"},
        {"GE_percRank": ""},
        {"GT_ex:size": "large"},
        {"GE_time": "5"},
        {"EXISTS_ex:size": "perhaps"},
        {"EQ_booleanValue": "2"},
        {"eventType": ""},
        {"MATCH_epc": "urn:epc:idpat:sgtin:*.107346.*"},
        {"MATCH_epc": "urn:epc:idpat:sgtin:0614141.*"},
        {"MATCH_epc": "urn:epc:idpat:sgtin:06*.107346.*"},
        {"MATCH_epc": "urn:epc:idpat:sgtin:0614141.10734.*"},
        {"orderBy": "bizStep"},
        {"orderBy": "eventTime", "orderDirection": "UP"},
        {"orderBy": "eventTime", "eventCountLimit": "0"},
        {"eventCountLimit": "3"},
        {"orderBy": "eventTime", "eventCountLimit": "3", "maxEventCount": "3"},
        {"perPage": "0"},
        {"nextPageToken": "mine"},
    ],
)
def test_what_the_standard_does_not_have_is_refused(ask, params):
    assert refused(ask(**params), "QueryParameterException")


@pytest.mark.parametrize(
    "query", [{"EQ_nothing": ["x"]}, {"GE_quantity": "x"}, {"EQ_bizStep": [{}]}, {"MATCH_epc": []}]
)
def test_a_query_that_could_never_be_answered_is_not_kept(system, query):
    answer = system.post("/queries", {"name": "q", "query": query})
    assert refused(answer, "QueryParameterException")
    assert system.get("/queries/q").status_code == 404


@pytest.mark.parametrize(
    "params, found",
    [
        ({"orderBy": "eventTime"}, [5, 4, 3, 2, 1]),
        ({"orderBy": "eventTime", "orderDirection": "ASC"}, [1, 2, 3, 4, 5]),
        ({"orderBy": "ex:size"}, [3, 1, 5, 2, 4]),
        ({"orderBy": "ex:size", "orderDirection": "ASC", "eventCountLimit": 2}, [4, 2]),
        ({"orderBy": "eventTime", "eventCountLimit": 3}, [5, 4, 3]),
        ({"maxEventCount": 5}, [1, 2, 3, 4, 5]),
    ],
)
def test_answers_come_in_the_order_asked_for(ask, five, params, found):
    assert hours(ask(**params)) == found


def test_a_limit_holds_over_all_pages(ask, system, five):
    answer = ask(orderBy="eventTime", eventCountLimit=3, perPage=2)
    following = system.get(answer["Link"].partition("/epcis")[2].partition(">")[0], **HEADERS)
    assert (hours(answer), hours(following)) == ([5, 4], [3])
    assert "Link" not in following.headers


def test_what_is_captured_between_two_pages_shifts_neither(ask, system, capture, five):
    answer = ask(orderBy="eventTime", perPage=3)
    capture(sized(9, 1), **{"@context": CONTEXT})
    following = system.get(answer["Link"].partition("/epcis")[2].partition(">")[0], **HEADERS)
    assert (hours(answer), hours(following)) == ([5, 4, 3], [2, 1])


def test_texts_are_ordered_by_the_codes_of_their_letters(ask, capture):
    words = {1: "b", 2: "B", 3: "a", 4: "é"}
    capture(*(sized(at, word) for at, word in words.items()), **{"@context": CONTEXT})
    assert hours(ask(orderBy="ex:size", orderDirection="ASC")) == [2, 3, 1, 4]


def test_more_events_than_the_caller_will_take_are_refused(ask, five):
    assert refused(ask(maxEventCount=4), "QueryTooLargeException", 413)


def test_a_temperature_in_celsius_is_found_in_kelvin(ask, capture):
    """TCR-53, step 26."""
    reports = [{"type": "Temperature", "value": 26, "uom": "CEL"}]
    capture(event(1, epcList=[ITEM.format(1)], sensorElementList=[{"sensorReport": reports}]))
    assert hours(ask(EQ_type="Temperature", GE_value_KEL=299)) == [1]
    assert hours(ask(EQ_type="Temperature", GE_value_KEL=300)) == []
    assert hours(ask(EQ_value_KEL="299.15")) == hours(ask(EQ_value_FAH="78.8")) == [1]


@pytest.mark.parametrize("name", ["GE_errorDeclarationTime", "GE_errorDeclaration_Time"])
def test_both_spellings_of_the_declarations_time_are_understood(ask, name):
    """The query schema of GS1 and its OpenAPI do not agree."""
    assert ask(**{name: "2026-01-01T00:00:00Z"}).status_code == 200


def test_an_extension_may_be_asked_for_by_its_full_name(ask, five):
    assert hours(ask(**{"EQ_https://ns.example.com/epcis/size": 9})) == [2]


def test_a_resource_takes_further_parameters(ask, capture):
    capture(
        event(1, epcList=[ITEM.format(1)], bizStep="shipping", bizLocation={"id": DAIRY}),
        event(2, epcList=[ITEM.format(2)], bizStep="receiving", bizLocation={"id": DAIRY}),
    )
    step = {"EQ_bizStep": "shipping|storing"}
    for path in ("/eventTypes/ObjectEvent", f"/bizLocations/{quote(DAIRY, safe='')}"):
        assert hours(ask(f"{path}/events", **step)) == [1]
        assert hours(ask(f"{path}/events", orderBy="eventTime", eventCountLimit=1)) == [2]
        assert refused(ask(f"{path}/events", EQ_nothing=1), "QueryParameterException")
