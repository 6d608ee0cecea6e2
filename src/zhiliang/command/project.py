"""Bring the lake up to date with the event log."""

import argparse
import sys

from zhiliang.command import emit
from zhiliang.indicators.current import refresh

help = "把业务数据投影到数据湖 / project records to the lake"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """[--all] rewrites every partition."""
    parser.add_argument("--all", action="store_true", help="全部重写 / rewrite everything")


def run(options: argparse.Namespace) -> int:
    """Project and print which manifest is now in force."""
    manifest = refresh(everything=options.all, progress=lambda line: print(line, file=sys.stderr))
    rows = {
        name: sum(part["rows"] for part in table["partitions"].values())
        for name, table in manifest["tables"].items()
    }
    shown = {name: manifest[name] for name in ("number", "as_of", "event_number", "event_hash")}
    if options.json:
        emit({**shown, "rows": rows})
    else:
        print(f"manifest {shown['number']}, event {shown['event_number']}, as of {shown['as_of']}")
    return 0
