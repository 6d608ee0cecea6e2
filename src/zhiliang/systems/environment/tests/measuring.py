"""Readings put into the lake for a test, and the days and the outlet they are of."""

from datetime import date, datetime, timedelta

import pyarrow as pa

from zhiliang.systems.environment.readings.intake import take_in_rows

DAY = date(2015, 8, 1)
NEXT = date(2015, 8, 2)
MN = "010000A8900016F000169DC0"


def readings(
    factor,
    values,
    *,
    mn=MN,
    cn="2061",
    statistic="Avg",
    day=DAY,
    offset=0,
    every=3600,
    **texts,
):
    """One series from the beginning of a day on, into the lake; times in seconds."""
    start = datetime(day.year, day.month, day.day) + timedelta(seconds=offset)
    times = [start + timedelta(seconds=every * n) for n in range(len(values))]
    table = pa.table(
        {
            "mn": [mn] * len(values),
            "cn": [cn] * len(values),
            "data_time": pa.array(times, pa.timestamp("s")),
            "factor": [factor] * len(values),
            "statistic": [statistic] * len(values),
            "value": pa.array(values, pa.float64()),
            **{name: [text] * len(values) for name, text in ({"flag": "N"} | texts).items()},
        }
    )
    take_in_rows(table, origin="import")


AIR = {"a34004": 80.0, "a34002": 90.0, "a21026": 10.0, "a21004": 40.0, "a21005": 1.0}


def measured(code, *, hours=24, **values):
    for factor, value in (AIR | values).items():
        readings(factor, [value] * hours, mn=code)
    readings("a05024", [60.0] * hours, mn=code)
