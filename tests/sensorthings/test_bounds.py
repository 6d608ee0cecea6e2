"""Strangers' questions: bounded work, nothing run, nothing told that is ours alone."""

import pyarrow as pa
import pytest

from tests.sensorthings.conftest import ROOT
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


def test_an_error_tells_nothing_of_the_program(client, monitored):
    for query in ("$filter=name eq", "$filter=result/x eq 1", "$orderby=properties"):
        body = client.get(f"{ROOT}/Things?{query}").content.decode()
        assert "Traceback" not in body and ".py" not in body


def test_before_any_reading_there_are_things_and_no_series(ask, settings, tmp_path):
    settings.VAR = tmp_path
    assert len(ask("Things")["value"]) == 2
    assert ask("Datastreams")["value"] == ask("Observations")["value"] == []
