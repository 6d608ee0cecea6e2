"""Rules of the structures in an event: places, parties, sensors, dispositions, declarations."""

import re
from collections.abc import Mapping
from typing import Any

from zhiliang.methods.epcis.contexts import Names
from zhiliang.methods.epcis.fields import extension, extensions, fields
from zhiliang.methods.epcis.findings import Problem
from zhiliang.methods.epcis.times import instant
from zhiliang.methods.epcis.values import (
    Check,
    Problems,
    each,
    identifier,
    quantity,
    singles,
    time,
    word,
)
from zhiliang.methods.epcis.vocabulary import bare

HASH_ID = re.compile(r"ni:///sha-?[0-9-]+;[0-9a-fA-F]{40,128}(?:\?ver=CBV\d+\.\d+(?:\.\d+)?)?")


def event_id(value: str, _: Names) -> Problems:
    """Return a problem for a hash id that is cut or misspelt."""
    if not value.startswith("ni:") or HASH_ID.fullmatch(value):
        return ()
    return (Problem("event.id", (), {"value": value}),)


def structure(kind: str, checks: Mapping[str, Check]) -> Check:
    """Return the check of a structure: some of its fields, and its extensions."""
    pairs = tuple(checks.items())
    known = fields(kind)

    def checked(value: dict[str, Any], names: Names) -> Problems:
        found = [] if known.issuperset(value) else extensions(value, names, kind)
        for name, check in pairs:
            if name in value and (wrong := check(value[name], names)):
                found += [problem.below(name) for problem in wrong]
        return found

    return checked


def persistent(value: dict[str, Any], names: Names) -> Problems:
    """Return words that are none, and those both set and unset."""
    gone = {bare(one, "Disp", names) for one in value.get("unset", ())}
    both = [
        Problem("persistent.both", ("set", place), {"value": one})
        for place, one in enumerate(value.get("set", ()))
        if bare(one, "Disp", names) in gone
    ]
    return [*DISPOSITIONS(value, names), *both]


def metadata(value: dict[str, Any], names: Names) -> Problems:
    """Return what is wrong with the metadata of a sensor."""
    found = [*METADATA(value, names)]
    start, end = (instant(value.get(name, "")) for name in ("startTime", "endTime"))
    if start and end and start >= end:
        said = {"value": value["startTime"], "other": value["endTime"]}
        found.append(Problem("time.period", ("startTime",), said))
    return found


def report(value: dict[str, Any], names: Names) -> Problems:
    """Return what is wrong with a sensor report."""
    found = [*REPORT(value, names)]
    if "type" not in value and "exception" not in value:
        found.append(Problem("sensor.what", (), {}))
    pair = [name for name in ("percRank", "percValue") if name in value]
    if len(pair) == 1:
        found.append(Problem("sensor.percentile", (pair[0],), {"value": pair[0]}))
    return found


def ilmd(value: dict[str, Any], names: Names) -> Problems:
    """Return master data without a namespace."""
    return [problem for name in value for problem in extension(name, value[name], names)]


def typed(kind: str, vocabulary: str) -> Check:
    """Return the check of a list of identifiers that have a type."""
    return each(structure(kind, {"type": word(vocabulary), kind: identifier}))


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
    **dict.fromkeys(["epcList", "childEPCs", "inputEPCList", "outputEPCList"], singles),
    **dict.fromkeys(["quantityList", "childQuantityList"], each(quantity)),
    **dict.fromkeys(["inputQuantityList", "outputQuantityList"], each(quantity)),
    "readPoint": PLACE,
    "bizLocation": PLACE,
    "bizTransactionList": typed("bizTransaction", "BTT"),
    "sourceList": typed("source", "SDT"),
    "destinationList": typed("destination", "SDT"),
    "persistentDisposition": persistent,
    "sensorElementList": each(SENSOR),
    "errorDeclaration": DECLARATION,
    "ilmd": ilmd,
}
