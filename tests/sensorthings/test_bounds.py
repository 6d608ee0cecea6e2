"""Strangers' questions: bounded work, nothing run, nothing told that is ours alone."""

import pyarrow as pa
import pytest

from tests.sensorthings.conftest import ROOT
from tests.sensorthings.lake import MN
from zhiliang.systems.environment.sensorthings import answering, asking

pytestmark = pytest.mark.once

HOSTILE = [
    "'; drop table readings; --",
    "1) or read_csv('/etc/passwd') is not null",
    "\x00",
    "%s",
    "$1",
    '"',
    "\\",
    "' or '1' eq '1",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("resource", ["Observations", "Things"])
def test_text_in_quotes_is_only_ever_text(ask, resource, text):
    quoted = text.replace("'", "''")
    assert ask(resource, filter=f"id eq '{quoted}'")["value"] == []


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("option", ["filter", "orderby", "select", "expand", "top", "resultFormat"])
def test_what_is_no_query_is_refused(ask, option, text):
    assert ask("Observations", status=400, **{option: text})["code"] == 400


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("filter", "(" * 2000 + "result eq 1" + ")" * 2000),
        ("filter", "not " * 1500 + "result eq 1"),
        ("filter", " or ".join(["result eq 1"] * 500)),
        ("filter", "(" * 40 + "result eq 1" + ")" * 40),
        ("expand", "Thing/Datastreams/Thing/Datastreams/Thing"),
        ("expand", "Thing(" * 500),
        ("skip", "999999999"),
        ("orderby", ",".join(["result"] * 50)),
    ],
)
def test_a_question_too_large_is_refused(ask, option, text):
    assert ask("Datastreams", status=400, **{option: text})["type"] == "error"


def test_a_long_query_is_refused(ask):
    ask("Observations", status=414, filter="result eq 1 or " * 2000)


FAR = [
    "phenomenonTime ge 9999-12-31T23:59:59-12:00",
    "phenomenonTime le 0001-01-01T00:00:00+14:00",
    "resultTime lt 9999-12-31T23:59:59Z",
    "parameters/received_at gt 0001-01-01T00:00:00Z",
    "phenomenonTime ge 2024-01-05T00:00:00+99:99",
    "phenomenonTime ge 0000-01-01T00:00:00Z",
    "phenomenonTime ge 2024-13-45T00:00:00Z",
    "phenomenonTime ge 2024-01-05T99:99:99Z",
    "result lt 1e999",
]


@pytest.mark.parametrize("where", FAR)
@pytest.mark.parametrize("resource", ["Observations", "Datastreams"])
def test_a_time_or_number_out_of_bounds_is_refused_and_told(ask, where, resource):
    found = ask(resource, status=400, filter=where)
    assert found["type"] == "error" and len(found["message"]) > 5


@pytest.mark.parametrize(
    "where",
    [
        "phenomenonTime ge 2024-01-05T00:00:00+23:59",
        "phenomenonTime le 2200-12-31T23:59:59-23:59",
        "phenomenonTime ge 1900-01-01T00:00:00+14:00",
        "result mul 1e308 gt 1e308",
        "result div 1e-308 gt 1",
        "result mod 0 eq 1",
    ],
)
def test_what_is_far_but_within_bounds_is_no_fault_of_ours(client, monitored, where):
    answer = client.get(f"{ROOT}/Observations", {"$filter": where})
    assert answer.status_code in (200, 400)
    assert "value" in answer.json() or answer.json()["type"] == "error"


@pytest.mark.parametrize("option", ["top", "skip"])
@pytest.mark.parametrize("text", ["99999999999999999999", "9" * 5000, "-1", "1e9"])
def test_a_page_of_impossible_size_is_refused_and_told(ask, option, text):
    assert f"${option}" in ask("Observations", status=400, **{option: text})["message"]


@pytest.mark.parametrize("stamp", ["99991231235959", "00010101000000", "99999999999999", ""])
def test_a_reading_of_an_impossible_time_is_not_found(ask, stamp):
    ask(f"Observations('outlet:GZ-001:2061:w01018:Avg:{stamp}')", status=404)


def test_a_page_is_never_larger_than_the_limit(ask):
    assert len(ask("Observations", top="999999999")["value"]) == 91


def test_the_product_of_expansions_is_limited(ask, monkeypatch):
    monkeypatch.setattr(answering, "MOST_ENTITIES", 20)
    ask("Datastreams", status=400, expand="Observations($expand=Datastream)")


def test_a_question_that_takes_too_long_is_stopped_and_told_what_to_do(ask, monkeypatch):
    monkeypatch.setattr(asking.Asking, "__init__", expired(asking.Asking.__init__))
    found = ask("Observations", status=503)
    assert "phenomenonTime" in found["message"]


def expired(init):
    return lambda self, seconds=0.0: init(self, 0.0)


def test_a_running_query_is_interrupted():
    with asking.Asking(0.2) as asked, pytest.raises(asking.FaultyRequest) as refused:
        numbers = asked.table(pa.table({"n": range(1_000_000)}))
        asked.rows(numbers.set_alias("a").cross(numbers.set_alias("b")).aggregate("sum(a.n * b.n)"))
    assert refused.value.status == 503


@pytest.mark.parametrize(
    ("accepted", "language", "words"),
    [
        ("en", "en", 'There is no entity set "Nothing". There are: Things, '),
        ("en-GB,en;q=0.9", "en", 'There is no entity set "Nothing"'),
        ("zh-CN,zh;q=0.9,en;q=0.5", "zh-hans", "没有实体集“Nothing”"),
        ("fr", "zh-hans", "没有实体集“Nothing”"),
        ("", "zh-hans", "没有实体集“Nothing”"),
    ],
)
def test_an_error_is_told_in_the_language_of_the_request(
    client, monitored, accepted, language, words
):
    answer = client.get(f"{ROOT}/Nothing", headers={"Accept-Language": accepted})
    assert (answer.status_code, answer["Content-Language"]) == (404, language)
    assert words in answer.json()["message"]
    assert "Accept-Language" in answer["Vary"]


def test_the_number_of_a_logger_is_told_nowhere(client, monitored):
    expand = "Datastreams($expand=Sensor,Observations($top=1)),Locations"
    for path, query in (("Things", {"$expand": expand}), ("Sensors", {}), ("Datastreams", {})):
        body = client.get(f"{ROOT}/{path}", query).content.decode()
        assert "GZ-001" in body
        assert MN not in body


def test_an_error_tells_nothing_of_the_program(client, monitored):
    for query in ("$filter=name eq", "$filter=result/x eq 1", "$orderby=properties"):
        body = client.get(f"{ROOT}/Things?{query}").content.decode()
        assert "Traceback" not in body and ".py" not in body


def test_before_any_reading_there_are_things_and_no_series(ask, settings, tmp_path):
    settings.VAR = tmp_path
    assert len(ask("Things")["value"]) == 2
    assert ask("Datastreams")["value"] == ask("Observations")["value"] == []
