"""Made-up settled results of 2011 to 2015, and results of the State's tracking, as import files.

No figure says anything about a real city: how strong a city is, is drawn by lot.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from zhiliang.systems.sampling.sample.catalogue import MadeUpClass, classes

SEED = 84
YEARS = range(2011, 2016)
MARKET, PRODUCTION = 36, 12
FIRMS = 12
RESULT_COLUMNS = (
    "number",
    "product_class",
    "firm",
    "place",
    "site",
    "size",
    "level",
    "sampled_on",
    "reported_on",
    "due_on",
    "conclusion",
    "failing",
)
TRACKING_COLUMNS = ("product", "place", "round", "tested_on", "tested", "passed")
TRACKED = (("示例·家用燃气灶", 24), ("示例·儿童服装", 20))
SIZES = ("large", "medium", "small", "small", "micro")


def results_file(places: Iterable[str]) -> bytes:
    """A file of settled results for every city and year."""
    return _csv(RESULT_COLUMNS, _results(list(places)))


def tracking_file(places: Iterable[str]) -> bytes:
    """A file of the State's results for every city and year."""
    return _csv(TRACKING_COLUMNS, _tracked(list(places)))


def _csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    table.writerows(rows)
    return written.getvalue().encode()


def _results(places: list[str]) -> Iterator[tuple[object, ...]]:
    known = list(classes())
    for place in places:
        lot = Random(f"{SEED}/{place}")
        strength = lot.uniform(0.84, 0.95)
        for year in YEARS:
            good = min(0.985, strength + 0.008 * (year - YEARS[0]))
            for serial in range(MARKET + PRODUCTION):
                site = _site(serial, lot)
                yield _batch(place, year, serial, lot.choice(known), site, good, lot)


def _site(serial: int, lot: Random) -> str:
    if serial >= MARKET:
        return "production"
    return "online" if lot.random() < 0.2 else "market"


def _batch(
    place: str,
    year: int,
    serial: int,
    product: MadeUpClass,
    site: str,
    good: float,
    lot: Random,
) -> tuple[object, ...]:
    day = date(year, 2, 1) + timedelta(days=lot.randrange(300))
    passed = lot.random() < good
    failing = "" if passed else lot.choice(product.items)["name_zh"]
    return (
        f"LS{year}{place[2:4]}{serial:04d}",
        product.code,
        f"示例{place[2:4]}号市第{lot.randrange(FIRMS) + 1}家企业",
        place,
        site,
        lot.choice(SIZES),
        "provincial" if serial % 3 else "city",
        day,
        day + timedelta(days=lot.randrange(10, 40)),
        day + timedelta(days=35),
        "pass" if passed else "fail",
        failing,
    )


def _tracked(places: list[str]) -> Iterator[tuple[object, ...]]:
    for place in places:
        lot = Random(f"{SEED}/tracking/{place}")
        good = lot.uniform(0.86, 0.96)
        for year in YEARS:
            for product, tested in TRACKED:
                passed = sum(lot.random() < good for _ in range(tested))
                yield (product, place, f"{year}年示例批次", date(year, 10, 31), tested, passed)
