"""Capture of EPCIS events and walks through a genealogy in the repository's own tables.

usage: repository.py [--events 10000] [--edges 1000000]

Capture is measured beside its floor: the same documents parsed and their bodies written to one
SQLite table, with no checks, no identifiers, no links. Walks are measured beside a recursive
statement that does not look at times, on the same rows. With `--edges 10000000` a wide scope has
some 138,000 lots; it is computed here, and asked for over HTTP as a list and as the light page by
a provincial officer who has signed in. The ten million take 4 GiB on disk for a while.
"""

import argparse
import http.client
import json
import os
import resource
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from itertools import islice, repeat
from pathlib import Path
from urllib.parse import urlencode

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
HOUSE = Path(tempfile.mkdtemp(prefix="zhiliang-repository-"))
os.environ["ZHILIANG_VAR"] = str(HOUSE)
os.environ["DJANGO_SETTINGS_MODULE"] = "zhiliang.web.settings"
sys.path[:0] = [str(ROOT / "src")]

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Model  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from zhiliang.core.models import Assignment, Organisation, Person, Place  # noqa: E402
from zhiliang.core.roles import Role  # noqa: E402
from zhiliang.methods.gs1 import check_digit  # noqa: E402
from zhiliang.systems.traceability import actions  # noqa: E402
from zhiliang.systems.traceability.actions.rows import Rows  # noqa: E402
from zhiliang.systems.traceability.exploring import redaction  # noqa: E402
from zhiliang.systems.traceability.models import TracedObject, TraceEdge  # noqa: E402
from zhiliang.systems.traceability.tracing import snapshots, walks  # noqa: E402

TIERS = 7
DAY = 86_400
FIRST = 10_000_000
CHUNK = 100_000
RUNS = 7
COLUMNS = ("source_id", "target_id", "at", "quantity", "set", "known_from")
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
    """Lots in seven tiers as in trace.py, written tier by tier; where each tier begins.

    A lot is made of two or three of the tier above that are at most 17 days old.
    """
    dice = np.random.default_rng(84)
    sizes = [max(1, edges // 2700) * 3**tier for tier in range(TIERS)]
    starts = np.concatenate([[0], np.cumsum(sizes)]) + FIRST
    written(TracedObject, ("canonical", "id"), named(starts))
    above = np.empty(0)
    with without_indexes(TraceEdge):
        for tier, size in enumerate(sizes):
            made = np.sort(dice.integers(0, 365 * DAY, size)) + 7 * DAY * tier
            if tier:
                written(TraceEdge, COLUMNS, bonds(dice, made, above, starts[tier - 1 : tier + 1]))
            above = made
    return starts


def named(starts: np.ndarray) -> Iterator[tuple[str, int]]:
    """Lots with their keys, one product a tier."""
    for tier in range(TIERS):
        product = f"0690123456{tier:03d}"
        stem = f"https://id.gs1.org/01/{product}{check_digit(product)}/10/B"
        yield from ((f"{stem}{key}", key) for key in range(starts[tier], starts[tier + 1]))


def bonds(
    dice: np.random.Generator, made: np.ndarray, above: np.ndarray, starts: np.ndarray
) -> Iterator[tuple[object, ...]]:
    """Edges into the lots of a tier, from those of the tier above."""
    target = np.repeat(np.arange(made.size), dice.integers(2, 4, made.size))
    at = made[target]
    last = np.maximum(np.searchsorted(above, at), 1)
    first = np.minimum(np.searchsorted(above, at - 17 * DAY), last - 1)
    source = first + (dice.random(target.size) * (last - first)).astype(np.int64)
    for part in np.array_split(np.arange(target.size), target.size // CHUNK + 1):
        ends = (source[part] + starts[0]).tolist(), (target[part] + starts[1]).tolist()
        yield from zip(*ends, at[part].tolist(), repeat(1.0), repeat("t"), repeat(1), strict=False)


def written(
    model: type[Model], columns: tuple[str, ...], rows: Iterator[tuple[object, ...]]
) -> None:
    """Never more than a chunk of rows in memory."""
    while part := list(islice(rows, CHUNK)):
        with transaction.atomic():
            Rows(model).write(columns, part)


@contextmanager
def without_indexes(model: type[Model]) -> Iterator[None]:
    """Indexes are made once over all rows: ten million random insertions into each would last."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        wanted = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s"
        cursor.execute(wanted + " AND sql IS NOT NULL", [table])
        indexes = cursor.fetchall()
        for name, _sql in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, sql in indexes:
            cursor.execute(sql)


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


def of_processor(work: Callable[[], int], lots: int) -> float:
    """Median milliseconds of processor time; the work must find as many lots."""
    spent = []
    for _ in range(RUNS):
        began = time.process_time()
        assert work() == lots
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent)


def officer() -> str:
    """The cookie of a provincial officer who has signed in."""
    person = Person.objects.create(username="officer", password_changed_at=timezone.now())
    Assignment.objects.create(
        person=person, role=Role.PROVINCIAL_OFFICER, valid_from=date(2020, 1, 1)
    )
    client = Client()
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@contextmanager
def served() -> Iterator[int]:
    """The port of the site, served by one process as `zhiliang serve` does it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--no-ws"]
    command += ["--workers", "1", "--blocking-threads", "4", "--log-level", "error"]
    command += ["--host", "127.0.0.1", "--port", str(port), "django.core.wsgi:get_wsgi_application"]
    house = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    server = subprocess.Popen(command, env=house)
    try:
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.2)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def asked(port: int, cookie: str, address: str) -> tuple[float, int]:
    """Milliseconds until the last byte of an answer, and its bytes; a connection of its own."""
    began = time.perf_counter()
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    link.request("GET", address, headers={"Cookie": cookie})
    answer = link.getresponse()
    size = len(answer.read())
    assert answer.status == 200, (address, answer.status)
    return (time.perf_counter() - began) * 1000, size


def over_the_wire(root: int, lots: int) -> None:
    """The list of a scope and, where there is one, the light page, as a client has them."""
    query = urlencode({"code": TracedObject.objects.get(pk=root).canonical})
    addresses = {
        "list, JSON": f"/traceability/scope/?{query}",
        "list, CSV": f"/traceability/scope/?{query}&format=csv",
    }
    if lots > redaction.LARGE:
        addresses["light page"] = f"/traceability/explorer/?{query}"
    cookie = officer()
    with served() as port:
        asked(port, cookie, "/accounts/")  # the site is read from disk when it is first asked
        for name, address in addresses.items():
            first, *spent = (asked(port, cookie, address) for _ in range(RUNS + 1))
            middle = statistics.median(one for one, _size in spent)
            most = max(one for one, _size in spent)
            told = f"{middle:9.0f} ms   longest {most:6.0f}   first {first[0]:6.0f}"
            print(f"  {name:11} {told}   {first[1]:,} bytes")


def measured(starts: np.ndarray) -> None:
    """A wide scope: in memory beside the recursive statement, then over HTTP."""
    wanted = 138_000
    raw = range(starts[0], starts[1], max(1, (starts[1] - starts[0]) // 60))
    sizes = {root: len(walks.ahead([root]).keys) + 1 for root in raw}
    root = min(sizes, key=lambda one: abs(sizes[one] - wanted))
    lots = sizes[root]
    print(f"one scope of {lots:,} lots; processor time of the walks, load {os.getloadavg()[0]:.1f}")
    ours = of_processor(lambda: len(walks.ahead([root]).keys) + 1, lots)
    peer = of_processor(lambda: plain(root), lots)
    print(f"  computed    {ours:9.1f} ms   no times, no names {peer:9.1f} ms   ×{ours / peer:.2f}")
    over_the_wire(root, lots)


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
    began = time.perf_counter()
    starts = grown(options.edges)
    print(f"genealogy written in {time.perf_counter() - began:.0f} s")
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
    measured(starts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory held by this process: {peak:,.0f} MiB")


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(HOUSE, ignore_errors=True)
