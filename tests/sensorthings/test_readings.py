"""What readings become: times, flags, unknown factors, made-up data; and what must not show."""

import pytest

from tests.sensorthings.conftest import PASSWORD, ROOT
from zhiliang.systems.environment.sensorthings.kinds import PLURALS

OUTLET = "outlet:GZ-001"


@pytest.mark.parametrize(
    ("series", "time"),
    [
        ("2061:w01018:Avg", "2024-01-05T00:00:00+08:00/2024-01-05T01:00:00+08:00"),
        ("2051:w01018:Avg", "2024-01-05T00:00:00+08:00/2024-01-05T00:10:00+08:00"),
        ("2031:w01018:Avg", "2024-01-05T00:00:00+08:00/2024-01-06T00:00:00+08:00"),
        ("2011:w01018:Rtd", "2024-01-05T00:00:30+08:00"),
    ],
)
def test_a_label_is_the_start_of_its_interval_or_an_instant(ask, series, time):
    found = ask(f"Datastreams('{OUTLET}:{series}')/Observations", top="1")["value"][0]
    assert found["phenomenonTime"] == time


def test_a_flag_makes_a_value_invalid_and_is_told(ask):
    found = ask(f"Observations('{OUTLET}:2061:w01018:Avg:20240105030000')")
    assert found["resultQuality"] == {"flag": "D", "meaning": "故障", "valid": False}


def test_a_factor_of_no_standard_is_shown(ask):
    found = ask("ObservedProperties", filter="properties/listed eq false")["value"]
    assert [one["name"] for one in found] == ["LAMP'BLACK/1"]


def test_what_was_no_number_is_shown_as_it_came(ask):
    key = f"{OUTLET}:2061:LAMP''BLACK/1:Avg"
    found = ask(f"Datastreams('{key}')/Observations")["value"]
    assert [(one["result"], one["parameters"].get("text")) for one in found] == [
        (None, "1e999"),
        (1.0, None),
    ]


@pytest.mark.parametrize(
    ("series", "symbol"),
    [(f"{OUTLET}:2061:w01018", "mg/L"), ("station:GZ-T1:2061:a34004", "µg/m³")],
)
def test_a_unit_is_that_of_the_medium(ask, series, symbol):
    assert ask(f"Datastreams('{series}:Avg')")["unitOfMeasurement"]["symbol"] == symbol


@pytest.mark.parametrize("name", ["Things", "Sensors", "FeaturesOfInterest", "Datastreams"])
def test_made_up_things_are_marked(ask, name):
    found = {
        one["@iot.id"].split(":")[0]: one["properties"]["source"] for one in ask(name)["value"]
    }
    assert found == {"outlet": "records", "station": "sample"}


def test_made_up_readings_are_marked(ask):
    found = ask("FeaturesOfInterest('station:GZ-T1')/Observations")["value"]
    assert {one["parameters"]["source"] for one in found} == {"sample"}


def test_readings_of_nobody_registered_are_not_shown(ask):
    assert ask("Observations", filter="result eq 99")["value"] == []


def test_a_station_lies_at_its_coordinates_and_an_outlet_only_in_its_place(ask):
    found = {one["@iot.id"]: one["location"]["geometry"] for one in ask("Locations")["value"]}
    assert found == {
        "station:GZ-T1": {"type": "Point", "coordinates": [113.25, 23.1]},
        "place:440100": None,
    }


def test_the_password_of_a_logger_never_shows(client, monitored):
    expand = "Datastreams($expand=Sensor,Thing)"
    paths = [*PLURALS, f"Things?$expand={expand}", "Sensors?$resultFormat=CSV"]
    shown = "".join(client.get(f"{ROOT}/{path}").content.decode() for path in paths)
    assert PASSWORD not in shown and "password" not in shown


def test_the_password_is_not_even_loaded(ask, django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as asked:
        ask("Things")
    read = [one["sql"] for one in asked.captured_queries]
    assert read and not [sql for sql in read if "password" in sql]
