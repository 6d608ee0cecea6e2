"""Reference data that documents read: squares of the tile map, names of departments."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import zhiliang.core

FOLDER = Path(zhiliang.core.__file__).parent / "reference"


@cache
def tile_map() -> dict[str, tuple[int, int]]:
    """Column and row of each city's square."""
    file = FOLDER / "guangdong" / "tile_map.csv"
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {row["gbt2260"]: (int(row["column"]), int(row["row"])) for row in rows}


@cache
def departments() -> dict[str, Mapping[str, Any]]:
    """Every department by code, with name_zh and name_en."""
    listed = yaml.safe_load((FOLDER / "departments.yaml").read_text(encoding="utf-8"))
    return {department["code"]: department for department in listed}
