"""Fields beside the fixed ones, each under a key that says where it stands.

`bizTransaction:po`, `source:owning_party`, `destination:…`, `set`, `unset`, `corrective`,
`sensor`, `metadata:deviceID`, `report:type`, `report:value:KEL`, and for extensions the place and
the full name: `:http://ns…/field`, `ilmd:…`, `error:…`, `element:…`, `metadata:…`, `report:…`; a
field inside another one has `inner` before it. Instants stand under the key with `@` before it, so
that they are not compared with numbers.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from zhiliang.methods.unit_conversion import in_base_unit

LONGEST = 1000
MOMENT = "@"
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)
_PAIRED = {
    "bizTransactionList": ("bizTransaction", "bizTransaction"),
    "sourceList": ("source", "source"),
    "destinationList": ("destination", "destination"),
}
_MEASURED = ("value", "minValue", "maxValue", "meanValue", "sDev", "percValue")


class Field(NamedTuple):
    """One value of one field."""

    key: str
    text: str = ""
    number: float | None = None


def fields_of(event: Mapping[str, Any]) -> Iterator[Field]:
    """Every field that a query may ask for beside the fixed ones."""
    for name, (key, value) in _PAIRED.items():
        for pair in event.get(name) or ():
            yield Field(f"{key}:{pair.get('type', '')}", pair[value][:LONGEST])
    lasting = event.get("persistentDisposition") or {}
    for change in ("set", "unset"):
        yield from (Field(change, one) for one in lasting.get(change) or ())
    yield from _extensions(event, "")
    for place in ("ilmd", "readPoint", "bizLocation"):
        yield from _extensions(event.get(place) or {}, place)
    declared = event.get("errorDeclaration") or {}
    yield from (Field("corrective", one) for one in declared.get("correctiveEventIDs") or ())
    yield from _extensions(declared, "error")
    for element in event.get("sensorElementList") or ():
        yield from _sensor(element)


def _sensor(element: Mapping[str, Any]) -> Iterator[Field]:
    yield Field("sensor")
    yield from _extensions(element, "element")
    metadata = element.get("sensorMetadata") or {}
    yield from _plain(metadata, "metadata")
    yield from _extensions(metadata, "metadata")
    for report in element.get("sensorReport") or ():
        yield from _plain(report, "report")
        yield from _measured(report)
        yield from _extensions(report, "report")


def _plain(holder: Mapping[str, Any], place: str) -> Iterator[Field]:
    for name, value in holder.items():
        if not is_extension(name) and name not in _MEASURED and not isinstance(value, (dict, list)):
            yield _field(f"{place}:{name}", value)


def _measured(report: Mapping[str, Any]) -> Iterator[Field]:
    for name in _MEASURED:
        if name in report:
            unit, number = in_base_unit(report.get("uom", ""), float(report[name]))
            yield Field(f"report:{name}:{unit}", str(report[name]), number)


def _extensions(holder: Mapping[str, Any], place: str) -> Iterator[Field]:
    for name, value in holder.items():
        if is_extension(name):
            yield from _values(f"{place}:{name}", value)
            yield from _inner(value, place)


def _inner(value: Any, place: str) -> Iterator[Field]:
    for one in _each(value):
        if isinstance(one, dict):
            for name, held in one.items():
                yield from _values(f"inner{place}:{name}", held)
                yield from _inner(held, place)


def _values(key: str, value: Any) -> Iterator[Field]:
    for one in _each(value):
        if isinstance(one, dict):
            yield Field(key)
        elif (seconds := seconds_of(str(one))) is not None:
            yield Field(MOMENT + key, str(one), seconds)
        else:
            yield _field(key, one)


def _each(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else (value,)


def _field(key: str, value: Any) -> Field:
    if isinstance(value, bool):
        return Field(key, "true" if value else "false")
    text = str(value)[:LONGEST]
    number = number_of(text)
    return Field(key, text, seconds_of(text) if number is None else number)


def number_of(text: str) -> float | None:
    """A number as JSON writes it; None for other texts: a code like 007 is none."""
    found = float(text) if _NUMBER.fullmatch(text) else math.inf
    return found if math.isfinite(found) else None


def seconds_of(text: str) -> float | None:
    """Seconds since 1970 of an instant with its zone; None for other texts."""
    if not text[:4].isdecimal() or "T" not in text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.timestamp() if found.tzinfo else None


def is_extension(name: str) -> bool:
    """Whether a name is one of a namespace, in the full form of the normal form."""
    return ":" in name and name != "@context"
