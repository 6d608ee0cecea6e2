"""A year of minutes asked through SensorThings: ours beside a program that reads the same Parquet
files and filters in Python, answers compared, ratios printed.

usage: things.py [--folder DIR] [--repeat 7]

FROST, the reference server, is not among the peers: it wants PostGIS and a servlet container.
Seconds are of the processor, so that other work on the machine counts less; wall time beside it.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

MN, DAYS = "010000A8900016F000169DC0", 366
SERIES = "outlet:YEAR:2051:w01018:Avg"
COLLECTION = f"Datastreams('{SERIES}')/Observations"
DAY = "phenomenonTime ge 2024-06-01T00:00:00+08:00 and phenomenonTime lt 2024-06-02T00:00:00+08:00"
QUESTIONS = {
    "a day, first 100": (DAY, "phenomenonTime asc"),
    "above 60, first 100": ("result gt 60", "phenomenonTime asc"),
    "above 60, greatest 100": ("result gt 60", "result desc,phenomenonTime asc"),
}


def filled(folder: Path):
    """A lake with five factors of one outlet, every minute of 2024."""
    import numpy as np
    import pyarrow as pa

    from zhiliang.systems.environment.readings.intake import take_in_rows
    from zhiliang.systems.environment.readings.lake import current_readings

    root = folder / "readings"
    if not root.exists():
        random, count = np.random.default_rng(1), DAYS * 1440
        times = np.datetime64("2024-01-01", "s") + np.arange(count) * np.timedelta64(60, "s")
        for factor in ("w01018", "w21003", "w01001", "w21011", "w00000"):
            fixed = {"mn": MN, "cn": "2051", "factor": factor, "statistic": "Avg", "flag": "N"}
            columns = {name: pa.repeat(pa.scalar(text), count) for name, text in fixed.items()}
            columns |= {"data_time": pa.array(times)}
            columns |= {"value": random.lognormal(3, 0.4, count).round(2)}
            take_in_rows(pa.table(columns), root=root)
    return current_readings(root)


def site():
    from zhiliang.systems.environment.sensorthings.sites import Ground, Site

    ground = Ground("place:440100", "广州市", "Guangzhou", "440100")
    since = date(2014, 1, 1)
    words = ("YEAR", "", "wastewater", "废水", ground, "HJ 212-2017", "sample", since, None)
    return Site("outlet:YEAR", MN, *words)


def ours(lake, where: str, order: str) -> list[tuple[str, float]]:
    from zhiliang.systems.environment.sensorthings.service import answer

    query = {"$filter": where, "$orderby": order, "$top": "100"}
    reply = answer(COLLECTION, query, "http://localhost", lake=lake)
    found = json.loads(reply.body)["value"]
    return [(one["phenomenonTime"].partition("/")[0], one["result"]) for one in found]


def in_python(lake, where: str, order: str) -> list[tuple[str, float]]:
    """All rows of the files that may hold the series, then conditions and order in Python."""
    import pyarrow.parquet as pq

    start = datetime(2024, 6, 1)
    rows = []
    for file in lake.files("readings", cn="2051", mns=[MN]):
        wanted = [("mn", "=", MN), ("factor", "=", "w01018")]
        table = pq.read_table(lake.path(file), columns=["data_time", "value"], filters=wanted)
        rows += zip(table["data_time"].to_pylist(), table["value"].to_pylist(), strict=True)
    end = start + timedelta(days=1)
    of_day = where.startswith("phenomenon")
    rows = [row for row in rows if (start <= row[0] < end if of_day else row[1] > 60)]
    by_value = order.startswith("result")
    rows.sort(key=lambda row: (-row[1], row[0]) if by_value else row[0])
    return [(f"{at.isoformat()}+08:00", value) for at, value in rows[:100]]


def measured(work, repeat: int):
    best, wall, answer = float("inf"), float("inf"), None
    for _ in range(repeat):
        started, clock = time.process_time(), time.perf_counter()
        answer = work()
        best = min(best, time.process_time() - started)
        wall = min(wall, time.perf_counter() - clock)
    return best, wall, answer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="things-"))
    os.environ |= {"ZHILIANG_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "zhiliang.web.settings"}
    import django

    django.setup()
    from zhiliang.systems.environment.sensorthings.sites import Sites

    Sites.__init__ = lambda self: setattr(self, "_known", {"outlet:YEAR": site()})
    lake = filled(folder)
    print(
        f"{sum(file.rows for file in lake.files('readings')):,} readings; best of {options.repeat}"
    )
    for name, (where, order) in QUESTIONS.items():
        mine = measured(lambda w=where, o=order: ours(lake, w, o), options.repeat)
        peer = measured(lambda w=where, o=order: in_python(lake, w, o), 2)
        assert mine[2] == peer[2], name
        print(
            f"{name:24} ours {mine[0] * 1e3:6.0f} ms (wall {mine[1] * 1e3:.0f})   "
            f"in Python {peer[0] * 1e3:6.0f} ms   ×{peer[0] / mine[0]:.0f}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
