"""COINr's published data and answers (see data/SOURCE.txt)."""

import csv
import gzip
from functools import cache
from pathlib import Path

import numpy as np

DATA = Path(__file__).parent / "data"


@cache
def rows(name):
    with gzip.open(DATA / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def column(name, code):
    return np.array([float(row[code] or "nan") for row in rows(name)])


def codes(name, skip=1):
    return list(rows(name)[0])[skip:]


def matrix(name, chosen=None):
    return np.stack([column(name, code) for code in chosen or codes(name)], axis=1)


def texts(name, code):
    return [row[code] for row in rows(name)]


def asem():
    """Columns of the ASEM example: indicators, denominators and the group of each country."""
    data = {code: column("asem_raw", code) for code in codes("asem_raw")}
    data |= {code: column("asem_units", code) for code in codes("asem_units", skip=2)}
    return data | {"region": texts("asem_units", "Group_EurAsia")}


# How the published ASEM index was made (ASEM_COIN$Method).
ASEM_STEPS = {
    "denominate": True,
    "impute": {"method": "group_mean", "groups": "region"},
    "treat": {"winmax": 6},
}
