"""Every operation of the OpenAPI of EPCIS 2.0 is here and answers as it says."""

import re
import socket
from urllib.parse import quote, unquote

import pytest

from zhiliang.systems.traceability.models import CaptureJob, EpcisEvent, Subscription
from zhiliang.systems.traceability.tests.conftest import DAIRY, document, event
from zhiliang.systems.traceability.tests.contract import faults, openapi, operations, response

ITEM = "urn:epc:id:sgtin:0614141.107346.2017"
QUERY = {"name": "shipped", "query": {"EQ_bizStep": ["shipping"]}}
SUBSCRIPTION = {"dest": "https://firm.example/hook", "signatureToken": "s", "stream": True}
SHIPPED = event(
    2,
    epcList=[ITEM],
    bizStep="shipping",
    disposition="in_transit",
    bizLocation={"id": DAIRY},
    readPoint={"id": DAIRY},
)
KNOWN = {
    ("/capture", "get"): "no job can fulfil `oneOf` of two properties that are both optional",
    ("/capture/{captureID}", "get"): "the same",
    ("/queries/{queryName}", "get"): "the draft promises an array for one query",
    ("/queries/{queryName}/subscriptions/{subscriptionID}", "options"): (
        "GS1-Query-Min-Record-Time is told by GET of the subscription"
    ),
}
"""Where the draft cannot be followed, and why (docs/explanation/epcis-interface.md)."""


@pytest.fixture
def filled(system, monkeypatch):
    """A repository with something behind every address; the parts of addresses by name."""
    public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_given, **_more: public)
    system.post("/capture", document(SHIPPED, {**SHIPPED, "eventTime": event(3)["eventTime"]}))
    system.post("/queries", QUERY)
    system.post("/queries/shipped/subscriptions", SUBSCRIPTION)
    link = system.get("/events?perPage=1")["Link"]
    return {
        "captureID": str(CaptureJob.objects.get().key),
        "eventID": EpcisEvent.objects.first().event_id,
        "eventType": "ObjectEvent",
        "epc": ITEM,
        "bizStep": "shipping",
        "bizLocation": DAIRY,
        "readPoint": DAIRY,
        "disposition": "in_transit",
        "queryName": "shipped",
        "subscriptionID": str(Subscription.objects.get().key),
        "token": unquote(re.search(r"nextPageToken=([^&>]+)", link)[1]),
    }


def address(path, parts):
    return re.sub(r"{(\w+)}", lambda found: quote(parts[found[1]], safe=""), path)


BODIES = {
    "/capture": document(event(7, epcList=[ITEM])),
    "/events": {**event(8, epcList=[ITEM]), "@context": document()["@context"]},
    "/queries": {**QUERY, "name": "another"},
    "/queries/{queryName}/subscriptions": SUBSCRIPTION,
}


def call(system, path, method, parts):
    body = BODIES[path] if method == "post" else None
    return getattr(system, method)(address(path, parts), body)


def test_the_contract_has_29_paths():
    assert len(openapi()["paths"]) == 29
    assert len(list(operations())) == 63


@pytest.mark.parametrize("path, method", list(operations()))
def test_an_operation_answers_as_the_contract_says(system, filled, path, method):
    answer = call(system, path, method, filled)
    assert 200 <= answer.status_code < 300, answer.content
    if (path, method) not in KNOWN:
        assert faults(path, method, answer) == []


@pytest.mark.parametrize("path, method", list(KNOWN))
def test_a_known_difference_is_still_one(system, filled, path, method):
    assert faults(path, method, call(system, path, method, filled)) != []


@pytest.mark.parametrize("path, method", list(operations()))
def test_nobody_is_refused_everywhere_as_the_contract_says(client, db, path, method):
    parts = dict.fromkeys(re.findall(r"{(\w+)}", path), "4711")
    parts |= {"captureID": str(CaptureJob().key), "subscriptionID": str(CaptureJob().key)}
    answer = getattr(client, method)(f"/epcis{address(path, parts)}")
    assert answer.status_code == 401
    if method != "options":
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["type"] == "epcisException:SecurityException"


@pytest.mark.parametrize(
    "path, name",
    [
        ("/capture/{captureID}", "5f0c9c66-2b5a-4d7c-9d0a-0a3f2d7d9a11"),
        ("/capture/{captureID}", "6383636100840683267930228"),
        ("/nothing/of/the/kind", ""),
        ("/events/{eventID}", "urn:uuid:1"),
        ("/epcs/{epc}/events", "urn:uuid:2"),
        ("/queries/{queryName}", "none"),
        ("/queries/{queryName}/events", "none"),
        ("/queries/{queryName}/subscriptions", "none"),
    ],
)
def test_what_is_not_there_is_a_problem(system, path, name):
    answer = system.get(re.sub(r"{\w+}", quote(name, safe=""), path))
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404 and answer.json()["title"]


@pytest.mark.parametrize(
    "path, method, body, headers, status",
    [
        ("/capture", "post", "{", {}, 400),
        ("/capture", "post", "x", {"content_type": "text/csv"}, 415),
        ("/events", "post", {"type": "ObjectEvent"}, {}, 400),
        ("/events", "get", None, {"accept": "text/csv"}, 406),
        ("/queries", "post", {"name": "shipped", "query": {}}, {}, 409),
        ("/eventTypes/{eventType}/events", "get", None, {}, 400),
        ("/queries/{queryName}/subscriptions", "post", "[", {"content_type": "text/csv"}, 415),
    ],
)
def test_a_refusal_is_a_problem_of_the_contract(
    system, filled, path, method, body, headers, status
):
    more = "?EQ_nothing=1" if path.endswith("Type}/events") else ""
    answer = getattr(system, method)(address(path, filled) + more, body, **headers)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    told = response(path, method, status)["content"]["application/problem+json"]["schema"]
    assert answer.json()["type"] in str(told)


def test_an_address_that_is_too_long_is_a_problem(system):
    answer = system.get("/events?EQ_eventID=" + "x" * 9000)
    assert (answer.status_code, answer["Content-Type"]) == (414, "application/problem+json")
