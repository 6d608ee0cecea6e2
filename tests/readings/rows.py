"""Rows as a station's file gives them, short to write."""

from datetime import datetime, timedelta

import pyarrow as pa

from zhiliang.systems.environment.readings.lake import ReadingsLake
from zhiliang.systems.environment.readings.questions import rows

NOON = datetime(2024, 1, 5, 12)
HOUR = timedelta(hours=1)


def table(*values, mn="A", cn="2061", start=NOON, every=HOUR, factor="w01018", flag="N", qn=""):
    """Values at equal distances."""
    size = len(values)
    return pa.table(
        {
            "mn": pa.array([mn] * size, pa.string()),
            "cn": pa.array([cn] * size, pa.string()),
            "data_time": pa.array([start + every * n for n in range(size)], pa.timestamp("us")),
            "factor": pa.array([factor] * size, pa.string()),
            "statistic": pa.array(["Avg"] * size, pa.string()),
            "value": pa.array(values, pa.float64()),
            "flag": pa.array([flag] * size, pa.string()),
            "qn": pa.array([qn] * size, pa.string()),
        }
    )


def all_rows(root, cn="2061"):
    """(mn, data_time, factor, value) of everything in the lake, sorted."""
    lake = ReadingsLake.current(root)
    found = rows(cn=cn, start=datetime(1990, 1, 1), end=datetime(2100, 1, 1), lake=lake).read_all()
    columns = found.select(["mn", "data_time", "factor", "value"]).to_pylist()
    return sorted(tuple(row.values()) for row in columns)
