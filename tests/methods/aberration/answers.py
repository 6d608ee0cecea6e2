"""What R surveillance answers to made-up series (see data/SOURCE.txt)."""

import csv
import gzip
from functools import cache
from pathlib import Path

import numpy as np

DATA = Path(__file__).parent / "data"


@cache
def series():
    """Counts by unit."""
    with (DATA / "series.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {unit: np.array([number(row[unit]) for row in rows]) for unit in rows[0]}


@cache
def rows(name):
    opened = gzip.open if name.endswith(".gz") else open
    with opened(DATA / name, "rt", encoding="utf-8") as lines:
        return [{key: text.strip() for key, text in row.items()} for row in csv.DictReader(lines)]


def chosen(name, **where):
    return [row for row in rows(name) if all(row[key] == value for key, value in where.items())]


def column(found, name):
    return np.array([number(row[name]) for row in found])


def weeks(found):
    return [int(row["week"]) for row in found]


def number(text):
    return float("nan") if text in ("", "NA") else float(text)
