"""Evaluate a year over the current lake."""

import argparse

from zhiliang.command import emit
from zhiliang.core.errors import UsageError
from zhiliang.evaluation.actions import evaluate
from zhiliang.evaluation.scheme import SchemeError
from zhiliang.indicators.engines import ENGINES

help = "评价一个年度 / evaluate a year"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--year Y [--engine E]."""
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--engine", choices=ENGINES, default="duckdb")


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
        veto = "  一票否决" if subject["vetoes"] else ""
        sample = "  示例" if subject["sample"] else ""
        print(
            f"{subject['rank']:>3} {subject['grade']} {subject['score']:>7} "
            f"{subject['code']} {subject['name_zh']}{veto}{sample}"
        )
    return 0
