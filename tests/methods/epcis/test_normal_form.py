"""The form events are indexed in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.epcis.documents import event, generated, valid
from zhiliang.methods.epcis import event_hash, events_of, normal_form

pytestmark = pytest.mark.once


@given(st.sampled_from(generated()))
def test_the_form_of_a_form_is_that_form(one):
    assert normal_form(normal_form(one)) == normal_form(one)


def test_the_form_of_a_form_is_that_form_in_documents_of_others():
    for row in valid():
        for one in events_of(row["json"]):
            assert normal_form(normal_form(one)) == normal_form(one)


def test_identifiers_words_keys_and_times_have_one_spelling():
    found = normal_form(
        event(
            bizStep="https://ref.gs1.org/cbv/BizStep-shipping",
            disposition="cbv:Disp-in_transit",
            quantityList=[{"epcClass": "urn:epc:class:lgtin:4012345.012345.L1", "quantity": 2.0}],
            **{"example:shift": 3, "rdfs:comment": "nothing"},
        )
    )
    assert found == {
        "type": "ObjectEvent",
        "eventTime": "2026-05-01T00:00:00.000000Z",
        "eventTimeZoneOffset": "+08:00",
        "action": "OBSERVE",
        "epcList": ["https://id.gs1.org/01/04012345123456/21/1"],
        "bizStep": "shipping",
        "disposition": "in_transit",
        "quantityList": [{"epcClass": "https://id.gs1.org/01/04012345123456/10/L1", "quantity": 2}],
        "https://ns.example.com/epcis/shift": "3",
    }


def test_unknown_identifiers_stay_as_they_are():
    ids = ["urn:uuid:1", "https://shop.example/orders/7", "urn:epc:id:gid:95100000.12345.400"]
    assert normal_form(event(epcList=ids))["epcList"] == ids


def test_empty_lists_are_left_out():
    assert "childEPCs" not in normal_form(event(type="AggregationEvent", childEPCs=[]))


def test_a_mistyped_check_digit_is_one_thing_under_any_domain():
    spelt = [
        "https://a.example/8003/030013450007718765",
        "https://id.gs1.org/8003/030013450007718765",
    ]
    first, second = normal_form(event(epcList=spelt))["epcList"]
    assert first == second


def test_events_of_a_document_carry_its_context_and_their_own():
    inner = {"@context": {"own": "https://own.example/"}, "type": "ObjectEvent", "own:a": "1"}
    outer = {"type": "EPCISDocument", "@context": {"ex": "https://ex.example/"}}
    [found] = events_of({**outer, "epcisBody": {"eventList": [inner | {"ex:b": "2"}]}})
    assert (
        normal_form(found).items()
        >= {
            "https://own.example/a": "1",
            "https://ex.example/b": "2",
        }.items()
    )


def test_two_prefixes_of_one_namespace_make_one_field():
    both = [{"a": "https://ex.org/"}, {"b": "https://ex.org/"}]
    found = normal_form(event(**{"@context": both, "a:x": "1", "b:x": ["2", "3"]}))
    assert found["https://ex.org/x"] == ["1", "2", "3"]


def test_a_key_written_in_full_is_the_same_field():
    short, full = (event(**{name: "7"}) for name in ("example:x", "https://ns.example.com/epcis/x"))
    assert normal_form(short) == normal_form(full)
    assert event_hash(short) == event_hash(full)


@given(st.sampled_from(generated()))
def test_a_form_kept_as_json_has_the_hash_of_its_event(one):
    kept = json.loads(json.dumps(normal_form(one)))
    assert event_hash(kept) == event_hash(one)
