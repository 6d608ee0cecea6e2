"""What others say: GS1's syntax engine and OpenEPCIS (see data/SOURCE.txt)."""

import csv
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
