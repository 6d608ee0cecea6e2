"""XML read as JSON: twins, and documents that would do harm."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.epcis.documents import twins
from zhiliang.methods.epcis import event_hash, events_of, normal_form, read_xml, validate

pytestmark = pytest.mark.once

HEAD = '<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" xmlns:x="https://x.example/" '
HEAD += 'schemaVersion="2.0" creationDate="2026-05-01T08:00:00Z"><EPCISBody><EventList>'
TAIL = "</EventList></EPCISBody></e:EPCISDocument>"


def read(inner):
    return read_xml(f"{HEAD}<ObjectEvent>{inner}</ObjectEvent>{TAIL}".encode())


def event_of(inner):
    [event] = events_of(read(inner))
    return event


@pytest.mark.parametrize("row", twins(), ids=lambda row: row["name"])
def test_a_document_in_xml_equals_its_twin_in_json(row):
    written = events_of(read_xml(row["xml"].encode()))
    other = events_of(row["json"])
    assert [normal_form(one) for one in written] == [normal_form(one) for one in other]
    assert [event_hash(one) for one in written] == [event_hash(one) for one in other]


@pytest.mark.parametrize("row", twins(), ids=lambda row: row["name"])
def test_what_was_read_from_xml_is_valid_where_the_json_is(row):
    assert validate(read_xml(row["xml"].encode())) == []


def test_elements_in_the_namespace_of_epcis_are_the_same_ones():
    plain = b"<ObjectEvent><action>ADD</action></ObjectEvent>"
    named = plain.replace(b"<", b"<e:").replace(b"<e:/", b"</e:")
    declared = b'ObjectEvent xmlns:e="urn:epcglobal:epcis:xsd:2">'
    assert read_xml(named.replace(b"ObjectEvent>", declared, 1)) == read_xml(plain)


def test_wrappers_of_the_xml_schema_leave_no_trace():
    inner = "<baseExtension><eventID>urn:x:1</eventID></baseExtension>"
    inner += "<extension><x:a>1</x:a></extension>"
    assert event_of(inner).items() >= {"eventID": "urn:x:1", "x:a": "1"}.items()


def test_extensions_keep_attributes_repetition_and_depth():
    found = event_of('<x:a unit="KG">5</x:a><x:b>1</x:b><x:b>2</x:b><x:c><d>3</d></x:c>')
    assert found["x:a"] == {"unit": "KG", "#text": "5"}
    assert found["x:b"] == ["1", "2"]
    assert found["x:c"] == {"d": "3"}


def test_a_prefix_bound_twice_stands_for_two_namespaces():
    inner = '<p:a xmlns:p="https://one.example/">1</p:a><p:a xmlns:p="https://two.example/">2</p:a>'
    form = normal_form(event_of(inner))
    assert (form["https://one.example/a"], form["https://two.example/a"]) == ("1", "2")


def test_the_header_becomes_sender_receiver_and_master_data():
    body = (
        '<EPCISHeader><s:StandardBusinessDocumentHeader xmlns:s="urn:sbdh"><s:Sender><s:Identifier>'
        "urn:x:me</s:Identifier></s:Sender></s:StandardBusinessDocumentHeader><extension>"
        '<EPCISMasterData><VocabularyList><Vocabulary type="urn:t"><VocabularyElementList>'
        '<VocabularyElement id="urn:e"><attribute id="urn:a">7</attribute><children><id>urn:c</id>'
        "</children></VocabularyElement></VocabularyElementList></Vocabulary></VocabularyList>"
        "</EPCISMasterData></extension></EPCISHeader><EPCISBody>"
    )
    found = read_xml((HEAD + TAIL).replace("<EPCISBody>", body).encode())
    entry = {
        "id": "urn:e",
        "attributes": [{"id": "urn:a", "attribute": "7"}],
        "children": ["urn:c"],
    }
    [vocabulary] = found["epcisHeader"]["epcisMasterData"]["vocabularyList"]
    assert found["sender"] == "urn:x:me"
    assert vocabulary == {"type": "urn:t", "vocabularyElementList": [entry]}


BOMB = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
HOSTILE = {
    "entities": BOMB + "<ObjectEvent>&b;</ObjectEvent>",
    "a file": "<!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><ObjectEvent>&f;</ObjectEvent>",
    "a parameter": "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://x.example/'> %p;]><ObjectEvent/>",
    "an address": "<!DOCTYPE a SYSTEM 'http://x.example/a.dtd'><ObjectEvent/>",
    "a DTD": "<!DOCTYPE a [<!ELEMENT a ANY>]><ObjectEvent/>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_documents_that_would_do_harm_are_refused(name):
    with pytest.raises(ValueError, match="DTD, entities or external references is refused"):
        read_xml(HOSTILE[name].encode())


def test_a_doctype_that_declares_nothing_does_no_harm():
    assert read_xml(b"<!DOCTYPE project><ObjectEvent/>")["type"] == "ObjectEvent"


def test_a_tower_of_elements_is_refused():
    with pytest.raises(ValueError, match="nested more than 100 levels deep"):
        read_xml(b"<ObjectEvent>" + b"<a>" * 100_000)


def test_broken_xml_is_refused_with_line_and_column():
    with pytest.raises(ValueError, match=re.escape("line 2, column 3: mismatched tag")):
        read_xml(b"<ObjectEvent>\n</EventList>")


@pytest.mark.parametrize(
    "text",
    [
        '<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:1" schemaVersion="1.2"/>',
        '<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" schemaVersion="1.2"/>',
    ],
)
def test_epcis_1_is_refused_by_name(text):
    with pytest.raises(ValueError, match=r"EPCIS 1: only EPCIS 2\.0 is read"):
        read_xml(text.encode())


def test_other_xml_is_refused():
    with pytest.raises(ValueError, match="<html> is no EPCIS 2.0"):
        read_xml(b"<html/>")


@given(st.sampled_from([row["xml"].encode() for row in twins()]), st.data())
def test_damaged_documents_are_read_or_refused(text, data):
    at = data.draw(st.integers(0, len(text)))
    width = data.draw(st.integers(0, 60))
    damaged = text[:at] + data.draw(st.binary(max_size=20)) + text[at + width :]
    try:
        validate(read_xml(damaged))
    except ValueError as refusal:
        assert str(refusal)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "GBK"])
def test_documents_are_read_in_the_encoding_they_name(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><ObjectEvent xmlns:x="urn:x"><x:a>粤</x:a>'
    assert read_xml(f"{text}</ObjectEvent>".encode(encoding))["x:a"] == "粤"


@pytest.mark.parametrize("name", ["big5", "nonsense"])
def test_other_encodings_are_refused(name):
    with pytest.raises(ValueError, match="encoding"):
        read_xml(f'<?xml version="1.0" encoding="{name}"?><ObjectEvent/>'.encode())


def test_prefixes_bound_anew_many_times_cost_little():
    inner = "".join(f'<a xmlns="https://{number}.example/">1</a>' for number in range(20_000))
    assert len(event_of(inner)) > 20_000
