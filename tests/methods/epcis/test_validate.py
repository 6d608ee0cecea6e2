"""What is refused and what is taken, each refusal with its rule and place."""

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.epcis.documents import document, event, generated, invalid, rows, valid
from zhiliang.methods.epcis import event_hash, examine, normal_form, validate
from zhiliang.methods.tables.epcis import rules, schema

pytestmark = pytest.mark.once

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)
WHERE = "/epcisBody/eventList"
REFUSED = {
    "Combination_of_events_with_missing_mandatory_fields": {("schema.required", f"{WHERE}/1")},
    "Combination_of_multiple_invalid_fields": {
        ("cbv.bizstep", f"{WHERE}/0/bizStep"),
        ("cbv.disposition", f"{WHERE}/1/disposition"),
        ("cbv.sourcedest", f"{WHERE}/2/sourceList/0/type"),
        ("extension.namespace", f"{WHERE}/3/ilmd/materialType"),
        ("schema.enum", f"{WHERE}/4/action"),
        ("time.instant", f"{WHERE}/4/eventTime"),
    },
    "Combination_of_non_standard_bizStep_and_disposition": {
        ("cbv.bizstep", f"{WHERE}/0/bizStep"),
        ("cbv.disposition", f"{WHERE}/1/disposition"),
    },
    "EPCISDocument_without_context": {("context.missing", "")},
    "ObjectEvent_with_ilmd_field_without_namespace": {
        ("extension.namespace", f"{WHERE}/0/ilmd/materialType")
    },
    "ObjectEvent_with_invalid_action": {("schema.enum", f"{WHERE}/0/action")},
    "ObjectEvent_with_invalid_certificationInfo": {
        ("schema.type", f"{WHERE}/0/certificationInfo/0"),
        ("schema.type", f"{WHERE}/0/certificationInfo/1"),
    },
    "ObjectEvent_with_invalid_eventTime_format": {("time.instant", f"{WHERE}/0/eventTime")},
    "ObjectEvent_with_non_standard_bizStep": {("cbv.bizstep", f"{WHERE}/0/bizStep")},
    "ObjectEvent_with_non_standard_bizStep_in_second_event": {
        ("cbv.bizstep", f"{WHERE}/1/bizStep")
    },
    "ObjectEvent_with_non_standard_disposition": {("cbv.disposition", f"{WHERE}/0/disposition")},
    "ObjectEvent_with_quantity_as_text": {("schema.type", f"{WHERE}/0/quantityList/0/quantity")},
    "ObjectEvent_with_unknown_field_in_quantityList": {
        ("schema.unexpected", f"{WHERE}/0/quantityList/0/weight")
    },
    "ObjectEvent_without_action_and_eventTime": {("schema.required", f"{WHERE}/0")},
    "ObjectEvent_without_identifier_list": {("object.objects", f"{WHERE}/0")},
}


def found(given_document):
    return [(one.rule, one.pointer) for one in validate(given_document)]


@pytest.mark.parametrize("row", valid() + rows("hashes"), ids=lambda row: row["name"])
def test_valid_documents_of_others_are_taken(row):
    assert validate(row["json"]) == []


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_invalid_documents_of_others_are_refused_at_the_place(name):
    assert set(found(invalid()[name])) >= REFUSED[name]


def test_every_invalid_document_of_others_is_named_above():
    assert set(invalid()) == set(REFUSED)


def test_generated_events_are_taken():
    assert [validate(one) for one in generated()] == [[]] * len(generated())


CASES = [
    ("cbv.bizstep", "/bizStep", {"bizStep": "transforming"}),
    ("cbv.bizstep", "/bizStep", {"bizStep": "https://ref.gs1.org/cbv/BizStep-transforming"}),
    ("cbv.urn", "/bizStep", {"bizStep": "urn:epcglobal:cbv:bizstep:shipping"}),
    ("context.prefix", "/bizStep", {"bizStep": "own:transforming"}),
    ("cbv.disposition", "/disposition", {"disposition": "lost"}),
    ("extension.namespace", "/lot", {"lot": "7"}),
    ("extension.namespace", "/readPoint/dock", {"readPoint": {"id": "urn:x:1", "dock": "7"}}),
    ("context.prefix", "/own:lot", {"own:lot": "7"}),
    ("context.prefix", "/example:a/0/own:b", {"example:a": [{"own:b": "7"}]}),
    ("event.type", "/type", {"type": "QuantityEvent"}),
    ("event.field", "/childEPCs", {"childEPCs": ["urn:x:1"]}),
    ("event.id", "/eventID", {"eventID": "ni:///sha-256;abc?ver=CBV2.0"}),
    ("time.instant", "/eventTime", {"eventTime": "2026-02-30T08:00:00Z"}),
    ("time.instant", "/eventTime", {"eventTime": "2026-02-28T24:00:00Z"}),
    ("time.instant", "/eventTime", {"eventTime": "2026-02-28T08:00:00"}),
    ("schema.pattern", "/eventTimeZoneOffset", {"eventTimeZoneOffset": "+14:30"}),
    ("schema.pattern", "/eventTimeZoneOffset", {"eventTimeZoneOffset": "8"}),
    ("schema.format", "/epcList/0", {"epcList": ["no uri"]}),
    ("epc.gs1", "/epcList/0", {"epcList": ["urn:epc:id:sgtin:4012345.12345.1"]}),
    ("epc.gs1", "/epcList/0", {"epcList": ["https://id.gs1.org/01/04012345123457/21/1"]}),
    ("epc.gs1", "/epcList/0", {"epcList": ["urn:epc:id:nothing:1.2.3"]}),
    ("epc.level", "/epcList/0", {"epcList": ["urn:epc:class:lgtin:4012345.012345.L1"]}),
    ("object.objects", "", {"epcList": []}),
    ("object.ilmd", "/ilmd", {"ilmd": {"example:x": "1"}}),
    (
        "error.corrects",
        "/errorDeclaration/correctiveEventIDs",
        {
            "eventID": "urn:uuid:1",
            "errorDeclaration": {
                "declarationTime": "2026-05-01T08:00:00Z",
                "correctiveEventIDs": ["urn:uuid:1"],
            },
        },
    ),
    (
        "cbv.errorreason",
        "/errorDeclaration/reason",
        {
            "errorDeclaration": {"declarationTime": "2026-05-01T08:00:00Z", "reason": "oops"},
        },
    ),
    (
        "persistent.both",
        "/persistentDisposition/set/0",
        {
            "persistentDisposition": {"set": ["damaged"], "unset": ["cbv:Disp-damaged"]},
        },
    ),
]


@pytest.mark.parametrize(("rule", "pointer", "fields"), CASES)
def test_a_rule_is_broken_at_its_place(rule, pointer, fields):
    assert found(event(**fields)) == [(rule, pointer)]


QUANTITIES = [
    ("quantity.positive", "quantity", {"quantity": 0}),
    ("quantity.positive", "quantity", {"quantity": -1.5}),
    ("quantity.uom", "uom", {"uom": "KGM"}),
    ("schema.pattern", "uom", {"quantity": 1, "uom": "kg"}),
]


@pytest.mark.parametrize(("rule", "name", "fields"), QUANTITIES)
def test_quantities_are_above_zero_and_units_are_those_of_the_recommendation(rule, name, fields):
    element = {"epcClass": "urn:epc:class:lgtin:4012345.012345.L1", **fields}
    assert found(event(quantityList=[element])) == [(rule, f"/quantityList/0/{name}")]


REPORTS = [
    ("sensor.what", "", {"value": 1}),
    ("sensor.percentile", "/percRank", {"type": "Temperature", "percRank": 50}),
    ("cbv.measurement", "/type", {"type": "Mood"}),
    ("cbv.alert", "/exception", {"exception": "PANIC"}),
    ("cbv.component", "/component", {"type": "Speed", "component": "w"}),
    ("time.instant", "/time", {"type": "Speed", "time": "now"}),
]


@pytest.mark.parametrize(("rule", "pointer", "report"), REPORTS)
def test_sensor_reports_say_what_was_measured(rule, pointer, report):
    sensors = [{"sensorReport": [report]}]
    where = f"/sensorElementList/0/sensorReport/0{pointer}"
    assert found(event(sensorElementList=sensors)) == [(rule, where)]


def test_a_sensor_begins_before_it_ends():
    period = {"startTime": "2026-05-01T08:00:00Z", "endTime": "2026-05-01T08:00:00+08:00"}
    sensors = [{"sensorMetadata": period, "sensorReport": [{"type": "Speed", "value": 1}]}]
    [(rule, pointer)] = found(event(sensorElementList=sensors))
    assert (rule, pointer) == ("time.period", "/sensorElementList/0/sensorMetadata/startTime")


def test_sensor_data_alone_need_no_objects_but_a_place():
    sensors = {"sensorElementList": [{"sensorReport": [{"type": "Speed", "value": 1}]}]}
    there = event(epcList=None, readPoint={"id": "geo:22.3,114.1"}, **sensors)
    assert validate(there) == []
    assert found(event(epcList=None, **sensors)) == [("object.objects", "")]


AGGREGATIONS = [
    ("ADD", {}, "aggregation.children"),
    ("OBSERVE", {}, "aggregation.children"),
    ("DELETE", {}, None),
    ("ADD", {"childEPCs": ["urn:x:1"]}, None),
    ("ADD", {"childEPCs": []}, "aggregation.children"),
]


@pytest.mark.parametrize(("action", "fields", "rule"), AGGREGATIONS)
@pytest.mark.parametrize("kind", ["AggregationEvent", "AssociationEvent"])
def test_only_a_delete_may_leave_out_the_children(kind, action, fields, rule):
    one = event(type=kind, action=action, epcList=None, parentID="urn:x:0", **fields)
    assert found(one) == ([(rule, "")] if rule else [])


@pytest.mark.parametrize(
    ("action", "needed"), [("ADD", True), ("DELETE", True), ("OBSERVE", False)]
)
def test_only_an_observed_aggregation_may_leave_out_the_parent(action, needed):
    one = event(type="AggregationEvent", action=action, epcList=None, childEPCs=["urn:x:1"])
    assert found(one) == ([("aggregation.parent", "")] if needed else [])


SIDES = [
    ({"inputEPCList": ["urn:x:1"]}, False),
    ({"outputEPCList": ["urn:x:1"]}, False),
    ({"inputEPCList": ["urn:x:1"], "outputEPCList": ["urn:x:2"]}, True),
    ({"inputEPCList": ["urn:x:1"], "transformationID": "urn:x:9"}, True),
    ({"transformationID": "urn:x:9"}, False),
]


@pytest.mark.parametrize(("fields", "enough"), SIDES)
def test_a_transformation_has_both_sides_or_an_id_that_joins_it_to_others(fields, enough):
    one = event(type="TransformationEvent", action=None, epcList=None, **fields)
    assert found(one) == ([] if enough else [("transformation.sides", "")])


def test_an_event_type_of_ones_own_needs_a_namespace():
    assert validate(event(type="example:RepairEvent", **{"example:x": "1"})) == []


def test_two_events_of_a_document_do_not_share_an_id():
    one = event(eventID="urn:uuid:1")
    void = {"errorDeclaration": {"declarationTime": "2026-05-02T08:00:00Z"}}
    assert found(document(one, one)) == [("document.repeated", f"{WHERE}/1/eventID")]
    assert validate(document(one, {**one, **void})) == []


def test_a_document_and_a_lone_event_need_a_context():
    assert found({**document(event()), "@context": None})[0] == ("schema.type", "/@context")
    assert found(event(**{"@context": None})) == [("context.missing", "")]


def test_query_documents_are_judged_event_by_event():
    results = {"queryName": "q", "resultsBody": {"eventList": [event(bizStep="lost")]}}
    queried = document(type="EPCISQueryDocument", epcisBody={"queryResults": results})
    where = "/epcisBody/queryResults/resultsBody/eventList/0/bizStep"
    assert found(queried) == [("cbv.bizstep", where)]


def test_messages_say_what_is_wrong_and_what_to_do_in_both_languages():
    [one] = validate(event(bizStep="transforming"))
    assert one.message.startswith("transforming is no business step of CBV 2.0. Use one of its")
    assert one.message_zh.startswith("transforming 不是 CBV 2.0 的业务步骤。请使用标准词")


def test_every_rule_has_a_place_in_the_standard_and_two_messages():
    assert all(rule.source and rule.zh and rule.en for rule in rules().values())


@given(JSON)
def test_nothing_is_raised_whatever_the_json(anything):
    assert isinstance(validate(anything), list)


@settings(max_examples=300)
@given(st.sampled_from(generated()), st.data())
def test_nothing_is_raised_when_anything_stands_anywhere(one, data):
    holder = one
    for _ in range(data.draw(st.integers(0, 3))):
        inner = [value for value in values(holder) if isinstance(value, dict | list) and value]
        holder = data.draw(st.sampled_from(inner)) if inner else holder
    places = sorted(holder) if isinstance(holder, dict) else range(len(holder))
    place = data.draw(st.sampled_from(places))
    before, holder[place] = holder[place], data.draw(JSON)
    try:
        assert isinstance(validate(document(one)), list)
    finally:
        holder[place] = before


def values(holder):
    return [*holder.values()] if isinstance(holder, dict) else holder


def tower(levels):
    built = "x"
    for _ in range(levels):
        built = [built]
    return built


def test_extensions_nested_beyond_all_reason_are_refused():
    assert validate(event(**{"example:a": tower(100)})) == []
    [(rule, _)] = found(event(**{"example:a": tower(5000)}))
    assert rule == "extension.depth"


@pytest.mark.parametrize("name", ["epcList", "action", "@context", "readPoint", "type"])
def test_towers_in_fields_of_the_standard_are_refused(name):
    assert found(event(**{name: tower(5000)}))


@pytest.mark.parametrize(
    "fields",
    [
        {"example:x": "\ud800"},
        {"example:x": {"a": ["\ud800"]}},
        {"example:\ud800": "1"},
        {"epcList": ["urn:x:\ud800"]},
        {"sensorElementList": [{"sensorReport": [{"type": "Speed", "stringValue": "\ud800"}]}]},
        {"sensorElementList": [{"sensorReport": [{"type": "Speed", "uom": "\ud800"}]}]},
    ],
)
def test_text_that_no_encoding_can_write_is_refused(fields):
    [one] = validate(event(**fields))
    assert one.rule == "document.json"
    assert one.message.encode()


def test_what_is_no_event_is_named_once():
    assert found(document(1, None))[:2] == [
        ("schema.type", f"{WHERE}/0"),
        ("schema.type", f"{WHERE}/1"),
    ]


def test_another_reading_of_the_schema_agrees():
    other = jsonschema.Draft7Validator(schema())
    assert all(other.is_valid(row["json"]) for row in valid())
    assert not other.is_valid(invalid()["ObjectEvent_with_invalid_action"])


def test_an_examination_is_the_three_answers_in_one():
    bad = event(bizStep="lost")
    outside, events = examine(document(event(), bad, creationDate="today"))
    first, second = events
    assert [one.pointer for one in outside] == ["/creationDate"]
    assert first.form == normal_form(event())
    assert first.hash == event_hash(event())
    assert (second.findings[0].rule, second.form, second.hash) == ("cbv.bizstep", {}, "")
