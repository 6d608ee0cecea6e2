"""What the standards' tables and R answer: data/SOURCE.txt."""

import csv
import gzip
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


@cache
def rows(name):
    opened = gzip.open if name.endswith(".gz") else open
    with opened(FOLDER / name, "rt", encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def numbers(text):
    return [int(float(part)) for part in text.split()]
