"""Collections as tables: the data array extension (OGC 18-088 clause 12) and CSV."""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import write_csv
from zhiliang.systems.environment.sensorthings.addresses import entity_address
from zhiliang.systems.environment.sensorthings.answering import Answering, next_page, rendered
from zhiliang.systems.environment.sensorthings.fault import FaultyRequest
from zhiliang.systems.environment.sensorthings.kinds import Kind
from zhiliang.systems.environment.sensorthings.options import Options
from zhiliang.systems.environment.sensorthings.portraits import PORTRAITS, Observed, identity


def data_array(
    answering: Answering, subjects: Sequence[Any], options: Options, *, kind: Kind, address: str
) -> dict[str, Any]:
    """Observations as arrays, one group for each run of the same series."""
    if kind.name != "Observation" or options.expand:
        raise FaultyRequest(_("$resultFormat=dataArray 只用于 Observations，不与 $expand 并用。"))
    page = answering.page(kind, subjects, options)
    names = columns(kind, options)
    found: dict[str, Any] = {} if page.count is None else {"@iot.count": page.count}
    if page.more:
        found["@iot.nextLink"] = next_page(address, options)
    groups = groupby(page.items, key=lambda one: one.series.id)
    value = [_group(answering.base, key, names, list(rows)) for key, rows in groups]
    return found | {"value": value}


def _group(base: str, key: str, names: Sequence[str], rows: list[Observed]) -> dict[str, Any]:
    cells = [[cell("Observation", row, name) for name in names] for row in rows]
    return {
        "Datastream@iot.navigationLink": entity_address(base, "Datastreams", key),
        "components": list(names),
        "dataArray@iot.count": len(rows),
        "dataArray": cells,
    }


def csv_of(answering: Answering, subjects: Sequence[Any], options: Options, *, kind: Kind) -> bytes:
    """A collection as CSV; values that are objects as JSON text."""
    if options.expand:
        raise FaultyRequest(_("$resultFormat=CSV 不与 $expand 并用。"))
    names = columns(kind, options)
    page = answering.page(kind, subjects, options)
    observed = kind.name == "Observation"
    rows = [
        [
            *([one.series.id] if observed else []),
            *(_text(cell(kind.name, one, name)) for name in names),
        ]
        for one in page.items
    ]
    return write_csv([*(["Datastream/id"] if observed else []), *names], rows)


def columns(kind: Kind, options: Options) -> list[str]:
    """The properties asked for, or all."""
    wanted = [name for name in options.select if name not in kind.links]
    return wanted or ["id", *kind.properties]


def cell(kind: str, subject: Any, name: str) -> Any:
    """One value."""
    return identity(subject) if name == "id" else rendered(PORTRAITS[kind][name](subject))


def _text(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
