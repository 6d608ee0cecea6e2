"""Whatever is asked, the answer is events or a problem, never a fault of the server."""

import pytest

from zhiliang.systems.traceability.tests.conftest import document, event
from zhiliang.systems.traceability.tests.test_queries import HEADERS

ITEM = "urn:epc:id:sgtin:0614141.107346.2017"
VALUES = [
    "a\0b",
    "%",
    "'\"\\",
    "x" * 3000,
    "1e999",
    "99999999999999999999999",
    "٣",
    "||",
    "urn:epc:idpat:*",
    "urn:epc:idpat::*.*",
    "urn:epc:idpat:sgtin:*",
    "0001-01-01T00:00:00+14:00",
]
NAMES = [
    "eventType",
    "GE_eventTime",
    "EQ_bizStep",
    "WD_readPoint",
    "MATCH_anyEPC",
    "MATCH_epcClass",
    "EQ_quantity",
    "GE_value_CEL",
    "GE_time",
    "EQ_ex:a",
    "GT_INNER_ILMD_ex:a",
    "HASATTR_readPoint",
    "EQATTR_readPoint_a",
    "EQ_source_",
    "orderBy",
    "maxEventCount",
    "perPage",
    "nextPageToken",
    "EQ_ex:\0",
    "_",
]
BROKEN = ["a\0b", "\ud800"]


@pytest.mark.parametrize("name", NAMES)
def test_no_value_of_a_parameter_breaks_the_server(client, secret, name):
    key = {"HTTP_AUTHORIZATION": f"Bearer {secret}", "HTTP_GS1_EXTENSIONS": "ex=https://e.x/"}
    statuses = {client.get("/epcis/events", {name: one}, **key).status_code for one in VALUES}
    assert statuses <= {200, 400}


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize(
    "make",
    [
        lambda text: ("/queries", {"name": text, "query": {}}),
        lambda text: ("/queries", {"name": "a", "query": {"EQ_bizStep": [text]}}),
        lambda text: ("/queries", {"name": "a", "query": {f"EQ_{text}": 1}}),
        lambda text: ("/queries/a/subscriptions", {"dest": f"https://{text}", "stream": True}),
        lambda text: ("/capture", document(event(1, epcList=[ITEM], **{"https://e.x/a": text}))),
    ],
)
def test_texts_that_no_database_keeps_are_refused(system, make, text):
    path, body = make(text)
    system.post("/queries", {"name": "a", "query": {}})
    assert system.post(path, body).status_code == 400


def test_a_whole_character_written_in_halves_is_a_text(system):
    body = document(event(1, epcList=[ITEM], **{"https://e.x/a": "\U0001f95b"}))
    system.post("/capture", body)
    answer = system.get("/events?EQ_https://e.x/a=%F0%9F%A5%9B", **HEADERS)
    assert len(answer.json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"]) == 1


@pytest.mark.parametrize("path", ["/events/", "/bizSteps/", "/epcs/", "/queries/", "/capture/"])
def test_an_address_with_nul_is_refused(system, path):
    assert system.get(f"{path}a%00b").status_code == 400
