"""Documents and hash ids of others: data/SOURCE.txt."""

import copy
import gzip
import json
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
CONTEXT = [
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"example": "https://ns.example.com/epcis/"},
    {"ext1": "http://ns.ext1.example/"},
    {"ext2": "http://ns.ext2.example/a/"},
]
# Pairs whose XML and JSON say different things.
DIFFERENT = {
    "Combination_of_different_event": "another declarationTime",
    "TransactionEvent": "the XML has an empty element of which the JSON knows nothing",
    "TransformationEvent": "another declarationTime",
}


@cache
def _rows(name):
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def rows(name):
    return copy.deepcopy(_rows(name))


def valid():
    return [row for row in rows("openepcis") if row["folder"] != "Invalid"]


def invalid():
    return {row["name"]: row["json"] for row in rows("openepcis") if row["folder"] == "Invalid"}


def twins():
    found = [row for row in valid() if row["xml"] and row["name"] not in DIFFERENT]
    return found + [row for row in rows("hashes") if row["xml"]]


def generated():
    return [{"@context": CONTEXT, **row["event"]} for row in rows("generated")]


def event(**fields):
    """Return a sound event of the plainest kind, with the fields given; None leaves one out."""
    plain = {
        "@context": CONTEXT,
        "type": "ObjectEvent",
        "eventTime": "2026-05-01T08:00:00+08:00",
        "eventTimeZoneOffset": "+08:00",
        "action": "OBSERVE",
        "epcList": ["urn:epc:id:sgtin:4012345.012345.1"],
        **fields,
    }
    return {name: value for name, value in plain.items() if value is not None}


def document(*events, **fields):
    return {
        "@context": CONTEXT,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-05-01T08:00:00Z",
        "epcisBody": {"eventList": [*events]},
        **fields,
    }
