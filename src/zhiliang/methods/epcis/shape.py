"""The shape of documents and events, judged by the schema, said so that it can be mended."""

from collections.abc import Callable, Iterator
from typing import Any

from jsonschema_rs import Draft7Validator, ValidationError

from zhiliang.methods.epcis.documents import CONTEXT
from zhiliang.methods.epcis.findings import Problem
from zhiliang.methods.tables.epcis import schema

SHAPE = Draft7Validator(schema(), validate_formats=True)
NAMES = {
    "minItems": "schema.empty",
    "minProperties": "schema.empty",
    "uniqueItems": "schema.repeated",
}
WANTED = {
    "^[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)$": "+08:00 (-14:00 … +14:00)",
    "^[A-Z0-9]{2,3}$": "UN/ECE Rec. 20 (KGM, H87 …)",
    "^[A-Fa-f0-9]+$": "0-9 A-F",
    "^\\d+(\\.\\d+)*$": "2.0",
}


def is_sound(document: Any) -> bool:
    """Return whether a document has the shape the schema wants."""
    try:
        return SHAPE.is_valid(document)
    except (ValueError, TypeError, OverflowError):
        return False


def shape_problems(document: Any) -> Iterator[Problem]:
    """Yield each departure from the schema, at its place in the document."""
    try:
        yield from [one for error in SHAPE.iter_errors(document) for one in _problems(error)]
    except (ValueError, TypeError, OverflowError) as trouble:
        yield Problem("document.json", (), {"reason": str(trouble)})


def _problems(error: ValidationError) -> Iterator[Problem]:
    path = tuple(error.instance_path)
    name, details = error.kind.name, error.kind.as_dict()
    if details.get("property") == CONTEXT:
        yield Problem("context.missing", path, {})
    elif name == "additionalProperties":
        for field in details["unexpected"]:
            yield Problem("schema.unexpected", (*path, field), {"value": field})
    else:
        words = SAID[name](details) if name in SAID else {}
        yield Problem(NAMES.get(name, f"schema.{name}"), path, {"value": error.instance, **words})


SAID: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "required": lambda details: {"name": details["property"]},
    "type": lambda details: {"wanted": " / ".join(details["types"])},
    "enum": lambda details: {"wanted": ", ".join(details["options"])},
    "pattern": lambda details: {"wanted": WANTED.get(details["pattern"], details["pattern"])},
}
