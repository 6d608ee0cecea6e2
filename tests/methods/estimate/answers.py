"""What R's survey and sae answer (see data/SOURCE.txt)."""

import csv
from functools import cache
from pathlib import Path

import numpy as np

from zhiliang.methods.estimate import Design, calibrate, post_stratify, rake

DATA = Path(__file__).parent / "data"

TYPES = {"E": 4421, "H": 755, "M": 1018}
WIDE = {"No": 1072, "Yes": 5122}


@cache
def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def numbers(name, *columns):
    found = [[float(row[column] or "nan") for row in rows(name)] for column in columns]
    return np.array(found[0]) if len(columns) == 1 else np.array(found).T


def texts(name, column):
    return np.array([row[column] for row in rows(name)])


@cache
def design(name):
    return DESIGNS[name]()


def sample(name):
    """The sample that a design of R is of."""
    return name.split("_")[0]


def _clus1():
    return Design(
        numbers("clus1", "pw"), clusters=texts("clus1", "dnum"), population=numbers("clus1", "fpc")
    )


def _clus2(population):
    return Design(None, clusters=numbers("clus2", "dnum", "snum"), population=population)


def _strat(weights, population):
    return Design(numbers("strat", weights), strata=texts("strat", "stype"), population=population)


def _known(name):
    kinds = texts(name, "stype")
    return np.column_stack(
        [np.ones(len(kinds)), kinds == "H", kinds == "M", numbers(name, "api99")]
    )


DESIGNS = {
    "srs": lambda: Design(numbers("srs", "pw"), population=6194),
    "strat": lambda: _strat("pw", TYPES),
    "strat_uneven": lambda: _strat("uneven", None),
    "clus1": _clus1,
    "clus1_replaced": lambda: Design(numbers("clus1", "pw"), clusters=texts("clus1", "dnum")),
    "clus2": lambda: _clus2(numbers("clus2", "fpc1", "fpc2")),
    "clus2_replaced": lambda: Design(
        numbers("clus2", "pw"), clusters=numbers("clus2", "dnum", "snum")
    ),
    "clus1_post": lambda: post_stratify(_clus1(), texts("clus1", "stype"), TYPES),
    "strat_post": lambda: post_stratify(_strat("pw", TYPES), texts("strat", "sch.wide"), WIDE),
    "clus1_rake": lambda: rake(
        _clus1(),
        [(texts("clus1", "stype"), TYPES), (texts("clus1", "sch.wide"), WIDE)],
        tolerance=1e-9,
    ),
    "clus1_greg": lambda: calibrate(_clus1(), _known("clus1"), [6194, 755, 1018, 3914069]),
}
