"""A snapshot with what came since answers as the database does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import zhiliang
from zhiliang.systems.traceability.models import TracedObject
from zhiliang.systems.traceability.tests.conftest import MILK, transformation
from zhiliang.systems.traceability.tracing import snapshots, walks

LOTS = [f"{MILK}{letter}" for letter in "ABCDEF"]


def made(at, source, target, **more):
    return transformation(at, [(source, 2)], [(target, 1)], **more)


@pytest.fixture
def chain(capture, settings, tmp_path):
    settings.VAR = tmp_path
    for at, (source, target) in enumerate(zip(LOTS, LOTS[1:4], strict=False)):
        capture(made(at, source, target, eventID=f"urn:uuid:e{at}"))
    snapshots.write_snapshot()


def keys(names):
    return {TracedObject.objects.get(canonical=name).pk for name in names}


def both(root):
    start = keys([root])
    in_memory = walks.Reach(*snapshots.current().genealogy.ahead(list(start)))
    return walks.forward(start), in_memory.by_key()


def test_a_snapshot_answers_as_the_database(chain):
    in_database, in_memory = both(LOTS[0])
    assert in_database == in_memory
    assert set(in_memory) == keys(LOTS[1:4])


def test_what_was_captured_since_is_laid_over_it(chain, capture):
    capture(made(9, LOTS[3], LOTS[4]))
    in_database, in_memory = both(LOTS[0])
    assert in_database == in_memory
    assert set(in_memory) == keys(LOTS[1:5])


def test_what_was_taken_back_since_is_gone(chain, capture):
    wrong = {"declarationTime": "2026-03-02T00:00:00Z", "reason": "did_not_occur"}
    capture({**made(1, LOTS[1], LOTS[2], eventID="urn:uuid:e1"), "errorDeclaration": wrong})
    in_database, in_memory = both(LOTS[0])
    assert in_database == in_memory
    assert set(in_memory) == keys(LOTS[1:2])


def test_a_long_walk_gives_way_to_the_snapshot(chain, monkeypatch):
    monkeypatch.setattr(walks, "MANY", 1)
    assert set(walks.forward(keys([LOTS[0]]))) == keys(LOTS[1:4])


def test_a_new_snapshot_takes_the_place_of_the_old(chain, capture):
    capture(made(9, LOTS[3], LOTS[4]))
    path = snapshots.write_snapshot()
    assert [one.name for one in snapshots.folder().iterdir()] == [path.name]
    assert both(LOTS[0])[0] == both(LOTS[0])[1]


def test_a_snapshot_is_written_by_the_tick_whether_or_not_pages_are_served():
    told = "import django; django.setup(); from zhiliang.core.tick import tasks; print(*tasks)"
    home = {**os.environ, "PYTHONPATH": str(Path(zhiliang.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, env=home
    )
    assert "traceability.snapshot" in done.stdout.split()
