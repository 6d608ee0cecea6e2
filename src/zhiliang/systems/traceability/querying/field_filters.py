"""Conditions on fields beside the fixed ones: sensors and extensions."""

import re
from collections.abc import Sequence

from django.db.models import Q

from zhiliang.methods.unit_conversion import in_base_unit
from zhiliang.systems.traceability.indexing.fields import MOMENT, number_of, seconds_of
from zhiliang.systems.traceability.models import EventField
from zhiliang.systems.traceability.querying.names import Prefixes
from zhiliang.systems.traceability.querying.parameters import (
    moment,
    number,
    single,
    truth,
    unfit,
)

COMPARED = {"EQ": "", "GT": "__gt", "GE": "__gte", "LT": "__lt", "LE": "__lte"}
EXACT = 2**53
"""Numbers beyond are not told apart by floating point; they are compared as texts alone."""
_OBSERVED = ("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules")
_IDENTIFIED = ("microorganism", "chemicalSubstance", "uriValue")
_TEXTS = ("stringValue", "hexBinaryValue")
_MEASURES = re.compile(
    r"^(EQ|GT|GE|LT|LE)_(value|minValue|maxValue|meanValue|sDev|percValue)_([A-Z0-9]{2,3})$"
)
_PLACES = {
    "": "",
    "ILMD_": "ilmd",
    "ERROR_DECLARATION_": "error",
    "SENSORELEMENT_": "element",
    "SENSORMETADATA_": "metadata",
    "SENSORREPORT_": "report",
    "readPoint_": "readPoint",
    "bizLocation_": "bizLocation",
}
_WHERE = rf"(INNER_)?({'|'.join(filter(None, _PLACES))})?([^_:]+:.+)$"
_EXTENSION = re.compile(rf"^(EQ|GT|GE|LT|LE|EXISTS)_{_WHERE}")


def has_field(wanted: Q) -> Q:
    """Events that have a field like that."""
    return Q(pk__in=EventField.objects.filter(wanted).values("event"))


def compared(column: str, relation: str, numbers: Sequence[float]) -> Q:
    """A column against numbers: one of them, or beyond any."""
    if relation == "EQ":
        return Q(**{f"{column}__in": numbers})
    wanted = Q()
    for one in numbers:
        wanted |= Q(**{column + COMPARED[relation]: one})
    return wanted


def measured(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    """What a sensor reported, in whatever unit of the same kind."""
    found = _MEASURES.match(name)
    if found is None:
        return None
    relation, what, unit = found.groups()
    told = [in_base_unit(unit, number(name, one)) for one in values]
    numbers = compared("number", relation, [value for _base, value in told])
    return has_field(Q(key=f"report:{what}:{told[0][0]}") & numbers)


def sensed(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    """The other fields of sensors; those of the metadata may stand in a report (TCR-53, 28)."""
    relation, _, rest = name.partition("_")
    if rest in ("time", "startTime", "endTime") and relation in ("EQ", "GE", "LT"):
        at = moment(name, single(name, values)).timestamp()
        return has_field(Q(key__in=_both(rest)) & compared("number", relation, [at]))
    if rest == "percRank" and relation in COMPARED:
        numbers = [number(name, one) for one in values]
        return has_field(Q(key="report:percRank") & compared("number", relation, numbers))
    return _reported(name, values, prefixes) if relation == "EQ" else None


def _reported(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    field = name.removeprefix("EQ_")
    if field in _OBSERVED:
        texts = [prefixes.identifier(one) for one in values]
        return has_field(Q(key__in=_both(field), text__in=texts))
    if field in _IDENTIFIED:
        texts = [prefixes.identifier(one) for one in values]
    elif field in _TEXTS:
        texts = list(values)
    elif field == "booleanValue":
        texts = ["true" if truth(name, values) else "false"]
    elif field == "type":
        texts = [prefixes.word("Measure", one) for one in values]
    else:
        return None
    return has_field(Q(key=f"report:{field}", text__in=texts))


def _both(field: str) -> tuple[str, str]:
    return f"metadata:{field}", f"report:{field}"


def extension(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    """A field of another namespace; None where nobody declared its prefix."""
    found = _EXTENSION.match(name)
    key = key_of(name.partition("_")[2], prefixes) if found else None
    if found is None or key is None:
        return None
    relation = found[1]
    if relation == "EXISTS":
        return has_field(Q(key__in=(key, MOMENT + key))) if truth(name, values) else Q()
    if relation == "EQ":
        wanted = Q()
        for one in values:
            wanted |= _equal(key, one, prefixes)
        return has_field(wanted)
    return has_field(_beyond(key, name, single(name, values)))


def key_of(field: str, prefixes: Prefixes) -> str | None:
    """The key of `[INNER_][PLACE_]prefix:name`; None for what is no such name."""
    found = re.match(f"^{_WHERE}", field)
    full = prefixes.full(found[3]) if found else None
    if found is None or full is None:
        return None
    return f"{'inner' if found[1] else ''}{_PLACES[found[2] or '']}:{full}"


def _equal(key: str, text: str, prefixes: Prefixes) -> Q:
    """Equal as a text, as a number or as an instant; how it is written tells which."""
    found = Q(key=key, text__in={text, prefixes.identifier(text)})
    as_number, seconds = number_of(text), _seconds(text)
    if as_number is not None and abs(as_number) < EXACT:
        found |= Q(key=key, number=as_number)
    if seconds is not None:
        found |= Q(key=MOMENT + key, number=seconds)
    return found


def _beyond(key: str, name: str, text: str) -> Q:
    """Numbers are compared with numbers and instants with instants; texts have no order here."""
    relation = COMPARED[name.partition("_")[0]]
    as_number, seconds = number_of(text), _seconds(text)
    if as_number is not None:
        return Q(key=key, **{f"number{relation}": as_number})
    if seconds is not None:
        return Q(key=MOMENT + key, **{f"number{relation}": seconds})
    raise unfit(name, text)


def _seconds(text: str) -> float | None:
    """Of an instant in an address, where a plus sign may have become a blank."""
    return seconds_of(text.replace(" ", "+"))
