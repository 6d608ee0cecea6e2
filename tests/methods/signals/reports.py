"""Reports to the FDA, and what openEBGM makes of them."""

import csv
import gzip
from functools import cache
from pathlib import Path

import numpy as np

from zhiliang.methods.signals import pairs

DATA = Path(__file__).parent / "data"


@cache
def mentions():
    with gzip.open(DATA / "caers.csv.gz", "rt") as stream:
        header, *rows = csv.reader(stream)
    return dict(zip(header, np.array(rows, dtype=int).T.tolist(), strict=True))


@cache
def counted(by_stratum=False):
    rows = mentions()
    strata = rows["stratum"] if by_stratum else None
    return pairs(rows["report"], rows["product"], rows["hazard"], strata)


@cache
def oracle():
    with (DATA / "openebgm.csv").open() as stream:
        header, *rows = csv.reader(stream)
    return dict(zip(header, np.array(rows, dtype=float).T, strict=True))


def at_oracle(counts, values):
    """Values of the pairs that the oracle has, in its order."""
    known = dict(zip(zip(counts.products, counts.hazards, strict=True), values, strict=True))
    return np.array(
        [known[pair] for pair in zip(oracle()["product"], oracle()["hazard"], strict=True)]
    )
