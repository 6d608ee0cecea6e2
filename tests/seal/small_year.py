"""Two cities and every figure of a year's plan, with or without points that people established."""

from datetime import date

import pyarrow as pa

from zhiliang.evaluation.adjustments import ADJUSTMENTS
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.table import FIGURES, PLACE_SETS, PLACES

MASTER = b"m" * 43
CITIES = ("440100", "440300")
FOREVER = {"valid_from": date(1979, 1, 1), "valid_to": None}


def place(code, level, parent):
    return {"code": code, "level": level, "name_zh": code, "name_en": code} | {
        "parent": parent,
        **FOREVER,
    }


def figure(indicator, code, year):
    return {
        "indicator": indicator,
        "place": code,
        "period": str(year),
        "source": "sample",
        "status": "ok",
        "value": (70 + year % 10 + int(code) % 7) * 1_000_000 + 333_333,
        "numerator": None,
        "denominator": None,
        "reference": "made up",
        "line": year,
    }


def adjustment(item, points, *, subject=CITIES[0], period="2015", stage="verification"):
    return {
        "period": period,
        "subject": subject,
        "item": item,
        "points": int(points * 1_000_000),
        "stage": stage,
        "ground": "台账缺页",
        "reference": "evaluation.check:1",
        "source": "records",
    }


def small_lake(plan, *, adjustments=()):
    places = [place("440000", "province", None), *(place(c, "city", "440000") for c in CITIES)]
    members = [
        {"key": "gd_21", "name_zh": "全省", "name_en": "all", "place": code, **FOREVER}
        for code in CITIES
    ]
    figures = [figure(k, c, y) for k in plan.definitions for c in CITIES for y in (2014, 2015)]
    head = {"number": 3, "event_number": 9, "event_hash": "ab" * 32}
    return Lake(
        tables={
            "place": pa.Table.from_pylist(places, schema=PLACES.schema),
            "place_set": pa.Table.from_pylist(members, schema=PLACE_SETS.schema),
            "figure": pa.Table.from_pylist(figures, schema=FIGURES.schema),
            "adjustment": pa.Table.from_pylist(list(adjustments), schema=ADJUSTMENTS.schema),
        },
        manifest=head | {"as_of": "2016-03-01T00:00:00+00:00"},
    )
