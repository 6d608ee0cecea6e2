"""Values of one indicator for a period, with ranks and aggregates."""

import argparse

from zhiliang.command import emit
from zhiliang.core.errors import UsageError
from zhiliang.core.period import Period
from zhiliang.indicators.answer import LEVELS
from zhiliang.indicators.current import current_figures
from zhiliang.indicators.definition import SOURCES
from zhiliang.indicators.engines import ENGINES
from zhiliang.indicators.value import Answer

help = "查询一个指标的数值 / values of one indicator"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """KEY --period P [--by LEVEL] [--engine E] [--source S]."""
    parser.add_argument("key", metavar="KEY")
    parser.add_argument("--period", required=True, metavar="P")
    parser.add_argument("--by", choices=LEVELS, default="city")
    parser.add_argument("--engine", choices=ENGINES, default="duckdb")
    parser.add_argument("--source", choices=SOURCES)


def period_of(text: str) -> Period:
    """The period of an option; `UsageError` in the clerk's words."""
    try:
        return Period.parse(text)
    except ValueError as fault:
        raise UsageError(str(fault)) from None


def run(options: argparse.Namespace) -> int:
    """Print the answer; an unknown indicator is wrong usage."""
    figures = current_figures(options.engine)
    if options.key not in figures.definitions:
        raise UsageError(f"没有指标“{options.key}”。", hint="全部指标：zhiliang indicators。")
    period = period_of(options.period)
    answer = figures.answer(options.key, period, by=options.by, source=options.source)
    if options.json:
        emit(answer.to_json())
    else:
        _print(answer, figures.definitions[options.key].unit)
    return 0


def _print(answer: Answer, unit: str) -> None:
    print(f"{answer.indicator} {answer.period} ({unit}) as of {answer.as_of}")
    for value in answer.values:
        shown = "—" if value.value is None else f"{value.value:f}"
        parts = f"{value.numerator}/{value.denominator}" if value.denominator else ""
        rank = value.rank or ""
        print(
            f"{value.place:8} {value.name_zh:8} {shown:>12} {parts:>20} {rank!s:>4} "
            f"{value.status:13} {value.source}"
        )
    for aggregate in answer.aggregates:
        shown = "—" if aggregate.value is None else f"{aggregate.value:f}"
        print(f"{aggregate.set:12} {aggregate.rule:18} {shown:>12}")
