"""List the indicators: key, clause, names, unit, and which sources answer them."""

import argparse

from zhiliang.command import aligned, emit
from zhiliang.core.language import name_of
from zhiliang.indicators.registry import definitions

help = "列出全部指标 / list all indicators"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments besides the common ones."""


def run(options: argparse.Namespace) -> int:
    """Print every definition; JSON carries the whole definition and its digest."""
    found = definitions()
    if options.json:
        listed = [{**d.to_json(), "digest": d.digest} for d in found.values()]
        emit({"indicators": listed})
    else:
        for d in found.values():
            print(aligned((d.key, 48), (d.clause, 8), (d.kind, 9), (d.unit, 7), (name_of(d), 0)))
    return 0
