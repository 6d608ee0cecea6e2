"""One figure from the clause down to the line of the file it came from."""

import argparse
from typing import Any

from zhiliang.command import emit
from zhiliang.command.value import period_of
from zhiliang.core.errors import UsageError
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import current_figures
from zhiliang.indicators.engines import ENGINES
from zhiliang.indicators.evidence import Evidence, evidence
from zhiliang.indicators.value import Value
from zhiliang.mandate import load_clauses
from zhiliang.systems.returns.answers import history_of

help = "说明一个数字从何而来 / explain where a figure comes from"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """KEY --place CODE --period P [--engine E]."""
    parser.add_argument("key", metavar="KEY")
    parser.add_argument("--place", required=True, metavar="CODE")
    parser.add_argument("--period", required=True, metavar="P")
    parser.add_argument("--engine", choices=ENGINES, default="duckdb")


def run(options: argparse.Namespace) -> int:
    """Print clause, definition, SQL, numerator and denominator, records, and history."""
    figures = current_figures(options.engine)
    if options.key not in figures.definitions:
        raise UsageError(f"没有指标“{options.key}”。", hint="全部指标：zhiliang indicators。")
    period = period_of(options.period)
    if options.place not in figures.places.on(period.end):
        raise UsageError(f"{period.key} 没有代码为“{options.place}”的地区。")
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
        "history": history_of(definition.key, value.place, value.period),
    }


def _plain_rows(found: Evidence) -> list[dict[str, Any]]:
    return [{name: _plain(cell) for name, cell in row.items()} for row in found.rows]


def _plain(cell: Any) -> Any:
    return cell.isoformat() if hasattr(cell, "isoformat") else cell


def _print(answer: dict[str, Any]) -> None:
    definition = answer["definition"]
    print(f"{definition['name_zh']}  {answer['indicator']}")
    print(f"  条款 clause      {answer['clause']['id']}")
    print(f"  定义 definition  {definition['kind']}, sha256 {definition['digest']}")
    if definition["note_zh"]:
        print(f"  口径 note        {definition['note_zh']}")
    place = f"{answer['place']} {answer['name']}"
    print(f"  数值 value       {answer['value']} {answer['unit']} ({place})")
    print(f"  分子/分母        {answer['numerator']} / {answer['denominator']}")
    print(f"  来源 source      {answer['source']}  状态 status {answer['status']}")
    print(f"  数据截至 as of   {answer['as_of']}")
    print("  SQL")
    print("\n".join(f"    {line}" for line in answer["sql"].splitlines()))
    print(f"  记录 records     {answer['records']['table']} × {answer['records']['total']}")
    for row in answer["records"]["rows"]:
        print(f"    {row}")
    for version in answer["history"]:
        print(f"  历史 history     {version}")
