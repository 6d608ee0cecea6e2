"""The hourly air quality index: ours beside a plain row-by-row loop and two Python packages, each
in a process of its own on one core; speed, and agreement with the official report of 2018-02-20.

usage: air_index.py [--rows 2000000] [--slow-rows 20000] [--repeat 3] [--packages PYTHON]

PYTHON is an interpreter that can import aqi_hub and aqi; without it the packages are left out:

    python3 -m venv aqi-venv && aqi-venv/bin/pip install aqi-hub==0.3.3 python-aqi==0.6.1
    .venv/bin/python benchmarks/air_index.py --packages aqi-venv/bin/python
"""

import argparse
import csv
import json
import math
import os
import random
import subprocess
import sys
import time
import warnings
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "src"
REPORT = ROOT / "zhiliang/core/reference/air/cnemc_guangdong_stations_2018-02-20T07.csv"
SEED = 84
ON = date(2018, 2, 20)
# Highest value generated for each item: all levels occur.
HIGHEST = {"pm2_5": 400, "pm10": 500, "so2": 800, "no2": 800, "co": 60, "o3": 600}
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def generated(rows: int) -> dict:
    """Station-hours in tenths of the unit, one PM10 in ten missing, seeded."""
    draw = random.Random(SEED)
    columns = {
        key: [draw.randrange(10 * highest) / 10 for _ in range(rows)]
        for key, highest in HIGHEST.items()
    }
    columns["pm10"] = [None if draw.random() < 0.1 else value for value in columns["pm10"]]
    return columns


def official() -> tuple[dict, list]:
    """Concentrations of the official report and its own index."""
    with REPORT.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = {key: [float(row[key]) if row[key] else None for row in rows] for key in HIGHEST}
    return columns, [int(row["aqi"]) if row["aqi"] else None for row in rows]


def in_rows(columns: dict) -> list:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def ours():
    import numpy as np

    sys.path.insert(0, str(ROOT))
    from zhiliang.methods.air import aqi_hj633

    def prepare(columns):
        return {key: np.array(values, dtype=float) for key, values in columns.items()}

    def rate(arrays):
        return aqi_hj633(arrays, averaging="hour", on=ON)

    def answer(found):
        return [None if math.isnan(value) else int(value) for value in found[0]]

    return prepare, rate, answer


def plain_loop():
    """What one writes first: for each row and item find the segment, interpolate, round up."""
    index = [0, 50, 100, 150, 200, 300, 400, 500]
    points = {
        "pm2_5": [0, 35, 75, 115, 150, 250, 350, 500],
        "pm10": [0, 50, 150, 250, 350, 420, 500, 600],
        "so2": [0, 150, 500, 650, 800],
        "no2": [0, 100, 200, 700, 1200, 2340, 3090, 3840],
        "co": [0, 5, 10, 35, 60, 90, 120, 150],
        "o3": [0, 160, 200, 300, 400, 800, 1000, 1200],
    }

    def sub_index(key, value):
        scale = points[key]
        for low, high, bottom, top in zip(index, index[1:], scale, scale[1:], strict=False):
            if value <= top:
                return math.ceil((high - low) / (top - bottom) * (value - bottom) + low)
        return None if key == "so2" else 500

    def rate(rows):
        found = []
        for row in rows:
            rated = {k: sub_index(k, v) for k, v in row.items() if v is not None}
            highest = max((v for v in rated.values() if v is not None), default=None)
            primary = [k for k, v in rated.items() if v == highest] if (highest or 0) > 50 else []
            found.append((highest, primary))
        return found

    return in_rows, rate, lambda found: [aqi for aqi, _ in found]


def aqi_hub():
    from aqi_hub.aqi_cn.aqi import cal_aqi_cn, cal_primary_pollutant

    warnings.simplefilter("ignore")

    def rate(rows):
        found = []
        for row in rows:
            aqi, parts = cal_aqi_cn(pm25=row["pm2_5"], **{k: row[k] for k in row if k != "pm2_5"})
            found.append((aqi, cal_primary_pollutant({k: v or 0 for k, v in parts.items()})))
        return found

    return in_rows, rate, lambda found: [aqi for aqi, _ in found]


def python_aqi():
    import aqi

    names = {"pm2_5": "pm25", "pm10": "pm10", "so2": "so2_1h", "no2": "no2_1h", "co": "co_1h"}
    names["o3"] = "o3_1h"

    def prepare(columns):
        return [
            [(names[key], str(value)) for key, value in row.items() if value is not None]
            for row in in_rows(columns)
        ]

    def rate(rows):
        found = []
        for row in rows:
            try:
                found.append(int(aqi.to_aqi(row, algo=aqi.ALGO_MEP)) if row else None)
            except (IndexError, TypeError):
                found.append(None)
        return found

    return prepare, rate, list


PEERS = {
    "zhiliang": ours,
    "plain loop": plain_loop,
    "aqi-hub": aqi_hub,
    "python-aqi": python_aqi,
}
PACKAGES = ("aqi-hub", "python-aqi")


def measure(options: argparse.Namespace) -> None:
    """Best of several runs in this process, and the official report rated; one line of JSON."""
    prepare, rate, answer = PEERS[options.measure]()
    rows = prepare(generated(options.rows))
    best = float("inf")
    for _ in range(options.repeat):
        start = time.perf_counter()
        rate(rows)
        best = min(best, time.perf_counter() - start)
    columns, expected = official()
    found = answer(rate(prepare(columns)))
    agreed = sum(one == other for one, other in zip(found, expected, strict=True) if other)
    rated = sum(other is not None for other in expected)
    print(json.dumps({"per_second": options.rows / best, "agreed": agreed, "rated": rated}))


def run(peer: str, options: argparse.Namespace) -> dict:
    python = options.packages if peer in PACKAGES else sys.executable
    rows = options.rows if peer == "zhiliang" else options.slow_rows
    sizes = [f"--rows={rows}", f"--repeat={options.repeat}"]
    done = subprocess.run(
        [python, __file__, f"--measure={peer}", *sizes],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | ONE_CORE,
    )
    return json.loads(done.stdout.splitlines()[-1])


def compare(options: argparse.Namespace) -> int:
    peers = [peer for peer in PEERS if peer not in PACKAGES or options.packages]
    found = {peer: run(peer, options) for peer in peers}
    print("station-hours of six items, one core; agreement with the official index of 2018-02-20")
    for peer, result in found.items():
        print(
            f"{peer:12} {result['per_second']:14,.0f} /s  "
            f"×{found['zhiliang']['per_second'] / result['per_second']:8.1f} of zhiliang's time  "
            f"{result['agreed']} of {result['rated']} stations"
        )
    if not options.packages:
        print("packages left out: see the head of this script for how to bring them")
    ours = found["zhiliang"]
    return 0 if ours["agreed"] == ours["rated"] else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--slow-rows", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--packages", metavar="PYTHON")
    parser.add_argument("--measure", choices=PEERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options)
        return 0
    return compare(options)


if __name__ == "__main__":
    raise SystemExit(main())
