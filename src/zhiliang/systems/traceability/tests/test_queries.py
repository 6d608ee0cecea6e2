"""Every parameter of SimpleEventQuery finds what a brute-force oracle finds."""

from urllib.parse import urlencode

import pytest

from zhiliang.systems.traceability.tests.made_events import CONTEXT, made_events
from zhiliang.systems.traceability.tests.made_names import NAMESPACE, knowledge, master_data
from zhiliang.systems.traceability.tests.questions import questions, same_question

HEADERS = {"gs1_epc_format": "Never_Translates", "gs1_extensions": f"ex={NAMESPACE}"}


def listed(answer):
    assert answer.status_code == 200, answer.content
    return answer.json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"]


def ids(answer):
    return {(one["eventID"], "errorDeclaration" in one) for one in listed(answer)}


@pytest.fixture
def events(capture, system):
    """What is on record, with its record times."""
    made = made_events(130, seed=84)
    job = capture(*made, epcisHeader=master_data(), **{"@context": CONTEXT})
    assert job.success, job.errors
    recorded = {
        (one["eventID"], "errorDeclaration" in one): one["recordTime"]
        for one in listed(system.get("/events?perPage=1000", **HEADERS))
    }
    return [
        one | {"recordTime": recorded[one["eventID"], "errorDeclaration" in one]} for one in made
    ]


def address(name, value):
    text = "|".join(map(str, value)) if isinstance(value, list) else str(value)
    return "/events?" + urlencode({"perPage": 1000, name: text})


def test_every_parameter_in_an_address_finds_what_the_oracle_finds(events, system):
    wrong, hits = [], 0
    for name, value in questions(events, seed=1):
        wanted = same_question(name, value, events, knowledge())
        answer = system.get(address(name, value), **HEADERS)
        hits += bool(wanted)
        if answer.status_code != 200 or ids(answer) != wanted:
            wrong.append((name, value, answer.status_code, len(wanted)))
    assert wrong == []
    assert hits > 300


def test_every_parameter_of_a_named_query_finds_what_the_oracle_finds(events, system):
    wrong = []
    for number, (name, value) in enumerate(dict(questions(events, seed=2)).items()):
        wanted = same_question(name, value, events, knowledge())
        query = {"@context": CONTEXT, name: value}
        made = system.post("/queries", {"name": f"q{number}", "query": query})
        if (
            made.status_code != 201
            or ids(system.get(f"/queries/q{number}/events?perPage=1000", **HEADERS)) != wanted
        ):
            wrong.append((name, value, made.status_code, len(wanted)))
    assert wrong == []


def test_parameters_together_narrow_the_answer(events, system):
    asked = dict(list(questions(events, seed=3))[::40])
    pairs = list(zip(asked.items(), list(asked.items())[1:], strict=False))
    for (name, value), (other, more) in pairs:
        both = same_question(name, value, events, knowledge()) & same_question(
            other, more, events, knowledge()
        )
        found = system.get(
            address(name, value) + address(other, more)[7:].replace("?", "&"), **HEADERS
        )
        assert ids(found) == both, (name, other)
