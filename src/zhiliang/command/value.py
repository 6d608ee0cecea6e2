"""Values of one indicator for a period, with ranks and aggregates."""

import argparse
from decimal import Decimal

from django.utils.translation import gettext as _

from zhiliang.command import aligned, emit
from zhiliang.core.errors import UsageError
from zhiliang.core.language import name_of, pick
from zhiliang.core.pages.words import SOURCES, STATUSES
from zhiliang.core.period import Period
from zhiliang.indicators.answer import LEVELS, Figures
from zhiliang.indicators.current import current_figures
from zhiliang.indicators.definition import Definition
from zhiliang.indicators.engines import ENGINES
from zhiliang.indicators.value import Answer

help = "查询一个指标的数值 / values of one indicator"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """KEY --period P [--by LEVEL] [--engine E] [--source S]."""
    parser.add_argument("key", metavar="KEY", help="指标代码 / indicator key")
    parser.add_argument(
        "--period", required=True, metavar="P", help="期间，如 2015、2021-12 / period"
    )
    parser.add_argument("--by", choices=LEVELS, default="city", help="层级 / level")
    parser.add_argument("--engine", choices=ENGINES, default="duckdb", help="计算引擎 / engine")
    parser.add_argument("--source", choices=tuple(SOURCES))


def period_of(text: str) -> Period:
    """The period of an option; `UsageError` in the clerk's words."""
    try:
        return Period.parse(text)
    except ValueError as fault:
        raise UsageError(str(fault)) from None


def known(figures: Figures, key: str) -> Definition:
    """The definition of a key; an unknown one is wrong usage."""
    if key not in figures.definitions:
        raise UsageError(
            _("没有指标“%(keys)s”。") % {"keys": key}, _("全部指标：zhiliang indicators。")
        )
    return figures.definitions[key]


def run(options: argparse.Namespace) -> int:
    """Print the answer; an unknown indicator is wrong usage."""
    figures = current_figures(options.engine)
    definition = known(figures, options.key)
    period = period_of(options.period)
    answer = figures.answer(options.key, period, by=options.by, source=options.source)
    if options.json:
        emit(answer.to_json())
    else:
        _print(answer, definition, period)
        _print_aggregates(answer, figures.places.set_names())
    return 0


def _print(answer: Answer, definition: Definition, period: Period) -> None:
    print(f"{name_of(definition)}  {answer.indicator}")
    print(f"{name_of(period, 'label')}  {definition.unit}  {_('数据截至')} {answer.as_of}")
    for value in answer.values:
        parts = f"{value.numerator}/{value.denominator}" if value.denominator else ""
        where = ((value.place, 9), (name_of(value), 18), (shown(value.value), -12), (parts, -20))
        state = ((STATUSES.get(value.status, ""), 14), (SOURCES.get(value.source, ""), 0))
        print(aligned(*where, (value.rank or "", -4), *state))


def _print_aggregates(answer: Answer, names: dict[str, tuple[str, str]]) -> None:
    for aggregate in answer.aggregates:
        name = pick(*names.get(aggregate.set, (aggregate.set, aggregate.set)))
        where = ((aggregate.set, 9), (name, 18), (shown(aggregate.value), -12))
        print(aligned(*where, (aggregate.rule, -20)))


def shown(value: Decimal | None) -> str:
    """The digits as they are published; a dash for no value."""
    return "—" if value is None else f"{value:f}"
