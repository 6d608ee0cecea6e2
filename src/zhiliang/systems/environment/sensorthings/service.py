"""A request for a resource answered: the one way in, the same for every address."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
from django.utils.translation import gettext as _

from zhiliang.systems.environment.readings.lake import ReadingsLake, current_readings
from zhiliang.systems.environment.sensorthings.addresses import (
    Segment,
    entity_address,
    read_path,
)
from zhiliang.systems.environment.sensorthings.answering import Answering
from zhiliang.systems.environment.sensorthings.asking import Asking
from zhiliang.systems.environment.sensorthings.fault import FaultyRequest
from zhiliang.systems.environment.sensorthings.kinds import PLURALS
from zhiliang.systems.environment.sensorthings.options import CSV, DATA_ARRAY, Options, read_options
from zhiliang.systems.environment.sensorthings.resolving import Target, resolve
from zhiliang.systems.environment.sensorthings.tabular import csv_of, data_array
from zhiliang.systems.environment.sensorthings.world import World

LONGEST_QUERY = 8000
REQUIREMENTS = "http://www.opengis.net/spec/iot_sensing/1.1/req/"
CONFORMANCE = (
    *(
        f"datamodel/{name}/{part}"
        for name in (
            *("thing", "location", "historical-location", "datastream", "sensor"),
            *("observed-property", "observation", "feature-of-interest"),
        )
        for part in ("properties", "relations")
    ),
    "datamodel/entity-control-information/common-control-information",
    "resource-path/resource-path-to-entities",
    *(
        f"request-data/{name}"
        for name in (
            *("order", "status-code", "query-status-code", "expand", "select", "orderby"),
            *("top", "skip", "count", "filter", "built-in-filter-operations", "pagination"),
        )
    ),
)


@dataclass(frozen=True)
class Reply:
    """What goes back."""

    status: int
    body: bytes
    content_type: str = "application/json; charset=utf-8"


def answer(
    resource: str, query: Mapping[str, str], base: str, *, lake: ReadingsLake | None = None
) -> Reply:
    """The answer to a GET of `resource` below `base`; faults as the standard's JSON."""
    try:
        return _answer(resource, query, base, lake or current_readings())
    except FaultyRequest as fault:
        return refusal(fault.status, fault.message)
    except (OverflowError, duckdb.OutOfRangeException, duckdb.ConversionException):
        return refusal(400, _("请求里的数或时间太大或太远，无法计算。请缩小后再试。"))


def refusal(status: int, message: str) -> Reply:
    """An error as JSON."""
    return Reply(status, _json({"code": status, "type": "error", "message": message}))


def _answer(resource: str, query: Mapping[str, str], base: str, lake: ReadingsLake) -> Reply:
    if sum(len(name) + len(text) for name, text in query.items()) > LONGEST_QUERY:
        raise FaultyRequest(_("查询太长：最多 %(most)s 个字符。") % {"most": LONGEST_QUERY}, 414)
    options = read_options(query)
    segments = read_path(resource)
    if not segments:
        return Reply(200, _json(_root(base)))
    with Asking() as asking:
        world = World(lake, asking)
        answering = Answering(world, base)
        target = resolve(world, segments, options)
        return _drawn(answering, target, options, address=f"{base}/{_written(segments)}")


def _root(base: str) -> dict[str, Any]:
    listed = [{"name": name, "url": f"{base}/{name}"} for name in PLURALS]
    conformance = [REQUIREMENTS + name for name in CONFORMANCE]
    return {"value": listed, "serverSettings": {"conformance": conformance}}


def _drawn(answering: Answering, target: Target, options: Options, *, address: str) -> Reply:
    kind, subjects = target.kind, target.subjects
    if not target.many and options.format:
        raise FaultyRequest(_("$resultFormat 只用于集合。"))
    if target.many and options.format == CSV:
        body = csv_of(answering, subjects, options, kind=kind)
        return Reply(200, body, "text/csv; charset=utf-8")
    if target.many and options.format == DATA_ARRAY:
        found = data_array(answering, subjects, options, kind=kind, address=address)
    elif target.many:
        found = answering.collection(kind, subjects, options, address)
    else:
        found = answering.entity(kind, subjects[0], options)
    return _part(target, found)


def _part(target: Target, found: dict[str, Any]) -> Reply:
    """What the end of the path leaves of an answer: a property, its bare value, links alone."""
    if target.references:
        listed = found["value"] if target.many else [found]
        links = [{"@iot.selfLink": one["@iot.selfLink"]} for one in listed]
        return Reply(200, _json(found | {"value": links} if target.many else links[0]))
    if not target.part:
        return Reply(200, _json(found))
    value = found.get("@iot.id" if target.part == "id" else target.part)
    if value is None:
        return Reply(204, b"")
    if not target.bare:
        return Reply(200, _json({target.part: value}))
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Reply(200, text.encode(), "text/plain; charset=utf-8")


def _written(segments: list[Segment]) -> str:
    told = [
        one.name if one.key is None else entity_address("", one.name, one.key)[1:]
        for one in segments
    ]
    return "/".join(told)


def _json(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
