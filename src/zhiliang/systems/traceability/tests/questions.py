"""Queries drawn from events: for every parameter values that hit, values that miss, and several."""

import random

from zhiliang.systems.traceability.tests import oracle, oracle_values
from zhiliang.systems.traceability.tests.made_names import (
    CLASSES,
    ITEMS,
    NAMESPACE,
    PARTIES,
    PLACES,
    PREFIXES,
)

CBV = "urn:epcglobal:cbv:"
TEXTS = (
    "eventType",
    "EQ_action",
    "EQ_bizStep",
    "EQ_disposition",
    "EQ_persistentDisposition_set",
    "EQ_persistentDisposition_unset",
    "EQ_readPoint",
    "WD_readPoint",
    "EQ_bizLocation",
    "WD_bizLocation",
    "EQ_transformationID",
    "EQ_eventID",
    "EQ_errorReason",
    "EQ_correctiveEventID",
    "EQ_type",
    "EQ_deviceID",
    "EQ_deviceMetadata",
    "EQ_rawData",
    "EQ_dataProcessingMethod",
    "EQ_bizRules",
    "EQ_microorganism",
    "EQ_chemicalSubstance",
    "EQ_stringValue",
    "EQ_booleanValue",
    "EQ_hexBinaryValue",
    "EQ_uriValue",
)
TIMES = ("eventTime", "recordTime", "errorDeclarationTime", "time", "startTime", "endTime")
MISSES = {
    "EQ_action": "ADD",
    "eventType": "TransformationEvent",
    "EQ_booleanValue": "true",
    "EQ_bizStep": "holding",
    "EQ_disposition": "stolen",
    "EQ_errorReason": "incorrect_data",
}
SPELLED = {
    "EQ_bizStep": [
        f"{CBV}bizstep:shipping",
        "https://ref.gs1.org/cbv/BizStep-receiving",
        "ex:mixing",
    ],
    "EQ_disposition": [f"{CBV}disp:in_transit", "https://ref.gs1.org/cbv/Disp-active"],
    "EQ_type": ["gs1:Temperature", "https://gs1.org/voc/Mass", "ex:Sweetness"],
    "EQ_errorReason": [f"{CBV}er:did_not_occur", "https://ref.gs1.org/cbv/ER-incorrect_data"],
}
COMPARISONS = ("EQ", "GT", "GE", "LT", "LE")
VALUES = (5, 7.5, -3, "5", "007", "7", "red", "RED", "2026-03-01T00:00:00Z", 1772323200)
PLACES_OF_FIELDS = ("", *(f"{one}_" for one in oracle_values.PLACES))


def questions(events, seed):
    """Pairs of a parameter and a value: a list, or one value."""
    draw = random.Random(seed)
    for part in (_texts, _times, _numbers, _matches, _pairs, _attributes, _extensions, _existing):
        yield from part(events, draw)


def _texts(events, draw):
    for name in TEXTS:
        held = sorted({_text(one) for event in events for one in _seen(event, name)})
        for _ in range(3):
            yield name, [draw.choice(held)]
        yield name, [MISSES.get(name, "urn:uuid:00000000-0000-4000-9000-000000000000")]
        if name != "EQ_booleanValue":
            yield name, draw.sample(held, min(2, len(held)))
        for one in SPELLED.get(name, ()):
            yield name, [one]
        if "readPoint" in name or "bizLocation" in name:
            yield from ((name, [draw.choice(draw.choice(PLACES))]) for _ in range(6))


def _seen(event, name):
    key = name.partition("_")[2] or "type"
    if key in ("readPoint", "bizLocation"):
        return [event[key]["id"]] if key in event else []
    if name == "eventType":
        return [event["type"]]
    return oracle.held_in(event, key)


def _text(value):
    return str(value).lower() if isinstance(value, bool) else value


def _times(events, draw):
    for key in TIMES:
        held = [one for event in events for one in oracle.held_in(event, key)]
        for operator in ("GE", "LT"):
            for value in (*draw.sample(held, 3), "2026-03-04T08:30:00+08:00"):
                yield f"{operator}_{key}", value


def _numbers(events, draw):
    for operator in COMPARISONS:
        for value in (2.5, 500, 7):
            yield f"{operator}_quantity", value
            yield f"{operator}_quantity_KGM", value
        yield f"{operator}_quantity_GRM", 2500
        yield f"{operator}_percRank", 95.5
        for key in oracle.MEASURED:
            for unit, value in (
                ("KEL", 295.65),
                ("CEL", 22.5),
                ("FAH", 72.5),
                ("A93", 20),
                ("GRM", 20000),
            ):
                yield f"{operator}_{key}_{unit}", value


def _matches(events, draw):
    for name in (*oracle.EPCS, *oracle.CLASSES):
        pool = CLASSES if name in oracle.CLASSES else ITEMS
        for _ in range(4):
            yield name, [draw.choice(draw.choice(pool))]
        yield name, [draw.choice(one) for one in draw.sample(pool, 2)]
        yield name, ["urn:epc:id:sgtin:0614141.107346.999"]
        for pattern in _patterns():
            yield name, [pattern]


def _patterns():
    for company in PREFIXES:
        yield f"urn:epc:idpat:sgtin:{company}.*.*"
        yield f"urn:epc:idpat:sgtin:{company}.107346.*"
        yield f"urn:epc:idpat:sscc:{company}.*"
        yield f"urn:epc:idpat:giai:{company}.*"
    yield "urn:epc:idpat:sgtin:*.*.*"
    yield "urn:epc:idpat:sscc:*.*"
    yield "urn:epc:idpat:gid:1.2.*"


def _pairs(events, draw):
    for kind, types in (
        ("bizTransaction", ("po", "inv", f"{CBV}btt:po")),
        ("source", ("owning_party", "possessing_party")),
        ("destination", ("possessing_party", "https://ref.gs1.org/cbv/SDT-possessing_party")),
    ):
        for type_ in types:
            for n in (1, 3):
                value = (
                    f"https://firm.example/t/{n}"
                    if kind == "bizTransaction"
                    else PARTIES[n // 2][1]
                )
                yield f"EQ_{kind}_{type_}", [value]


def _attributes(events, draw):
    for where in ("readPoint", "bizLocation", "epcClass", "source", "destination", "ex:size"):
        for name in ("kind", "city", "colour"):
            yield f"HASATTR_{where}", [NAMESPACE + name]
            yield f"HASATTR_{where}", [f"ex:{name}"]
            for form in ("EQATTR", "EQ_ATTR"):
                yield f"{form}_{where}_ex:{name}", ["dock", "milk", "深圳"]
                yield f"{form}_{where}_{NAMESPACE}{name}", ["cold store"]


def _extensions(events, draw):
    for place in PLACES_OF_FIELDS:
        for inner, key in (("", "size"), ("", "tags"), ("INNER_", "size"), ("INNER_", "colour")):
            name = f"{inner}{place}ex:{key}"
            yield f"EXISTS_{name}", True
            for value in draw.sample(VALUES, 4):
                yield f"EQ_{name}", [value]
            yield f"EQ_{name}", ["red", 5]
            for operator in COMPARISONS[1:]:
                yield f"{operator}_{name}", draw.choice([5, 6, "2026-03-01T08:00:00+08:00"])
    for place in ("readPoint", "bizLocation"):
        for value in VALUES:
            yield f"EQ_{place}_ex:size", [value]


def _existing(events, draw):
    for name in ("errorDeclaration", "sensorElementList", "ex:size", "ILMD_ex:none"):
        yield f"EXISTS_{name}", True
        yield f"EXISTS_{name}", False


def same_question(name, value, events, known):
    """The events that the oracle finds, as pairs of id and whether it is a declaration."""
    found = oracle.found(events, {name: value}, known)
    return {(one["eventID"], "errorDeclaration" in one) for one in found}
