"""EPCIS events judged, brought to one form and hashed: ours beside the reference implementation of
the event hash (RalphTro/epcis-event-hash-generator), which does the last of these, and beside
Python's jsonschema for the schema alone; one core, one run, the same hash ids, ratios printed.

usage: epcis.py [--events 4000] [--peer 400] [--repeat 3]

The events are generated, seeded: five types in turn, about 1.5 kB each, unique serial numbers,
lots, orders and times, a sensor element in every fifth event, two extensions. The peers get fewer
of them (`--peer`). To have them, in an environment of its own (PyPI's 1.9.3 has another result for
some events; ours was compared with the commit in tests/methods/epcis/data/SOURCE.txt):

    python3 -m venv peers && peers/bin/pip install jsonschema-rs defusedxml jsonschema \\
        epcis-event-hash-generator
"""

import argparse
import contextlib
import json
import logging
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.methods.epcis import event_hash, events_of, examine, normal_form, validate
from zhiliang.methods.tables.epcis import schema

CONTEXT = [
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"example": "https://ns.example.com/epcis/"},
]
TYPES = ("ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent")
TYPES += ("AssociationEvent",)
EPCS = {
    "ObjectEvent": ("epcList",),
    "AggregationEvent": ("childEPCs",),
    "TransactionEvent": ("epcList",),
    "TransformationEvent": ("inputEPCList", "outputEPCList"),
    "AssociationEvent": ("childEPCs",),
}


def items(number: int, count: int) -> list[str]:
    return [f"urn:epc:id:sgtin:4012345.012345.{number}-{place}" for place in range(count)]


def event(number: int) -> dict:
    kind = TYPES[number % 5]
    made = {
        "type": kind,
        "eventID": f"urn:uuid:{number:032x}",
        "eventTime": f"2026-05-{1 + number % 28:02d}T{number // 60 % 24:02d}:{number % 60:02d}:00"
        f".{number % 1000:03d}+08:00",
        "eventTimeZoneOffset": "+08:00",
        "bizStep": "shipping",
        "disposition": "in_transit",
        "readPoint": {"id": "urn:epc:id:sgln:4012345.00011.987"},
        "bizLocation": {"id": "urn:epc:id:sgln:4012345.00011.0"},
        "bizTransactionList": [
            {"type": "po", "bizTransaction": f"urn:epcglobal:cbv:bt:4012345000009:{number}"},
            {"type": "desadv", "bizTransaction": f"https://shop.example/desadv/{number}"},
        ],
        "sourceList": [{"type": "owning_party", "source": "urn:epc:id:pgln:4012345.00000"}],
        "destinationList": [
            {"type": "owning_party", "destination": "urn:epc:id:pgln:0614141.00000"}
        ],
        "example:temperatureClass": "chilled",
        "example:line": {"example:number": "7", "example:shift": str(number % 3)},
    }
    for name in EPCS[kind]:
        made[name] = items(number, 10 // len(EPCS[kind]))
    if kind != "TransformationEvent":
        made["action"] = "OBSERVE"
        lot = {"epcClass": f"urn:epc:class:lgtin:4012345.012345.L{number}", "quantity": 200}
        name = "childQuantityList" if "childEPCs" in made else "quantityList"
        made[name] = [{**lot, "uom": "KGM"}]
    if "childEPCs" in made:
        made["parentID"] = f"urn:epc:id:sscc:4012345.{number:010d}"
    if number % 5 == 0:
        report = {"type": "Temperature", "value": 4.5, "minValue": 3.1, "uom": "CEL"}
        made["sensorElementList"] = [{"sensorReport": [report]}]
    return made


def document(first: int, count: int) -> dict:
    return {
        "@context": CONTEXT,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-05-01T08:00:00Z",
        "epcisBody": {"eventList": [event(first + number) for number in range(count)]},
    }


def timed(work, given: list) -> float:
    """Return the least seconds of several runs, each on a document nobody has seen before."""
    times = []
    for one in given:
        start = time.process_time()
        work(one)
        times.append(time.process_time() - start)
    return min(times)


def all_three(given: dict) -> None:
    outside, events = examine(given)
    if outside or any(one.findings for one in events):
        raise SystemExit("a generated event was refused")


OURS = {
    "validate": validate,
    "normal_form": lambda given: [normal_form(one) for one in events_of(given)],
    "event_hash": lambda given: [event_hash(one) for one in events_of(given)],
    "all three (examine)": all_three,
}


def reference_hashes(given: dict) -> list[str]:
    from epcis_event_hash_generator import hash_generator, json_to_py

    # It changes what it is given.
    events = json_to_py.event_list_from_epcis_document_str(json.dumps(given))
    return hash_generator.epcis_hashes_from_events(events)


def python_schema(given: dict) -> None:
    from jsonschema import Draft7Validator

    Draft7Validator(schema()).validate(given)


PEERS = {
    "reference event hash": (reference_hashes, "event_hash"),
    "jsonschema, the schema alone": (python_schema, "validate"),
}


def say(name: str, rate: float, ratio: str = "") -> None:
    print(f"{name:<30} {rate:>10,.0f} events/s  {1e6 / rate:>8.1f} µs/event  {ratio}")


def main(options: argparse.Namespace) -> None:
    logging.disable(logging.CRITICAL)
    fresh = iter(range(0, 10**9, options.events))
    size = len(json.dumps(document(0, 100))) / 100
    print(f"{options.events} events of {size:.0f} bytes, best of {options.repeat}, processor time")
    rates = {}
    for name, work in OURS.items():
        given = [document(next(fresh), options.events) for _ in range(options.repeat)]
        rates[name] = options.events / timed(work, given)
        say(name, rates[name])
    for name, (work, ours) in PEERS.items():
        with contextlib.suppress(ImportError):
            rate = options.peer / timed(work, [document(next(fresh), options.peer)])
            say(name, rate, f"{ours} is ×{rates[ours] / rate:.1f}")
    with contextlib.suppress(ImportError):
        given = document(0, options.peer)
        ids = [event_hash(one) for one in events_of(given)]
        same = sum(one == other for one, other in zip(ids, reference_hashes(given), strict=True))
        print(f"hash ids that agree with the reference: {same} of {len(ids)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=4000)
    parser.add_argument("--peer", type=int, default=400)
    parser.add_argument("--repeat", type=int, default=3)
    main(parser.parse_args())
