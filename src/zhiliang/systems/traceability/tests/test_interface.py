"""The interface of the standard: addresses, headers, refusals, pages."""

import base64

import pytest

from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.models import EpcisEvent, InterfaceKey
from zhiliang.systems.traceability.tests.conftest import (
    DAIRY,
    MILK,
    document,
    event,
    hour,
    quantity,
)

ITEM = "urn:epc:id:sgtin:0614141.107346.2017"
LINK = "https://id.gs1.org/01/10614141073464/21/2017"
SHIPPED = event(2, bizStep="shipping", epcList=[ITEM], bizLocation={"id": DAIRY})


def test_a_capture_is_answered_with_the_address_of_its_job(system):
    answer = system.post("/capture", document(SHIPPED))
    assert answer.status_code == 202
    job = system.get("/capture/" + answer["Location"].rsplit("/", 1)[1]).json()
    assert (job["running"], job["success"], job["errors"]) == (False, True, [])


def test_one_event_is_captured_at_once(system):
    answer = system.post("/events", {**SHIPPED, "@context": document()["@context"]})
    assert answer.status_code == 201
    assert answer.json()["eventID"].startswith("ni:///sha-256;")
    assert EpcisEvent.objects.count() == 1


def test_an_event_that_is_known_is_a_conflict(system):
    body = {**SHIPPED, "@context": document()["@context"]}
    system.post("/events", body)
    assert system.post("/events", body).status_code == 409


def test_an_invalid_document_tells_where_it_is_wrong(system):
    wrong = {**SHIPPED, "bizStep": "no_such_step"}
    answer = system.post("/capture", document(SHIPPED, wrong))
    job = system.get("/capture/" + answer["Location"].rsplit("/", 1)[1]).json()
    assert not job["success"]
    assert job["errors"][0]["pointer"].startswith("/epcisBody/eventList/1/bizStep")
    assert EpcisEvent.objects.count() == 0


def test_what_is_right_is_kept_where_the_sender_wants_to_proceed(system):
    wrong = {**SHIPPED, "bizStep": "no_such_step"}
    system.post("/capture", document(SHIPPED, wrong), gs1_capture_error_behaviour="proceed")
    assert EpcisEvent.objects.count() == 1


@pytest.mark.parametrize(
    "content, status", [("{", 400), ("[]", 400), ('{"type": NaN}', 400), ("[" * 9000, 400)]
)
def test_what_is_no_document_is_refused(system, content, status):
    answer = system.post("/capture", content)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_hostile_xml_is_refused(system):
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    answer = system.post("/capture", bomb, content_type="application/xml")
    assert answer.status_code == 400
    assert "DTD" in answer.json()["title"] + str(answer.json())


def test_another_media_type_is_not_supported(system):
    assert system.post("/capture", "x", content_type="text/csv").status_code == 415


def test_nobody_is_told_to_show_a_key(client, db):
    answer = client.get("/epcis/events")
    assert answer.status_code == 401
    assert "Bearer" in answer["WWW-Authenticate"]


def test_a_key_may_be_the_password_of_basic_authentication(client, secret):
    basic = base64.b64encode(f"erp:{secret}".encode()).decode()
    answer = client.get("/epcis/events", HTTP_AUTHORIZATION=f"Basic {basic}")
    assert answer.status_code == 200


def test_a_revoked_key_opens_nothing(client, secret, clerk):
    actions.revoke_key(InterfaceKey.objects.get(), by=clerk)
    answer = client.get("/epcis/events", HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert answer.status_code == 401


def test_a_session_of_the_site_may_read_but_not_write(client, clerk):
    client.force_login(clerk)
    assert client.get("/epcis/events").status_code == 200
    assert client.post("/epcis/capture", "{}", content_type="application/json").status_code == 401


@pytest.mark.parametrize(
    "path, methods",
    [("/", "GET"), ("/capture", "GET, POST"), ("/events", "GET, POST"), ("/queries", "GET, POST")],
)
def test_what_an_address_can_is_told_by_options(system, path, methods):
    answer = system.options(path)
    assert answer.status_code == 204
    assert answer["Allow"] == f"OPTIONS, {methods}"
    for name in ("EPCIS-Min", "EPCIS-Max", "CBV-Min", "EPCIS-Capture-Limit", "Vendor-Version"):
        assert answer[f"GS1-{name}"]


@pytest.mark.parametrize(
    "headers", [{"accept": "text/csv"}, {"gs1_epcis_min": "2.1"}, {"gs1_epcis_max": "1.2"}]
)
def test_what_is_not_spoken_is_not_acceptable(system, headers):
    assert system.get("/events", **headers).status_code == 406


def test_identifiers_are_digital_links_unless_asked_otherwise(system):
    system.post("/capture", document(SHIPPED))
    said = system.get("/events").json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    assert said[0]["epcList"] == [LINK]
    kept = system.get("/events", gs1_epc_format="Never_Translates").json()
    events = kept["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    assert events[0]["epcList"] == [ITEM]


def listed(answer):
    return answer.json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"]


def test_pages_follow_one_another_without_loss(system):
    many = [event(n, epcList=[ITEM], bizStep="shipping") for n in range(7)]
    system.post("/capture", document(*many))
    address, seen = "/events?perPage=3", []
    while address:
        answer = system.get(address)
        seen += [one["eventTime"] for one in listed(answer)]
        link = answer.headers.get("Link", "")
        address = link.partition("/epcis")[2].partition(">")[0]
    assert seen == [hour(n) for n in range(7)]


def test_a_page_token_can_be_given_back(system):
    system.post("/capture", document(*(event(n, epcList=[ITEM]) for n in range(3))))
    link = system.get("/events?perPage=1")["Link"]
    token = link.partition("nextPageToken=")[2].partition(">")[0].partition("&")[0]
    assert system.delete(f"/nextPageToken/{token}").status_code == 204
    assert system.get(f"/events?perPage=1&nextPageToken={token}").status_code == 400


@pytest.mark.parametrize(
    "kind, name",
    [
        ("eventTypes", "ObjectEvent"),
        ("epcs", LINK),
        ("bizSteps", "shipping"),
        ("bizLocations", DAIRY),
    ],
)
def test_a_resource_lists_its_names_and_their_events(system, kind, name):
    system.post("/capture", document(SHIPPED))
    assert system.get(f"/{kind}").json()["member"] == [name]
    assert system.get(f"/{kind}/{name}").json()["member"] == ["events"]
    assert len(listed(system.get(f"/{kind}/{name}/events"))) == 1


def test_a_name_that_no_event_has_is_not_found(system):
    assert system.get("/bizSteps/shipping/events").status_code == 404


def test_an_event_is_found_by_its_id(system):
    system.post("/capture", document(SHIPPED))
    event_id = EpcisEvent.objects.get().event_id
    assert len(listed(system.get(f"/events/{event_id.replace('?', '%3F')}"))) == 1


def test_another_firm_sees_nothing_of_it(system, client, firm, person):
    from zhiliang.core.roles import Role

    system.post("/capture", document(SHIPPED))
    rival = firm("对手公司")
    other = person("对手", Role.ENTERPRISE, organisation=rival)
    key = actions.make_key(rival, by=other, label="ERP")[1]
    answer = client.get("/epcis/events", HTTP_AUTHORIZATION=f"Bearer {key}")
    assert listed(answer) == []
    answer = client.get("/epcis/epcs", HTTP_AUTHORIZATION=f"Bearer {key}")
    assert answer.json()["member"] == []


def test_a_query_is_kept_under_its_name(system):
    wanted = {"name": "shipped", "query": {"EQ_bizStep": ["shipping"]}}
    made = system.post("/queries", wanted)
    assert made.status_code == 201 and made["Location"].endswith("/epcis/queries/shipped")
    assert system.post("/queries", wanted).status_code == 409
    system.post("/capture", document(SHIPPED, event(3, epcList=[ITEM], bizStep="receiving")))
    assert len(listed(system.get("/queries/shipped/events"))) == 1
    assert system.delete("/queries/shipped").status_code == 204
    assert system.get("/queries/shipped").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/hook",
        "http://localhost:8080/hook",
        "http://[::1]/hook",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.8/hook",
        "http://2130706433/hook",
        "http://0x7f.1/hook",
        "file:///etc/passwd",
        "https://user:pass@example.com/hook",
        "https://example.com:22/hook",
        "",
    ],
)
def test_no_subscription_leads_inside(system, address):
    system.post("/queries", {"name": "all", "query": {"eventType": ["ObjectEvent"]}})
    answer = system.post("/queries/all/subscriptions", {"dest": address, "stream": True})
    assert answer.status_code == 400


def test_quantities_of_classes_are_found_by_size(system):
    lots = [
        event(n, quantityList=[quantity(f"{MILK}{n}", n)], bizStep="shipping") for n in range(1, 5)
    ]
    system.post("/capture", document(*lots))
    assert len(listed(system.get("/events?GE_quantity=3"))) == 2
