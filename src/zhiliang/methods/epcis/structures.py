"""Rules of the structures in an event: places, parties, sensors, dispositions, declarations."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from zhiliang.methods.epcis.contexts import Names
from zhiliang.methods.epcis.fields import extension, extensions
from zhiliang.methods.epcis.findings import Problem
from zhiliang.methods.epcis.times import instant
from zhiliang.methods.epcis.values import (
    Check,
    each,
    identifier,
    identifiers,
    quantity,
    time,
    word,
)
from zhiliang.methods.epcis.vocabulary import bare

HASH_ID = re.compile(r"ni:///sha-?[0-9-]+;[0-9a-fA-F]{40,128}(?:\?ver=CBV\d+\.\d+(?:\.\d+)?)?")


def event_id(value: str, _: Names) -> Iterator[Problem]:
    """Yield a problem for a hash id that is cut or misspelt."""
    if value.startswith("ni:") and not HASH_ID.fullmatch(value):
        yield Problem("event.id", (), {"value": value})


def structure(kind: str, checks: Mapping[str, Check]) -> Check:
    """Return the check of a structure: some of its fields, and its extensions."""

    def checked(value: dict[str, Any], names: Names) -> Iterator[Problem]:
        for name, check in checks.items():
            if name in value:
                for problem in check(value[name], names):
                    yield problem.below(name)
        yield from extensions(value, names, kind)

    return checked


def persistent(value: dict[str, Any], names: Names) -> Iterator[Problem]:
    """Yield words that are none, and those both set and unset."""
    yield from DISPOSITIONS(value, names)
    gone = {bare("Disp", one, names) for one in value.get("unset", ())}
    for place, one in enumerate(value.get("set", ())):
        if bare("Disp", one, names) in gone:
            yield Problem("persistent.both", ("set", place), {"value": one})


def metadata(value: dict[str, Any], names: Names) -> Iterator[Problem]:
    """Yield what is wrong with the metadata of a sensor."""
    yield from METADATA(value, names)
    start, end = (instant(value.get(name, "")) for name in ("startTime", "endTime"))
    if start and end and start.utc >= end.utc:
        words = {"value": value["startTime"], "other": value["endTime"]}
        yield Problem("time.period", ("startTime",), words)


def report(value: dict[str, Any], names: Names) -> Iterator[Problem]:
    """Yield what is wrong with a sensor report."""
    yield from REPORT(value, names)
    if "type" not in value and "exception" not in value:
        yield Problem("sensor.what", (), {})
    pair = [name for name in ("percRank", "percValue") if name in value]
    if len(pair) == 1:
        yield Problem("sensor.percentile", (pair[0],), {"value": pair[0]})


def ilmd(value: dict[str, Any], names: Names) -> Iterator[Problem]:
    """Yield master data without a namespace."""
    for name, one in value.items():
        yield from extension(name, one, names)


def typed(kind: str, field: str, vocabulary: str) -> Check:
    """Return the check of a list of identifiers that have a type."""
    return each(structure(kind, {"type": word(vocabulary), field: identifier}))


TIMES = {"time": time, "startTime": time, "endTime": time}
PLACE = structure("place", {"id": identifier})
DISPOSITIONS = structure(
    "persistentDisposition", {"set": each(word("Disp")), "unset": each(word("Disp"))}
)
METADATA = structure("sensorMetadata", TIMES)
WORDS = {"type": word("Measure"), "exception": word("Alert"), "component": word("Comp")}
REPORT = structure("sensorReport", {**WORDS, "time": time})
DECLARATION = structure("errorDeclaration", {"declarationTime": time, "reason": word("ER")})
SENSOR = structure("sensorElement", {"sensorMetadata": metadata, "sensorReport": each(report)})
CHECKS: Mapping[str, Check] = {
    "eventTime": time,
    "recordTime": time,
    "eventID": event_id,
    "bizStep": word("BizStep"),
    "disposition": word("Disp"),
    **dict.fromkeys(["parentID", "transformationID"], identifier),
    **dict.fromkeys(["epcList", "childEPCs", "inputEPCList", "outputEPCList"], identifiers),
    **dict.fromkeys(["quantityList", "childQuantityList"], each(quantity)),
    **dict.fromkeys(["inputQuantityList", "outputQuantityList"], each(quantity)),
    "readPoint": PLACE,
    "bizLocation": PLACE,
    "bizTransactionList": typed("bizTransaction", "bizTransaction", "BTT"),
    "sourceList": typed("source", "source", "SDT"),
    "destinationList": typed("destination", "destination", "SDT"),
    "persistentDisposition": persistent,
    "sensorElementList": each(SENSOR),
    "errorDeclaration": DECLARATION,
    "ilmd": ilmd,
}
