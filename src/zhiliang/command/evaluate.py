"""Evaluate a year over the current lake."""

import argparse
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.command import aligned, emit
from zhiliang.core.errors import UsageError
from zhiliang.core.language import pick
from zhiliang.evaluation.actions import evaluate
from zhiliang.evaluation.scheme import SchemeError
from zhiliang.indicators.engines import ENGINES

help = "评价一个年度 / evaluate a year"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--year Y [--engine E]."""
    parser.add_argument("--year", type=int, required=True, help="年度 / year")
    parser.add_argument("--engine", choices=ENGINES, default="duckdb", help="计算引擎 / engine")


def run(options: argparse.Namespace) -> int:
    """Compute, keep a version if anything changed, and print the results document."""
    try:
        evaluation = evaluate(options.year, by=None, engine=options.engine)
    except SchemeError as fault:
        raise UsageError(str(fault)) from None
    if options.json:
        emit({**evaluation.results, "version": evaluation.version, "digest": evaluation.digest})
        return 0
    for subject in evaluation.results["subjects"]:
        print(_line(subject))
    return 0


def _line(subject: dict[str, Any]) -> str:
    name = pick(subject["name_zh"], subject["name_en"])
    marks = [_("一票否决")] * bool(subject["vetoes"]) + [_("示例")] * bool(subject["sample"])
    standing = ((subject["rank"], -3), (subject["grade"], 1), (subject["score"], -7))
    return aligned(*standing, (subject["code"], 22), (name, 24), ("  ".join(marks), 0))
