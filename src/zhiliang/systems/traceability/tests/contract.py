"""The OpenAPI of EPCIS 2.0, as far as answers can be checked against it."""

import gzip
import json
from functools import cache
from pathlib import Path

import jsonschema_rs

METHODS = ("get", "post", "delete", "options")
SOMETIMES = ("Link", "GS1-Next-Page-Token-Expires", "GS1-Extensions", "GS1-CBV-XML-Format")
"""Headers of pages that have a next one, of vocabularies beside the standard's, and of XML."""


@cache
def openapi():
    text = gzip.decompress((Path(__file__).parent / "data" / "openapi.json.gz").read_bytes())
    return without_grammars(json.loads(text))


def without_grammars(value):
    """Schemas without the patterns of schedules, which are in no dialect of JSON Schema."""
    if isinstance(value, dict):
        kept = {name: without_grammars(held) for name, held in value.items()}
        if "\\g<" in str(kept.get("pattern", "")):
            del kept["pattern"]
        return kept
    return [without_grammars(one) for one in value] if isinstance(value, list) else value


def operations():
    """Every path with each of its methods."""
    for path, item in openapi()["paths"].items():
        yield from ((path, method) for method in METHODS if method in item)


def response(path, method, status):
    """What the contract says of an answer; None for a status that it does not have."""
    found = openapi()["paths"][path][method]["responses"].get(str(status))
    return None if found is None else resolved(found)


def resolved(part):
    while "$ref" in part:
        _root, section, kind, name = part["$ref"].split("/")
        part = openapi()[section][kind][name]
    return part


def headers(path, method, status):
    """Headers that every such answer must have."""
    told = response(path, method, status).get("headers", {})
    return [name for name in told if name not in SOMETIMES]


def faults(path, method, answer):
    """What is wrong with an answer."""
    told = response(path, method, answer.status_code)
    if told is None:
        return [f"{answer.status_code} is not in the contract"]
    missing = [name for name in headers(path, method, answer.status_code) if name not in answer]
    return [f"no header {name}" for name in missing] + body_faults(told, answer)


def body_faults(told, answer):
    media = {kind: held["schema"] for kind, held in told.get("content", {}).items()}
    if not media:
        return []
    kind = answer["Content-Type"].split(";")[0]
    if kind not in media:
        return [f"{kind} is not in the contract"]
    schema = {**media[kind], "components": openapi()["components"]}
    check = jsonschema_rs.Draft7Validator(schema, validate_formats=True)
    return [f"{one.instance_path}: {one.message}" for one in check.iter_errors(answer.json())]
