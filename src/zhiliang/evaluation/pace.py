"""A target's pace by compound annual growth, beside the straight path and deciding nothing."""

from collections.abc import Mapping
from typing import Any, cast

from zhiliang.methods.progress import TargetProgress, score

DIRECTIONS = {"ge": 1, "gt": 1, "le": -1, "lt": -1}


def pace(entry: Mapping[str, Any], year: int) -> TargetProgress | None:
    """Progress of a target's entry of the results in a year, as Open SDG and StatCan measure it.

    None where there is nothing to measure: no figure, no earlier baseline, a target without a
    year, or one that is not a bound. The entry keeps rounded figures, so these are statistics.
    """
    baseline, value = entry["baseline"], entry["value"]
    direction = DIRECTIONS.get(entry["op"])
    if baseline is None or value is None or direction is None or entry["horizon"] == "each_year":
        return None
    if int(baseline["year"]) >= year:
        return None
    found = score(
        base=float(baseline["value"]),
        base_year=int(baseline["year"]),
        current=float(value),
        current_year=year,
        target=float(entry["target"]),
        target_year=int(entry["horizon"].removeprefix("by_")),
        direction=direction,
    )
    return cast(TargetProgress, found)
