import io

import pyarrow.parquet as pq
import pytest
from jsonschema import Draft202012Validator

pytestmark = pytest.mark.django_db


def test_the_interface_describes_itself(client):
    document = client.get("/api/openapi.json").json()
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    assert {"/api/mandate", "/api/indicators/{key}/values", "/api/data"} <= set(document["paths"])


def test_every_operation_is_described_in_both_languages(client):
    paths = client.get("/api/openapi.json").json()["paths"]
    told = [operation for methods in paths.values() for operation in methods.values()]
    assert all(one["summary"].isascii() is False and one["description"] for one in told)


def test_the_mandate_is_whole(client):
    found = client.get("/api/mandate").json()
    assert len(found["targets"]) == 25
    assert found["clauses"][0]["systems"]


def test_values_carry_all_their_facts(client, lake):
    found = client.get("/api/indicators/sampling.market_pass_rate/values?period=2015").json()
    assert found["values"][0] == {
        "place": "440100",
        "name": "广州市",
        "name_en": "广州市",
        "value": 90,
        "numerator": 900,
        "denominator": 1000,
        "status": "ok",
        "source": "sample",
        "rank": 3,
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/indicators/no.such/values?period=2015", 404),
        ("/api/indicators/sampling.market_pass_rate/values?period=x", 400),
        ("/api/indicators/sampling.market_pass_rate/values", 422),
        ("/api/evaluations/1999", 404),
        ("/api/data/no_such.csv", 404),
        ("/api/data/figure.exe", 422),
    ],
)
def test_a_wrong_question_is_answered_as_such(client, lake, path, status):
    assert client.get(path).status_code == status


def test_before_any_data_the_interface_says_so(client, settings, tmp_path):
    settings.VAR = tmp_path
    answer = client.get("/api/indicators/sampling.market_pass_rate/values?period=2015")
    assert answer.status_code == 503


def test_a_table_as_csv_has_exact_decimals(client, lake):
    lines = client.get("/api/data/figure.csv").content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("sampling.market_pass_rate,440100,2015,sample,ok,90.000000,900")


def test_a_table_as_parquet_has_the_same_rows(client, lake):
    body = client.get("/api/data/figure.parquet").content
    assert pq.read_table(io.BytesIO(body)).num_rows == 3


@pytest.mark.parametrize("name", ["figure", "place", "place_set", "environment-air"])
def test_every_listed_table_can_be_downloaded(client, lake, name):
    assert name in {one["name"] for one in client.get("/api/data").json()}
    assert client.get(f"/api/data/{name}.csv").status_code == 200


def test_every_page_of_the_interface_is_linked(client):
    assert "/api/data/figure.csv" in client.get("/interface/").content.decode()
