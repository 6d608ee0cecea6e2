"""One pass-rate definition over generated inspection rows: our DuckDB engine beside hand-written
DuckDB SQL and pandas, each in a process of its own, answers compared, ratios printed.

usage: engines.py [--rows 30000000] [--folder DIR] [--repeat 3]
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.indicators.definition import Ratio
from zhiliang.indicators.engines import engine
from zhiliang.indicators.expression import Column
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.table import Table

INSPECTIONS = Table(
    "inspection",
    columns=(
        ("id", "int"),
        ("place", "text"),
        ("on", "date"),
        ("source", "text"),
        ("judged", "bool"),
        ("passed", "bool"),
    ),
    key=("id",),
    period="",
    date="on",
)
PASS_RATE = Ratio(
    key="benchmark.pass_rate",
    clause="二(一)",
    name_zh="抽查合格率",
    name_en="Pass rate",
    unit="%",
    of=INSPECTIONS,
    numerator=Column("passed"),
    denominator=Column("judged"),
)
SQL = """
select place, year("on") * 100 + month("on") as bucket,
       count(*) filter (where judged and passed) as passed, count(*) filter (where judged) as judged
from read_parquet('{path}') group by all order by all
"""
BATCH = 1_000_000
PLACES = np.array([f"44{n:02d}00" for n in range(1, 22)])


def generate(path: Path, rows: int) -> None:
    """Inspection rows of five years, seeded, a million at a time."""
    random = np.random.default_rng(84)
    with pq.ParquetWriter(path, INSPECTIONS.schema, compression="zstd") as writer:
        for start in range(0, rows, BATCH):
            size = min(BATCH, rows - start)
            days = random.integers(0, 1826, size).astype("timedelta64[D]")
            columns = {
                "id": np.arange(start, start + size),
                "place": pa.array(PLACES[random.integers(0, 21, size)]),
                "on": pa.array(np.datetime64("2011-01-01") + days),
                "source": pa.array(np.full(size, "records")),
                "judged": random.random(size) < 0.97,
                "passed": random.random(size) < 0.91,
            }
            writer.write_table(pa.table(columns).cast(INSPECTIONS.schema))


def ours(path: Path) -> list[tuple]:
    lake = Lake({"inspection": (path,)})
    sums = engine("duckdb")(PASS_RATE.query(), lake)
    return [(row.place, int(row.bucket.replace("-", "")), *row.sums) for row in sums]


def by_hand(path: Path) -> list[tuple]:
    return [tuple(row) for row in duckdb.sql(SQL.format(path=path)).fetchall()]


def with_pandas(path: Path) -> list[tuple]:
    frame = pd.read_parquet(path, columns=["place", "on", "judged", "passed"])
    on = pd.to_datetime(frame["on"])
    frame["bucket"] = on.dt.year * 100 + on.dt.month
    frame["passed"] &= frame["judged"]
    grouped = frame.groupby(["place", "bucket"], sort=True)[["passed", "judged"]].sum()
    return [(*key, int(row.passed), int(row.judged)) for key, row in grouped.iterrows()]


PEERS = {"zhiliang duckdb": ours, "hand-written SQL": by_hand, "pandas": with_pandas}


def measure(peer: str, path: Path, repeat: int) -> None:
    """Best of several runs in this process; seconds, peak memory and answer as JSON."""
    best, answer = float("inf"), []
    for _ in range(repeat):
        start = time.perf_counter()
        answer = PEERS[peer](path)
        best = min(best, time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"seconds": best, "mebibytes": peak, "answer": answer}, sys.stdout)


def compare(path: Path, rows: int, repeat: int) -> int:
    found = {}
    for peer in PEERS:
        command = [sys.executable, __file__, "--measure", peer, "--folder", str(path.parent)]
        done = subprocess.run(
            [*command, "--repeat", str(repeat)], check=True, capture_output=True, text=True
        )
        found[peer] = json.loads(done.stdout)
    base = found["hand-written SQL"]
    print(f"{rows:,} rows, best of {repeat}")
    for peer, result in found.items():
        agrees = "same digits" if result["answer"] == base["answer"] else "DIFFERENT DIGITS"
        ratio = result["seconds"] / base["seconds"]
        memory = result["mebibytes"] / base["mebibytes"]
        print(
            f"{peer:18} {result['seconds']:7.2f} s  ×{ratio:5.2f} of hand-written SQL  "
            f"{result['mebibytes']:7.0f} MiB ×{memory:5.2f}  {agrees}"
        )
    return 0 if all(r["answer"] == base["answer"] for r in found.values()) else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=30_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--measure", choices=PEERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.folder / "inspection.parquet", options.repeat)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        path = folder / "inspection.parquet"
        if not path.exists():
            print(f"generating {options.rows:,} rows", file=sys.stderr)
            generate(path, options.rows)
        return compare(path, options.rows, options.repeat)


if __name__ == "__main__":
    raise SystemExit(main())
