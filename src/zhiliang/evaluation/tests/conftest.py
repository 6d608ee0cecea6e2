"""A lake in memory: the sample province and the real published figures, without a database."""

import csv
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pyarrow as pa
import pytest
import yaml

from zhiliang.indicators.lake import Lake
from zhiliang.indicators.table import FIGURES, PLACE_SETS, PLACES, SCALE
from zhiliang.systems.returns.sample import figures

REFERENCE = files("zhiliang.core") / "reference"
PUBLISHED = files("zhiliang.systems.returns") / "published"


def rows_of(path):
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def day(text):
    return date.fromisoformat(str(text)) if text else None


def whole(text):
    return int(text) if text else None


def figure(line, row):
    numbers = {name: whole(row[name]) for name in ("numerator", "denominator")}
    value = int(Decimal(row["value"]) * SCALE) if row["value"] else None
    names = ("indicator", "place", "period", "source", "status")
    return {
        **{n: row[n] for n in names},
        **numbers,
        "value": value,
        "reference": row["note"],
        "line": line,
    }


def figure_rows():
    published = [
        row
        for path in sorted(PUBLISHED.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".csv") and path.name.islower()
        for row in rows_of(path)
    ]
    return [figure(line, row) for line, row in enumerate([*figures(), *published])]


def place_rows():
    spans = ("valid_from", "valid_to")
    return [
        {**row, "parent": row["parent"] or None, **{name: day(row[name]) for name in spans}}
        for row in rows_of(REFERENCE / "places.csv")
    ]


def set_rows():
    return [
        {
            **{name: one[name] for name in ("key", "name_zh", "name_en")},
            "place": str(member["place"]),
            "valid_from": day(member["valid_from"]),
            "valid_to": day(member["valid_to"]),
        }
        for one in yaml.safe_load((REFERENCE / "place_sets.yaml").read_text("utf-8"))
        for member in one["members"]
    ]


@pytest.fixture(scope="session")
def tables():
    return {
        "figure": pa.Table.from_pylist(figure_rows(), schema=FIGURES.schema),
        "place": pa.Table.from_pylist(place_rows(), schema=PLACES.schema),
        "place_set": pa.Table.from_pylist(set_rows(), schema=PLACE_SETS.schema),
    }


@pytest.fixture(scope="session")
def lake(tables):
    return Lake(tables=tables)
