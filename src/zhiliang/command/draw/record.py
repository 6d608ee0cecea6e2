"""`zhiliang draw --file`: repeat a draw of the evaluation from its downloaded record."""

import argparse
import json
from pathlib import Path

from django.utils.translation import gettext as _

from zhiliang.command import emit
from zhiliang.core.errors import ClerkError, UsageError
from zhiliang.evaluation.drawing import drawn, pool_digest


def run(options: argparse.Namespace) -> int:
    """Print what the seeds draw from the pool; exit 1 if the record says otherwise."""
    record = _record(options.file)
    try:
        result = drawn(
            record["pool"], record["seeds"], items=record["items"], records=record["records"]
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise UsageError(_("记录不完整或种子无效：%(fault)s") % {"fault": fault}) from None
    digest = pool_digest(record["pool"])
    same = {
        "pool": digest == record.get("pool_digest"),
        "result": result == record.get("result"),
    }
    if options.json:
        emit({"pool_digest": digest, "result": result, "same": same})
    else:
        _print(result, same)
    return 0 if all(same.values()) else 1


def _record(path: Path) -> dict:
    try:
        record = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise UsageError(_("读不了 %(path)s：%(fault)s") % {"path": path, "fault": fault}) from None
    if not isinstance(record, dict) or record.get("seeds") is None:
        raise ClerkError(_("这份记录还没有种子。"), _("种子公布并抽取后，请重新下载。"))
    return record


def _print(result: dict[str, dict[str, list[str]]], same: dict[str, bool]) -> None:
    for subject, items in result.items():
        for item, records in items.items():
            print(f"{subject}\t{item}\t{' | '.join(records)}")
    for name, words in (("pool", _("抽取范围")), ("result", _("抽取结果"))):
        print(f"{'✓' if same[name] else '✗'} {words}")
