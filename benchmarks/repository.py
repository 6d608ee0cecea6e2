"""Capture of EPCIS events and walks through a genealogy in the repository's own tables.

usage: repository.py [--events 10000] [--edges 1000000]

Capture is measured beside its floor: the same documents parsed and their bodies written to one
SQLite table, with no checks, no identifiers, no links. Walks are measured beside a recursive
statement that does not look at times, on the same rows.
"""

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
HOUSE = Path(tempfile.mkdtemp(prefix="zhiliang-repository-"))
os.environ["ZHILIANG_VAR"] = str(HOUSE)
os.environ["DJANGO_SETTINGS_MODULE"] = "zhiliang.web.settings"
sys.path[:0] = [str(ROOT / "src")]

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from zhiliang.core.models import Assignment, Organisation, Person, Place  # noqa: E402
from zhiliang.core.roles import Role  # noqa: E402
from zhiliang.systems.traceability import actions  # noqa: E402
from zhiliang.systems.traceability.actions.rows import Rows  # noqa: E402
from zhiliang.systems.traceability.models import TracedObject, TraceEdge  # noqa: E402
from zhiliang.systems.traceability.tracing import snapshots, walks  # noqa: E402

START = datetime(2026, 3, 1, tzinfo=UTC)
CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"]
PLACE = {"id": "urn:epc:id:sgln:690123.450000.0"}


def lot(product: str, number: int) -> str:
    return f"urn:epc:class:lgtin:690123.0{product}.L{number}"


def pallet(number: int) -> str:
    return f"urn:epc:id:sscc:690123.{number:011d}"


def amount(name: str, kilograms: int) -> dict[str, object]:
    return {"epcClass": name, "quantity": kilograms, "uom": "KGM"}


def event(number: int) -> dict[str, object]:
    """Four kinds in turn: a lot received, made into another, packed, shipped."""
    kind, group = number % 4, number - number % 4
    at = (START + timedelta(seconds=number)).isoformat().replace("+00:00", ".000Z")
    base = {"eventTime": at, "eventTimeZoneOffset": "+08:00", "readPoint": PLACE}
    if kind == 0:
        held = {"quantityList": [amount(lot("456789", group), 10)], "bizLocation": PLACE}
        return base | held | {"type": "ObjectEvent", "action": "ADD", "bizStep": "commissioning"}
    if kind == 1:
        made = {"inputQuantityList": [amount(lot("456789", group), 5)]}
        made |= {"outputQuantityList": [amount(lot("450000", group), 4)]}
        return base | made | {"type": "TransformationEvent", "bizStep": "commissioning"}
    if kind == 2:
        packed = {"parentID": pallet(group), "childQuantityList": [amount(lot("450000", group), 4)]}
        return base | packed | {"type": "AggregationEvent", "action": "ADD", "bizStep": "packing"}
    parties = {"type": "owning_party", "source": "urn:epc:id:pgln:690123.450000"}
    order = {"type": "po", "bizTransaction": f"urn:epc:id:gdti:690123.123456.{number}"}
    sent = {"epcList": [pallet(group)], "bizTransactionList": [order], "sourceList": [parties]}
    return base | sent | {"type": "ObjectEvent", "action": "OBSERVE", "bizStep": "shipping"}


def document(first: int, count: int) -> bytes:
    return json.dumps(
        {
            "@context": CONTEXT,
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-03-01T00:00:00Z",
            "epcisBody": {"eventList": [event(first + n) for n in range(count)]},
        }
    ).encode()


def clerk() -> tuple[Person, Organisation]:
    Place.objects.create(code="440000", level="province")
    firm = Organisation.objects.create(name="firm", place_id="440000", kind="enterprise")
    person = Person.objects.create(username="clerk", display_name="clerk")
    Assignment.objects.create(
        person=person, role=Role.ENTERPRISE, valid_from=date(2020, 1, 1), organisation=firm
    )
    return person, firm


def captured(content: bytes, person: Person, firm: Organisation) -> float:
    began = time.process_time()
    job = actions.receive(content, by=person, organisation=firm)
    job = actions.process(job, by=person)
    assert job.success, job.errors[:1]
    return time.process_time() - began


def floor(content: bytes) -> float:
    base = sqlite3.connect(HOUSE / "floor.db")
    base.execute("CREATE TABLE IF NOT EXISTS body (id INTEGER PRIMARY KEY, text TEXT)")
    began = time.process_time()
    events = json.loads(content)["epcisBody"]["eventList"]
    rows = [(json.dumps(one),) for one in events]
    base.executemany("INSERT INTO body (text) VALUES (?)", rows)
    base.commit()
    return time.process_time() - began


def grown(edges: int) -> np.ndarray:
    """Lots in seven tiers, each made of two or three of the tier before; keys of the raw ones."""
    dice = np.random.default_rng(84)
    sizes = [max(1, edges // 2700) * 3**tier for tier in range(7)]
    starts = np.concatenate([[0], np.cumsum(sizes)]) + 10_000_000
    total = int(starts[-1] - starts[0])
    names = (
        (f"https://id.gs1.org/01/06901234567892/10/B{n}", n)
        for n in range(starts[0], starts[0] + total)
    )
    Rows(TracedObject).write(("canonical", "id"), names)
    for tier in range(1, 7):
        degree = dice.integers(2, 4, sizes[tier])
        target = np.repeat(np.arange(starts[tier], starts[tier + 1]), degree)
        near = (target - starts[tier]) // 3 + dice.integers(-3, 4, len(target))
        source = starts[tier - 1] + np.clip(near, 0, sizes[tier - 1] - 1)
        at = np.full(len(target), tier * 86_400)
        rows = zip(source.tolist(), target.tolist(), at.tolist(), strict=True)
        columns = ("source_id", "target_id", "at", "quantity", "set", "known_from")
        Rows(TraceEdge).write(columns, ((*row, 1.0, f"t{tier}", 1) for row in rows))
    return starts


PLAIN = """
WITH RECURSIVE reached(node) AS (
    VALUES (%s) UNION
    SELECT target_id FROM reached JOIN traceability_traceedge ON source_id = node
) SELECT COUNT(*) FROM reached
"""


def plain(root: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [root])
        return int(cursor.fetchone()[0])


def timed(work: object, roots: list[int]) -> tuple[float, float]:
    """Median milliseconds and median size."""
    spent, sizes = [], []
    for root in roots:
        began = time.perf_counter()
        sizes.append(work(root))  # type: ignore[operator]
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent), statistics.median(sizes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--edges", type=int, default=1_000_000)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    person, firm = clerk()
    print("capture: checked, canonical, hashed, stored, linked; one processor")
    for run in range(3):
        content = document(run * options.events, options.events)
        least, ours = floor(content), captured(content, person, firm)
        rate = options.events / ours
        print(f"  {rate:8.0f} events/s   floor {options.events / least:8.0f}   ×{ours / least:.1f}")
    starts = grown(options.edges)
    dice = np.random.default_rng(1)
    print(f"walks: {TraceEdge.objects.count():,} edges")
    for tier, name in ((5, "late"), (3, "middle"), (0, "raw")):
        roots = dice.integers(starts[tier], starts[tier + 1], 7).tolist()
        ours, size = timed(lambda root: len(walks.forward([root])) + 1, roots)
        peer, same = timed(plain, roots)
        assert size == same, (size, same)
        ratio = f"no times {peer:9.2f} ms   ×{ours / peer:.2f}"
        print(f"  {name:7} {size:9,.0f} lots   {ours:9.2f} ms   {ratio}")
    began = time.perf_counter()
    snapshots.write_snapshot()
    print(f"snapshot written in {time.perf_counter() - began:.1f} s")
    roots = dice.integers(starts[0], starts[1], 7).tolist()
    walks.forward(roots[:1])
    ours, size = timed(lambda root: len(walks.forward([root])) + 1, roots)
    print(f"  raw     {size:9,.0f} lots   {ours:9.2f} ms with the snapshot")


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(HOUSE, ignore_errors=True)
