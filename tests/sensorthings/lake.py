"""A small readings lake: an outlet's hours, minutes and instants, and a station's hours."""

from datetime import datetime, timedelta

import pyarrow as pa

from zhiliang.systems.environment.readings.intake import take_in_rows

START = datetime(2024, 1, 5)
MN, STATION = "010000A8900016F000169DC0", "GZ-T1"
RECEIVED = datetime.fromisoformat("2024-01-06T00:00:00+08:00")


def rows(mn, cn, factor, statistic, times, values, *, flags=None, texts=None):
    count = len(times)
    return pa.table(
        {
            "mn": [mn] * count,
            "cn": [cn] * count,
            "data_time": pa.array(times, pa.timestamp("s")),
            "factor": [factor] * count,
            "statistic": [statistic] * count,
            "value": pa.array(values, pa.float64()),
            "flag": flags or ["N"] * count,
            "text": pa.array(texts or [None] * count, pa.string()),
        }
    )


def every(step, count, start=START):
    return [start + step * number for number in range(count)]


def fill(root):
    """COD of an outlet: 24 hours 0.5, 1.5, …; 60 minutes; an unknown factor; a station's PM2.5."""
    hours = every(timedelta(hours=1), 24)
    flags = ["N"] * 24
    flags[3] = "D"
    parts = [
        rows(MN, "2061", "w01018", "Avg", hours, [h + 0.5 for h in range(24)], flags=flags),
        rows(MN, "2051", "w01018", "Avg", every(timedelta(minutes=10), 60), [7.0] * 60),
        rows(MN, "2011", "w01018", "Rtd", [START + timedelta(seconds=30)], [8.25]),
        rows(MN, "2031", "w01018", "Avg", [START], [12.0]),
        rows(MN, "2061", "LAMP'BLACK/1", "Avg", hours[:2], [None, 1.0], texts=["1e999", None]),
        rows("UNREGISTERED", "2061", "w01018", "Avg", hours[:1], [99.0]),
    ]
    take_in_rows(pa.concat_tables(parts), received_at=RECEIVED, root=root)
    air = rows(STATION, "2061", "a34004", "Avg", hours[:3], [35.0, 40.0, 38.0])
    take_in_rows(air, origin="sample", received_at=RECEIVED, root=root)
