"""Readings in bulk: files with digests, and flat CSV."""

import csv
import hashlib
import io

import pyarrow.parquet as pq
import pytest

from tests.sensorthings.conftest import PASSWORD
from tests.sensorthings.lake import MN


def content(answer):
    return b"".join(answer.streaming_content)


def table(client, cn, period):
    body = content(client.get(f"/api/readings/{cn}/{period}.csv"))
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def test_the_list_lets_a_stranger_mirror_everything(client, monitored):
    listed = client.get("/api/readings").json()
    rows = 0
    for file in listed["files"]:
        body = content(client.get(file["url"].removeprefix("http://testserver")))
        assert (hashlib.sha256(body).hexdigest(), len(body)) == (file["sha256"], file["bytes"])
        assert pq.read_table(io.BytesIO(body)).num_rows == file["rows"]
        rows += file["rows"]
    assert rows == listed["rows"] == 92


@pytest.mark.parametrize(
    ("query", "cns"),
    [
        ("cn=2051", {"2051"}),
        ("period=2024-01-05", {"2011", "2031", "2051", "2061"}),
        ("period=2023-12", set()),
        ("cn=2061&period=2024-01", {"2061"}),
    ],
)
def test_the_list_may_be_narrowed(client, monitored, query, cns):
    files = client.get(f"/api/readings?{query}").json()["files"]
    assert {file["cn"] for file in files} == cns


@pytest.mark.parametrize("name", ["../manifest.json", "x.parquet", "..%2Fmanifest.json"])
def test_only_listed_files_are_given_out(client, monitored, name):
    assert client.get(f"/api/readings/files/{name}").status_code == 404


@pytest.mark.parametrize("period", ["2024-01-05", "2024-01"])
def test_the_flat_table_has_every_reading_of_the_period(client, monitored, period):
    assert len(table(client, "2061", period)) == 24 + 2 + 1 + 3


def test_a_line_tells_place_parameter_unit_times_flag_and_source(client, monitored):
    rows = table(client, "2061", "2024-01-05")
    assert next(row for row in rows if row["flag"] == "D") == {
        "location_id": "outlet:GZ-001",
        "location": "总排口",
        "cn": "2061",
        "parameter": "w01018",
        "parameter_name": "化学需氧量",
        "statistic": "Avg",
        "unit": "mg/L",
        "datetime_utc": "2024-01-04T19:00:00Z",
        "datetime_local": "2024-01-05T03:00:00+08:00",
        "value": "3.5",
        "text": "",
        "flag": "D",
        "source": "import",
        "latitude": "",
        "longitude": "",
    }


def test_made_up_lines_are_marked(client, monitored):
    rows = table(client, "2061", "2024-01-05")
    assert {row["source"] for row in rows if row["location_id"] == "station:GZ-T1"} == {"sample"}


def test_the_table_has_neither_password_nor_number_of_a_logger(client, monitored):
    body = content(client.get("/api/readings/2061/2024-01.csv"))
    assert PASSWORD.encode() not in body
    assert MN.encode() not in body


@pytest.mark.parametrize(
    "address", ["20x1/2024-01-05", "2061/2024-13", "2061/2024-02-30", "2061/0000-01", "2061/x"]
)
def test_a_wrong_period_or_code_is_refused(client, monitored, address):
    assert client.get(f"/api/readings/{address}.csv").status_code == 400
