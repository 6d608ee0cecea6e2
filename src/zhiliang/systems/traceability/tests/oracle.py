"""SimpleEventQuery by brute force (EPCIS 2.0, 8.2.7.1): every event, every parameter, one by one.

Written from the standard's words alone, on plain event dicts with prefixed names. `Knowledge` holds
what an event does not say: other spellings of an identifier, prefixes, master data.
"""

import re
from decimal import Decimal

from zhiliang.systems.traceability.tests.oracle_values import (
    COMPARED,
    PLACES,
    base,
    compare,
    extension,
    holders,
    inside,
    instant,
    number,
    reports,
    truth,
    word,
)

EPCS = {
    "MATCH_epc": ("epcList", "childEPCs"),
    "MATCH_parentID": ("parentID",),
    "MATCH_inputEPC": ("inputEPCList",),
    "MATCH_outputEPC": ("outputEPCList",),
    "MATCH_anyEPC": ("epcList", "childEPCs", "parentID", "inputEPCList", "outputEPCList"),
}
CLASSES = {
    "MATCH_epcClass": ("quantityList", "childQuantityList"),
    "MATCH_inputEPCClass": ("inputQuantityList",),
    "MATCH_outputEPCClass": ("outputQuantityList",),
    "MATCH_anyEPCClass": (
        "quantityList",
        "childQuantityList",
        "inputQuantityList",
        "outputQuantityList",
    ),
}
MEASURED = ("value", "minValue", "maxValue", "meanValue", "sDev", "percValue")
MEASURED_NAME = re.compile(rf"^(EQ|GT|GE|LT|LE)_({'|'.join(MEASURED)})_([A-Z0-9]{{2,3}})$")
EXTENSION_NAME = re.compile(
    rf"^(EQ|GT|GE|LT|LE|EXISTS)_(INNER_)?(?:({'|'.join(PLACES)})_)?([^_:]+:.+)$"
)


def found(events, params, known):
    """The events that fulfil every parameter; ordering and limits are not for sets."""
    return [one for one in events if all(fulfils(one, *item, known) for item in params.items())]


def fulfils(event, name, value, known):
    values = value if isinstance(value, list) else [value]
    if name in EPCS or name in CLASSES:
        return any(matches(epc, one, known) for epc in named(event, name) for one in values)
    if name.startswith(("EQ_readPoint", "WD_readPoint", "EQ_bizLocation", "WD_bizLocation")):
        return _located(event, name, values, known)
    for test in (_measured, _paired, _attributed, _extended):
        verdict = test(event, name, values, known)
        if verdict is not None:
            return verdict
    return _fixed(event, name, values, known)


def named(event, parameter):
    """The identifiers that a MATCH parameter looks at."""
    for key in EPCS.get(parameter, ()):
        held = event.get(key) or []
        yield from [held] if isinstance(held, str) else held
    for key in CLASSES.get(parameter, ()):
        yield from (one["epcClass"] for one in event.get(key) or [])


def matches(epc, wanted, known):
    """8.2.7.1.1: equal, or fitting a pure identity pattern of the Tag Data Standard."""
    if known.same(epc) == known.same(wanted):
        return True
    if not wanted.startswith("urn:epc:idpat:"):
        return False
    scheme, _, parts = wanted.removeprefix("urn:epc:idpat:").partition(":")
    urn = known.same(epc)
    found_scheme, _, held = urn.partition("urn:epc:")[2].partition(":")[2].partition(":")
    if scheme != found_scheme:
        return False
    wanted_parts, held_parts = parts.split("."), held.split(".", parts.count("."))
    return len(wanted_parts) == len(held_parts) and all(
        one in ("*", have) for one, have in zip(wanted_parts, held_parts, strict=True)
    )


def _located(event, name, values, known):
    operator, key = name.split("_", 1)
    if ":" in key:
        key, field = key.split("_", 1)
        held = extension(event.get(key) or {}, field, known)
        return any(compare(operator, one, wanted) for one in held for wanted in values)
    here = (event.get(key) or {}).get("id")
    if here is None:
        return False
    line = known.line_of(here) if operator == "WD" else [known.same(here)]
    return any(known.same(one) in line for one in values)


def _measured(event, name, values, known):
    parts = MEASURED_NAME.match(name)
    if not parts:
        return None
    operator, key, unit = parts.groups()
    for report in reports(event):
        if key in report and base(report[key], report.get("uom"))[0] == base(0, unit)[0]:
            held = base(report[key], report.get("uom"))[1]
            for one in values:
                wanted = base(one, unit)[1]
                near = abs(held - wanted) <= Decimal("1e-9") * max(abs(held), 1)
                if near and operator in ("EQ", "GE", "LE"):
                    return True
                if not near and COMPARED[operator](held, wanted):
                    return True
    return False


def _paired(event, name, values, known):
    parts = re.match(r"^EQ_(bizTransaction|source|destination)_(.+)$", name)
    if not parts:
        return None
    key, kind = parts.groups()
    return any(
        word(pair.get("type", "")) == word(kind) and known.same(pair[key]) == known.same(one)
        for pair in event.get(f"{key}List") or []
        for one in values
    )


def _attributed(event, name, values, known):
    if name.startswith("HASATTR_"):
        held = [known.attributes_of(one) for one in vocabulary(event, name[8:], known)]
        return any(known.same(value) in attributes for attributes in held for value in values)
    parts = re.match(r"^EQ_?ATTR_([a-zA-Z]+|[^_:]+:[^_]+)_(.+)$", name)
    if not parts:
        return None
    held = [known.attributes_of(one) for one in vocabulary(event, parts[1], known)]
    return any(attributes.get(known.same(parts[2])) in values for attributes in held)


def vocabulary(event, key, known):
    """The vocabulary elements in a field."""
    if key in ("readPoint", "bizLocation"):
        return [event[key]["id"]] if key in event else []
    if ":" in key:
        return [one for one in extension(event, key, known) if isinstance(one, str)]
    pairs = {"bizTransaction", "source", "destination"}
    if key in pairs:
        return [pair[key] for pair in event.get(f"{key}List") or []]
    if key == "epcClass":
        return list(named(event, "MATCH_anyEPCClass"))
    return [event[key]] if key in event else []


def _extended(event, name, values, known):
    parts = EXTENSION_NAME.match(name)
    if not parts:
        return None
    operator, inner, place, key = parts.groups()
    held = [
        value
        for holder in holders(event, place)
        for value in (inside(holder, key, known) if inner else extension(holder, key, known))
    ]
    if operator == "EXISTS":
        return bool(held) or not truth(values[0])
    return any(compare(operator, one, wanted) for one in held for wanted in values)


def _fixed(event, name, values, known):
    if name == "eventType":
        return event["type"] in values
    if name == "EXISTS_errorDeclaration":
        return "errorDeclaration" in event or not truth(values[0])
    if name in ("EXISTS_sensorElementList", "EXISTS_sensorElement"):
        return bool(event.get("sensorElementList")) or not truth(values[0])
    operator, key = name.split("_", 1)
    if key.startswith("quantity_"):
        return _weighed(event, operator, key.removeprefix("quantity_"), values)
    if key == "quantity":
        quantities = [one for some in QUANTITY_LISTS for one in event.get(some) or []]
        held = [number(one["quantity"]) for one in quantities if "quantity" in one]
        return any(COMPARED[operator](one, number(wanted)) for one in held for wanted in values)
    held = list(held_in(event, key))
    if operator in ("GE", "LT", "GT", "LE") or key == "time":
        return any(_ranked(operator, one, wanted) for one in held for wanted in values)
    if key == "booleanValue":
        return any(isinstance(one, bool) and one == truth(values[0]) for one in held)
    if key in (*IDS, "correctiveEventID", "stringValue"):
        return any(one in values for one in held)
    return any(
        word(known.same(str(one))) == word(known.same(str(wanted)))
        for one in held
        for wanted in values
    )


def _weighed(event, operator, unit, values):
    quantities = [one for some in QUANTITY_LISTS for one in event.get(some) or []]
    kept = [base(one["quantity"], one["uom"]) for one in quantities if "uom" in one]
    return any(
        kind == base(wanted, unit)[0] and COMPARED[operator](held, base(wanted, unit)[1])
        for kind, held in kept
        for wanted in values
    )


QUANTITY_LISTS = CLASSES["MATCH_anyEPCClass"]
IN_SENSORS = ("time", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules")


IDS = ("eventID", "transformationID")
OF_THE_EVENT = (*IDS, "eventTime", "recordTime", "action", "bizStep", "disposition")


def held_in(event, key):
    """Every value of a field that a fixed parameter looks at."""
    declared = event.get("errorDeclaration") or {}
    lasting = event.get("persistentDisposition") or {}
    special = {
        "persistentDisposition_set": lasting.get("set"),
        "persistentDisposition_unset": lasting.get("unset"),
        "errorDeclarationTime": declared.get("declarationTime"),
        "errorReason": declared.get("reason"),
        "correctiveEventID": declared.get("correctiveEventIDs"),
    }
    if key in special:
        value = special[key] or []
        yield from value if isinstance(value, list) else [value]
    elif key in IN_SENSORS or key in ("startTime", "endTime"):
        for holder in [*holders(event, "SENSORMETADATA"), *reports(event)]:
            if key in holder:
                yield holder[key]
    elif key in OF_THE_EVENT:
        yield from [event[key]] if key in event else []
    else:
        yield from (one[key] for one in reports(event) if key in one)


def _ranked(operator, held, wanted):
    a, b = instant(held), instant(wanted)
    if a is None or b is None:
        a, b = number(held), number(wanted)
    return a is not None and b is not None and COMPARED[operator](a, b)
