"""HJ 633 read off the printed tables once more, one value at a time, in fractions and decimals."""

import math
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

INDEX = [0, 50, 100, 150, 200, 300, 400, 500]
PM10 = {2012: [0, 50, 150, 250, 350, 420, 500, 600], 2026: [0, 50, 120, 250, 350, 420, 500, 600]}
PM2_5 = {2012: [0, 35, 75, 115, 150, 250, 350, 500], 2026: [0, 35, 60, 115, 150, 250, 350, 500]}
TABLES = {
    "hour": {
        "so2": [0, 150, 500, 650, 800],
        "no2": [0, 100, 200, 700, 1200, 2340, 3090, 3840],
        "co": [0, 5, 10, 35, 60, 90, 120, 150],
        "o3": [0, 160, 200, 300, 400, 800, 1000, 1200],
    },
    "day": {
        "so2": [0, 50, 150, 475, 800, 1600, 2100, 2620],
        "no2": [0, 40, 80, 180, 280, 565, 750, 940],
        "co": [0, 2, 4, 14, 24, 36, 48, 60],
        "o3": [0, 160, 200, 300, 400, 800, 1000, 1200],
        "o3_8h": [0, 100, 160, 215, 265, 800],
    },
}
ABOVE_800 = {2012: {"so2": None, "o3_8h": None}, 2026: {"so2": 200, "o3_8h": 300}}
ORDER = ["pm2_5", "pm10", "so2", "no2", "co", "o3", "o3_8h"]


def table(edition, averaging):
    rated = {"pm2_5": PM2_5[edition], "pm10": PM10[edition], **TABLES[averaging]}
    if (edition, averaging) == (2026, "day"):
        del rated["o3"]
    return rated


def sub_index(edition, averaging, key, value):
    """Index of one Decimal; None where it is missing or not rated."""
    points = table(edition, averaging).get(key)
    if points is None or value is None:
        return None
    if edition == 2026:
        value = value.quantize(Decimal("0.1") if key == "co" else Decimal(1), ROUND_HALF_EVEN)
    if value > points[-1]:
        return ABOVE_800[edition][key] if points[-1] == 800 else 500
    for low, high, bottom, top in zip(INDEX, INDEX[1:], points, points[1:], strict=False):
        if value <= top:
            return math.ceil((high - low) * (Fraction(value) - bottom) / (top - bottom) + low)
    raise AssertionError(value)


def index(edition, averaging, row):
    """Index and primary pollutants of one {key: Decimal or None}."""
    found = {key: sub_index(edition, averaging, key, value) for key, value in row.items()}
    rated = {key: value for key, value in found.items() if value is not None}
    if not rated:
        return None, ()
    highest = max(rated.values())
    primary = tuple(key for key in ORDER if rated.get(key) == highest)
    return highest, primary if highest > 50 else ()
