"""The Swagger file of Open311 GeoReport v2 (CC BY 3.0), by which answers are checked."""

from functools import cache
from pathlib import Path

import jsonschema_rs
import yaml

FILE = Path(__file__).parent / "data" / "georeport-v2-openapi.yml"


@cache
def contract():
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def operations():
    """Every path with each of its methods."""
    for path, item in contract()["paths"].items():
        yield from ((path, method) for method in item)


def promised(path, method):
    """The statuses that the file names for an operation."""
    return {int(status) for status in contract()["paths"][path][method]["responses"]}


def faults(path, method, answer):
    """What is wrong with a JSON answer by the file's schema."""
    if answer.status_code not in promised(path, method):
        return [f"{answer.status_code} is not in the contract"]
    told = contract()["paths"][path][method]["responses"][answer.status_code]
    if "schema" not in told:
        return []
    schema = {**told["schema"], "definitions": contract()["definitions"]}
    check = jsonschema_rs.Draft4Validator(schema, validate_formats=True)
    return [f"{one.instance_path}: {one.message}" for one in check.iter_errors(answer.json())]
