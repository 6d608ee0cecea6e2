"""Where each city's square lies on the tile map."""

import csv
from functools import cache
from importlib.resources import files


@cache
def positions() -> dict[str, tuple[int, int]]:
    """Place code → column and row of its square."""
    path = files("zhiliang.core") / "reference" / "guangdong" / "tile_map.csv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return {row["gbt2260"]: (int(row["column"]), int(row["row"])) for row in rows}
