"""Models learnt once from made-up complaints, 5 % of whose labels are wrong on purpose."""

import csv
from pathlib import Path

import pytest

from zhiliang.methods.complaint_text import Row, retrain
from zhiliang.systems.complaints.sample.texts import made_up


@pytest.fixture(scope="session")
def retrained():
    return retrain(made_up(84, 2000), seed=84)


@pytest.fixture(scope="session")
def models(retrained):
    return retrained.models


@pytest.fixture(scope="session")
def freely_written():
    """Complaints that no template wrote."""
    text = (Path(__file__).parent / "freely_written.csv").read_text("utf-8")
    return [Row(**row) for row in csv.DictReader(text.splitlines())]
