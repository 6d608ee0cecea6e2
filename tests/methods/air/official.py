"""The official hourly report of Guangdong's stations: core/reference/air/SOURCE.txt."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import zhiliang

FOLDER = Path(zhiliang.__file__).parent / "core/reference/air"
DAY = date(2018, 2, 20)
HOURLY = ("pm2_5", "pm10", "so2", "no2", "co", "o3")


@cache
def rows():
    path = FOLDER / "cnemc_guangdong_stations_2018-02-20T07.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def column(name):
    return [float(row[name] or "nan") for row in rows()]


def concentrations(**renamed):
    return {key: column(renamed.get(key, key)) for key in HOURLY}
