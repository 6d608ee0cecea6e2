"""Pages read from declarations of figures: indicators, and the lake they are computed from."""

from collections.abc import Iterator
from itertools import groupby

from zhiliang.command.docs.markdown import block, both, bullets, code, codes, link, page, table
from zhiliang.indicators.definition import NODES, SOURCES, Definition, RankRule, StatusNote
from zhiliang.indicators.expression import Column, Literal, Node, Operation
from zhiliang.indicators.projection import Projection
from zhiliang.indicators.registry import definitions, projections
from zhiliang.indicators.table import ARROW
from zhiliang.indicators.table import Table as LakeTable

SIGNS = {
    **dict(zip(("eq", "ne", "lt", "le", "gt", "ge"), "=≠<≤>≥", strict=True)),
    **dict(zip(("add", "sub", "mul"), "+−×", strict=True)),
    "and": "and",
    "or": "or",
}
LAKE = "lake.md"


def indicators() -> str:
    """Every indicator: what it is, how it is put together, ranked and sourced."""
    found = definitions()
    parts = [
        _group(system, [definition for _, definition in listed])
        for system, listed in groupby(found.items(), key=lambda pair: pair[0].partition(".")[0])
    ]
    return page(
        "Indicators 指标",
        f"{len(found)} declarations. A value comes from the first of {', '.join(SOURCES)} that has "
        "one, unless the indicator says otherwise; figures of different sources are never added "
        "up. `zhiliang indicators --json` prints each whole definition with its digest.",
        *parts,
    )


def _group(system: str, listed: list[Definition]) -> str:
    overview = table(
        ("Key", "Name", "Clause", "Kind", "Unit", "Places", "Better", "Aggregate", "Records"),
        (_indicator_row(definition) for definition in listed),
    )
    details = [text for text in (_details(definition) for definition in listed) if text]
    return "\n\n".join((f"## {system}", overview, *details))


def _indicator_row(definition: Definition) -> tuple[object, ...]:
    sets = f" over {codes(definition.sets)}" if definition.sets else ""
    records = definition.of
    return (
        code(definition.key),
        both(definition.name_zh, definition.name_en),
        definition.clause,
        definition.kind,
        definition.unit,
        definition.places,
        definition.better,
        f"{definition.aggregate}{sets}",
        link(records.name, LAKE, records.name) if records else "",
    )


def _details(definition: Definition) -> str:
    items = list(_facts(definition))
    return f"{code(definition.key)}\n\n{bullets(items)}" if items else ""


def _facts(definition: Definition) -> Iterator[str]:
    for name in NODES:
        if node := getattr(definition, name, None):
            yield f"{name}: `{told(node)}`"
    if definition.prefer != SOURCES:
        yield f"sources: {', '.join(definition.prefer)}"
    yield from (_rank(rule) for rule in definition.ranks)
    yield from (_status(note) for note in definition.statuses)
    if definition.note_zh:
        yield " ".join(part for part in (definition.note_zh, definition.note_en) if part)


def told(node: Node) -> str:
    """A node as a reader writes it: `status = 'ok' and denominator > 0`."""
    if isinstance(node, Column):
        return node.name
    if isinstance(node, Literal):
        return repr(node.value) if isinstance(node.value, str) else str(node.value)
    assert isinstance(node, Operation)
    parts = [told(argument) for argument in node.arguments]
    if node.name in SIGNS:
        return f"({f' {SIGNS[node.name]} '.join(parts)})"
    return f"{node.name}({', '.join(parts)})"


def _rank(rule: RankRule) -> str:
    keys = ", then ".join(f"{code(key)} {way}" for key, way in rule.keys)
    return f"ranked {rule.valid_from} – {rule.valid_to or 'now'} by {keys}: {rule.source_zh}"


def _status(note: StatusNote) -> str:
    until = note.valid_to or "now"
    return f"**{note.status}** {note.valid_from} – {until}: {note.note_zh} {note.note_en}"


def lake() -> str:
    """Every table of the lake: columns, identity, and the rows it is filled from."""
    found = sorted(projections().items())
    types = ((code(name), code(kind), _TYPES[name]) for name, kind in ARROW.items())
    return page(
        "The lake 数据湖",
        "Parquet files behind one manifest, projected from the database after each event and "
        "disposable: `zhiliang project --all` makes them again. A sealed pack carries the same "
        "tables, cut down to the columns that its definitions read.",
        "## Column types",
        table(("Type", "Arrow", "Meaning"), types),
        "## Tables",
        *(_table(projection) for _, projection in found),
        "## Layout",
        block(_LAYOUT),
    )


_TYPES = {
    "text": "UTF-8 text",
    "int": "whole number",
    "scaled6": "exact decimal as an integer number of millionths: 77500000 is 77.5",
    "bool": "true or false",
    "date": "calendar day",
}
_LAYOUT = """
lake/manifest.json            the lake in force: number, last event, its hash, files with digests
lake/manifests/000001.json    every manifest there was
lake/<table>/<year>-<digest>.parquet   one partition; the name changes with the content
lake/<table>/all-<digest>.parquet      a table without partitions
lake/<table>/tombstones.jsonl          keys of rows that were there and are gone
""".strip()


def _table(projection: Projection) -> str:
    lake_table = projection.table
    columns = table(
        ("Column", "Type", "Comes from", "Role"),
        (
            (code(name), kind, _origin(projection, name), ", ".join(_roles(lake_table, name)))
            for name, kind in lake_table.columns
        ),
    )
    partition = f"the year of {code(projection.partition)}" if projection.partition else "none"
    facts = bullets((*map(_filled, projection.parts), f"partitions: {partition}"))
    return f"### {lake_table.name}\n\n{facts}\n\n{columns}"


def _filled(part: Projection) -> str:
    where = " and ".join(f"`{path}={value}`" for path, value in part.where.items())
    return f"rows: model `{part.model}`{' where ' + where if where else ''}"


def _origin(projection: Projection, name: str) -> str:
    told = (_origin_in(part, part.columns[name]) for part in projection.parts)
    return " or ".join(dict.fromkeys(told))


def _origin_in(part: Projection, path: str) -> str:
    if path not in part.constants:
        return code(path)
    return "always empty" if part.constants[path] is None else f"always `{part.constants[path]}`"


def _roles(lake_table: LakeTable, name: str) -> Iterator[str]:
    if name in lake_table.key:
        yield "key"
    named = (lake_table.place, lake_table.period, lake_table.date, lake_table.source)
    roles = zip(("place", "period", "date", "source"), named, strict=True)
    yield from (role for role, column in roles if column == name and role != name)
    if name in lake_table.personal:
        yield "personal: leaves the house only as a salted commitment"
