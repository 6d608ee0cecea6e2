"""OGC 18-088 (SensorThings 1.1, part 1): the requirements of reading that the service declares.

Each test says which; paths are below http://www.opengis.net/spec/iot_sensing/1.1/req/.
"""

import json
from urllib.parse import unquote, urlsplit

import pytest

from tests.sensorthings.conftest import ROOT
from zhiliang.systems.environment.sensorthings.kinds import KINDS, PLURALS
from zhiliang.systems.environment.sensorthings.service import CONFORMANCE

HOURS = "Datastreams('outlet:GZ-001:2061:w01018:Avg')"
THIRD = "Observations('outlet:GZ-001:2061:w01018:Avg:20240105030000')"
# table 1 to 18 of the standard: mandatory properties
MANDATORY = {
    "Thing": {"name", "description"},
    "Location": {"name", "description", "encodingType", "location"},
    "Datastream": {"name", "description", "unitOfMeasurement", "observationType"},
    "Sensor": {"name", "description", "encodingType", "metadata"},
    "ObservedProperty": {"name", "definition", "description"},
    "Observation": {"phenomenonTime", "result", "resultTime"},
    "FeatureOfInterest": {"name", "description", "encodingType", "feature"},
}
FILLED = [kind for kind in KINDS.values() if kind.name != "HistoricalLocation"]


def by_name(kind):
    return kind.name


def follow(client, address):
    parts = urlsplit(address)
    return client.get(unquote(parts.path) + (f"?{parts.query}" if parts.query else ""))


def test_the_root_lists_every_entity_set(ask):
    """resource-path/resource-path-to-entities"""
    found = {one["name"]: one["url"] for one in ask()["value"]}
    assert found == {name: f"http://testserver{ROOT}/{name}" for name in PLURALS}


def test_the_root_declares_what_it_conforms_to(ask):
    declared = ask()["serverSettings"]["conformance"]
    assert len(declared) == len(CONFORMANCE)
    assert not [uri for uri in declared if "create" in uri or "mqtt" in uri]


@pytest.mark.parametrize("name", PLURALS)
def test_every_entity_set_is_a_collection(ask, name):
    """resource-path/resource-path-to-entities"""
    assert isinstance(ask(name)["value"], list)


@pytest.mark.parametrize("kind", FILLED, ids=by_name)
def test_an_entity_has_its_mandatory_properties(ask, kind):
    """datamodel/*/properties"""
    for one in ask(kind.plural)["value"]:
        assert MANDATORY[kind.name] <= one.keys()


@pytest.mark.parametrize("kind", FILLED, ids=by_name)
def test_an_entity_has_id_and_self_link_that_lead_back_to_it(ask, client, kind):
    """datamodel/entity-control-information/common-control-information"""
    for one in ask(kind.plural)["value"]:
        assert follow(client, one["@iot.selfLink"]).json() == one


@pytest.mark.parametrize("kind", FILLED, ids=by_name)
def test_every_relation_has_a_link_that_leads_somewhere(ask, client, kind):
    """datamodel/*/relations"""
    one = ask(kind.plural)["value"][0]
    for link in kind.links:
        assert follow(client, one[f"{link}@iot.navigationLink"]).status_code == 200


def test_no_location_has_a_history(ask):
    assert ask("Things('outlet:GZ-001')/HistoricalLocations")["value"] == []


def test_a_property_has_an_address(ask):
    """resource-path/resource-path-to-entities: 9.2.4"""
    assert ask(f"{THIRD}/result") == {"result": 3.5}


def test_the_bare_value_of_a_property_has_an_address(client, monitored):
    """resource-path/resource-path-to-entities: 9.2.5"""
    answer = client.get(f"{ROOT}/Things('outlet:GZ-001')/name/$value")
    assert (answer.content.decode(), answer["Content-Type"]) == (
        "总排口",
        "text/plain; charset=utf-8",
    )


def test_a_property_without_a_value_is_204(client, monitored):
    """resource-path/resource-path-to-entities: 9.2.4"""
    key = "outlet:GZ-001:2061:LAMP''BLACK/1:Avg:20240105000000"
    answer = client.get(f"{ROOT}/Observations('{key}')/result")
    assert (answer.status_code, answer.content) == (204, b"")


def test_relations_may_be_followed_by_path(ask):
    """resource-path/resource-path-to-entities: 9.2.6"""
    found = ask(f"{THIRD}/Datastream/Thing/Locations")
    assert [one["name"] for one in found["value"]] == ["广州市"]


def test_the_links_alone_may_be_asked_for(ask):
    """resource-path/resource-path-to-entities: 9.2.7"""
    found = ask("Things/$ref")
    assert [list(one) for one in found["value"]] == [["@iot.selfLink"], ["@iot.selfLink"]]


def test_a_nested_key_leads_only_to_what_is_there(ask):
    ask("Things('station:GZ-T1')/Datastreams('outlet:GZ-001:2061:w01018:Avg')", status=404)


@pytest.mark.parametrize(
    "path", ["Nothing", "Things('x')", f"{THIRD}/nothing", "Things('outlet:GZ-001", "Things/name"]
)
def test_what_is_not_there_is_404(ask, path):
    """request-data/status-code"""
    assert ask(path, status=404)["code"] == 404


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("filter", "name eq"),
        ("filter", "nothing eq 1"),
        ("filter", "name eq 'a' 'b'"),
        ("orderby", "nothing"),
        ("orderby", "name sideways"),
        ("select", "nothing"),
        ("expand", "Nothing"),
        ("top", "-1"),
        ("skip", "x"),
        ("count", "1"),
        ("nothing", "1"),
    ],
)
def test_a_wrong_query_is_400_and_says_why(ask, option, text):
    """request-data/query-status-code"""
    found = ask("Things", status=400, **{option: text})
    assert found["type"] == "error" and len(found["message"]) > 5


def test_expand_goes_several_levels_with_options_of_their_own(ask):
    """request-data/expand"""
    inner = "Observations($top=1;$orderby=phenomenonTime desc;$select=result;$count=true)"
    expand = f"Datastreams($filter=ObservedProperty/id eq 'w01018';$expand={inner})"
    listed = ask("Things", expand=expand, filter="id eq 'outlet:GZ-001'")["value"][0]
    hours = next(one for one in listed["Datastreams"] if "2061" in one["@iot.id"])
    assert hours["Observations@iot.count"] == 24
    assert [one["result"] for one in hours["Observations"]] == [23.5]


def test_expand_takes_a_path_of_relations(ask):
    """request-data/expand"""
    found = ask(THIRD, expand="Datastream/Thing,Datastream/Sensor")
    assert found["Datastream"]["Thing"]["name"] == "总排口"
    assert found["Datastream"]["Sensor"]["metadata"] == "HJ 212-2017"


def test_select_leaves_the_rest_out(ask):
    """request-data/select"""
    names = {"@iot.id", "name"}
    found = ask("Things", select="id,name")["value"][0]
    assert names <= found.keys() <= {*names, "@iot.selfLink"}


@pytest.mark.parametrize("way", ["asc", "desc"])
def test_orderby_sorts_either_way(ask, way):
    """request-data/orderby"""
    found = [
        one["result"] for one in ask(f"{HOURS}/Observations", orderby=f"result {way}")["value"]
    ]
    assert found == sorted(found, reverse=way == "desc")


def test_orderby_takes_a_nested_path(ask):
    """request-data/orderby"""
    found = ask("Datastreams", orderby="Thing/name desc,id")["value"]
    assert found[0]["@iot.id"].startswith("station:")


def test_top_and_skip_cut_out_a_part(ask):
    """request-data/top, request-data/skip"""
    found = ask(f"{HOURS}/Observations", top="2", skip="3")["value"]
    assert [one["result"] for one in found] == [3.5, 4.5]


@pytest.mark.parametrize("path", ["Observations", f"{HOURS}/Observations", "Datastreams"])
def test_count_tells_all_that_fit_and_not_the_page(ask, path):
    """request-data/count"""
    every = ask(path, top="1000")["value"]
    assert ask(path, count="true", top="1")["@iot.count"] == len(every)


def test_a_count_respects_the_filter(ask):
    """request-data/count, request-data/filter"""
    found = ask(f"{HOURS}/Observations", count="true", filter="result lt 10", top="0")
    assert (found["@iot.count"], found["value"]) == (10, [])


@pytest.mark.parametrize("path", ["Observations", "ObservedProperties"])
def test_next_links_lead_through_everything_once(ask, client, path):
    """request-data/pagination"""
    page = ask(path, top="40", filter="id ne 'a+b&c'")
    seen = [one["@iot.id"] for one in page["value"]]
    while "@iot.nextLink" in page:
        page = follow(client, page["@iot.nextLink"]).json()
        seen += [one["@iot.id"] for one in page["value"]]
    assert seen == [one["@iot.id"] for one in ask(path, top="1000")["value"]]


def test_an_expanded_collection_has_a_next_link_of_its_own(ask, client):
    """request-data/pagination"""
    found = ask(HOURS, expand="Observations($top=1;$filter=result gt 5)")
    following = follow(client, found["Observations@iot.nextLink"]).json()
    assert [one["result"] for one in following["value"]] == [6.5]


def test_a_data_array_holds_the_same_values(ask):
    """data-array: read"""
    found = ask(f"{HOURS}/Observations", resultFormat="dataArray", select="result", top="3")
    (group,) = found["value"]
    assert (group["components"], group["dataArray"]) == (["result"], [[0.5], [1.5], [2.5]])
    assert group["Datastream@iot.navigationLink"].endswith(HOURS)


def test_csv_holds_the_same_values(client, monitored):
    query = {"$resultFormat": "CSV", "$select": "phenomenonTime,result", "$top": "1"}
    lines = client.get(f"{ROOT}/{HOURS}/Observations", query).content.decode("utf-8-sig")
    assert lines.splitlines() == [
        "Datastream/id,phenomenonTime,result",
        "outlet:GZ-001:2061:w01018:Avg,2024-01-05T00:00:00+08:00/2024-01-05T01:00:00+08:00,0.5",
    ]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["", "/Things", "/Things('outlet:GZ-001')"])
def test_writing_is_refused(client, monitored, method, path):
    answer = getattr(client, method)(ROOT + path, data="{}", content_type="application/json")
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert json.loads(answer.content)["code"] == 405
