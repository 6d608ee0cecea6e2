"""One figure from the clause down to the line of the file it came from."""

import argparse
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.command import aligned, emit
from zhiliang.command.value import known, period_of
from zhiliang.core.errors import UsageError
from zhiliang.core.language import pick
from zhiliang.core.pages.words import SOURCES, STATUSES
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import current_figures
from zhiliang.indicators.engines import ENGINES
from zhiliang.indicators.evidence import Evidence, evidence
from zhiliang.indicators.value import Value
from zhiliang.mandate import load_clauses
from zhiliang.systems.environment import answers as environment
from zhiliang.systems.returns import answers as returns

help = "说明一个数字从何而来 / explain where a figure comes from"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """KEY --place CODE --period P [--engine E]."""
    parser.add_argument("key", metavar="KEY", help="指标代码 / indicator key")
    parser.add_argument("--place", required=True, metavar="CODE", help="行政区划代码 / place code")
    parser.add_argument(
        "--period", required=True, metavar="P", help="期间，如 2015、2021-12 / period"
    )
    parser.add_argument("--engine", choices=ENGINES, default="duckdb", help="计算引擎 / engine")


def run(options: argparse.Namespace) -> int:
    """Print clause, definition, SQL, numerator and denominator, records, and history."""
    figures = current_figures(options.engine)
    known(figures, options.key)
    period = period_of(options.period)
    if options.place not in figures.places.on(period.end):
        told = {"place": options.place, "period": period.key}
        raise UsageError(_("%(period)s 没有代码为“%(place)s”的地区。") % told)
    answer = explained(figures, figures.at(options.key, options.place, period))
    if options.json:
        emit(answer)
    else:
        _print(answer)
    return 0


def explained(figures: Figures, value: Value) -> dict[str, Any]:
    """All that is known of a figure, as plain data."""
    definition = figures.definitions[value.indicator]
    inside = figures.places.within(value.place, value.period)
    found = evidence(definition, figures.lake, value, inside)
    clauses = [c for c in load_clauses() if c.id.startswith(definition.clause)]
    return {
        "indicator": definition.key,
        "period": value.period,
        "as_of": figures.lake.as_of,
        "clause": {"id": definition.clause, "quotes": [c.quote for c in clauses]},
        "definition": {**definition.to_json(), "digest": definition.digest},
        "sql": found.sql,
        "unit": definition.unit,
        **value.to_json(),
        "records": {"table": found.table, "total": found.total, "rows": _plain_rows(found)},
        "history": [
            *environment.history_of(definition, value.place, value.period),
            *returns.history_of(definition.key, value.place, value.period),
        ],
    }


def _plain_rows(found: Evidence) -> list[dict[str, Any]]:
    return [{name: _plain(cell) for name, cell in row.items()} for row in found.rows]


def _plain(cell: Any) -> Any:
    return cell.isoformat() if hasattr(cell, "isoformat") else cell


def _print(answer: dict[str, Any]) -> None:
    definition, records = answer["definition"], answer["records"]
    print(f"{pick(definition['name_zh'], definition['name_en'])}  {answer['indicator']}")
    for label, text in _labelled(answer):
        print(aligned(("", 1), (label, 12), (text, 0)))
    print("  SQL")
    print("\n".join(f"    {line}" for line in answer["sql"].splitlines()))
    print(aligned(("", 1), (_("记录"), 12), (f"{records['table']} × {records['total']}", 0)))
    for row in records["rows"]:
        print("    " + "  ".join(f"{k}={v}" for k, v in row.items() if v is not None))
    for version in answer["history"]:
        print(aligned(("", 1), (_("历史"), 12), (_version(version), 0)))


def _labelled(answer: dict[str, Any]) -> list[tuple[str, str]]:
    definition = answer["definition"]
    name = pick(answer["name"], answer["name_en"])
    value = "—" if answer["value"] is None else f"{answer['value']} {answer['unit']}"
    parts = f"{answer['numerator']} / {answer['denominator']}" if answer["denominator"] else ""
    lines = [
        (_("条款"), answer["clause"]["id"]),
        (_("定义"), f"{definition['kind']}, sha256 {definition['digest']}"),
        (_("口径"), pick(definition["note_zh"], definition["note_en"])),
        (_("数值"), f"{value}  {answer['place']} {name} {answer['period']}"),
        (_("分子/分母"), parts),
        (_("来源"), str(SOURCES.get(answer["source"], ""))),
        (_("状态"), str(STATUSES[answer["status"]])),
        (_("数据截至"), answer["as_of"]),
    ]
    return [(label, text) for label, text in lines if text]


def _version(version: dict[str, Any]) -> str:
    said = (version["value"] or "—", version["state_name"], version["when"], version["who"])
    where = f"{version['reference']}:{version['line']}" if version["line"] else version["reference"]
    return "  ".join(str(part) for part in (*said, version["why"], where) if part)
