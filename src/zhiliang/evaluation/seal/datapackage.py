"""The data package: every file described for those who know Frictionless and not us."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from zhiliang.evaluation.seal.reading import fits, insist, read_json
from zhiliang.evaluation.seal.report import Problem
from zhiliang.evaluation.seal.source import Source, parquet_file, table_faults
from zhiliang.evaluation.seal.statement import STATEMENT, StatedFile, Statement, is_count, is_hex

DATA_PACKAGE = "datapackage.json"
FORMATS = {
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "md": "text/markdown",
}
FIELD = {"name": str, "type": str}
NOTED_FIELD = {**FIELD, "description": str}
RESOURCE = {
    "name": str,
    "path": str,
    "format": str,
    "mediatype": str,
    "bytes": is_count,
    "hash": lambda value: isinstance(value, str) and is_hex(value.removeprefix("sha256:")),
    "sm3": is_hex,
}
SCHEMA = {
    "fields": [lambda value: fits(value, FIELD) or fits(value, NOTED_FIELD)],
    "primaryKey": [str],
}
TABLE = {**RESOURCE, "rows": is_count, "schema": SCHEMA}
SHAPE = {
    "name": str,
    "title": str,
    "created": str,
    "profile": str,
    "resources": [lambda value: fits(value, RESOURCE) or fits(value, TABLE)],
}


def describe(
    files: Mapping[str, StatedFile], tables: Mapping[str, Source], *, year: int, as_of: str
) -> dict[str, Any]:
    """The data package of these files; `tables` are the sealed tables by path."""
    return {
        "name": f"zhiliang-annual-evaluation-{year}",
        "title": f"{year}年度质量强省活动效果评价 / Annual evaluation {year}",
        "created": as_of,
        "profile": "data-package",
        "resources": [
            {**_resource(path, file), **(_table(tables[path]) if path in tables else {})}
            for path, file in sorted(files.items())
        ],
    }


def _resource(path: str, file: StatedFile) -> dict[str, Any]:
    stem, _, ending = path.rpartition(".")
    return {
        "name": stem.replace("/", "-").lower(),
        "path": path,
        "format": ending,
        "mediatype": FORMATS[ending],
        "bytes": file.bytes,
        "hash": f"sha256:{file.digest['sha256']}",
        "sm3": file.digest["sm3"],
    }


def _table(source: Source) -> dict[str, Any]:
    return {
        "rows": source.rows.num_rows,
        "schema": {"fields": source.fields(), "primaryKey": list(source.key)},
    }


def data_package_problems(pack: Path, statement: Statement) -> Iterator[Problem]:
    """Where the data package disagrees with the statement or with the tables themselves."""
    package = read_json(pack, DATA_PACKAGE)
    insist(package, SHAPE, DATA_PACKAGE)
    seen: set[str] = set()
    for resource in package["resources"]:
        path = resource["path"]
        if path in seen:
            yield Problem("resource_twice", DATA_PACKAGE, {"path": path})
        seen.add(path)
        if path not in statement.files:
            yield Problem("resource_extra", DATA_PACKAGE, {"path": path})
        elif not _agrees(resource, statement.files[path]):
            yield Problem("resource_differs", DATA_PACKAGE, {"path": path})
        elif "schema" in resource:
            yield from _table_problems(pack, resource)
    for path in sorted(statement.files.keys() - seen - {DATA_PACKAGE, STATEMENT}):
        yield Problem("resource_missing", DATA_PACKAGE, {"path": path})


def _agrees(resource: Mapping[str, Any], file: StatedFile) -> bool:
    digests = {"sha256": resource["hash"].removeprefix("sha256:"), "sm3": resource["sm3"]}
    return bool(resource["bytes"] == file.bytes and digests == file.digest)


def _table_problems(pack: Path, resource: Mapping[str, Any]) -> Iterator[Problem]:
    path = resource["path"]
    try:
        for code, details in table_faults(pack / path):
            yield Problem(code, path, details)
        parquet = parquet_file(pack / path)
    except Exception as fault:  # Arrow raises many kinds; none of them may end a verification
        yield Problem("unreadable", path, {"fault": type(fault).__name__})
        return
    found = list(parquet.schema_arrow.names)
    stated = [field["name"] for field in resource["schema"]["fields"]]
    if found != stated:
        details = {"found": ", ".join(found), "stated": ", ".join(stated)}
        yield Problem("table_fields", path, details)
    if parquet.metadata.num_rows != resource["rows"]:
        details = {"found": parquet.metadata.num_rows, "stated": resource["rows"]}
        yield Problem("table_rows", path, details)
