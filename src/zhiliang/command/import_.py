"""Take a file in: `zhiliang import KIND FILE`, all rows or none, generic over every feed."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from zhiliang.command import emit
from zhiliang.core.errors import UsageError
from zhiliang.core.feed import Feed, Outcome, Reject, Unreadable, acceptor_of, feeds, read
from zhiliang.core.language import name_of
from zhiliang.indicators.current import refresh

help = "导入文件 / import a file"
SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """KIND FILE [--dry-run] [--period P] [--map FILE]."""
    kinds = "; ".join(
        f"{feed.key}: {name_of(feed, 'note')}" for _key, feed in sorted(feeds.items())
    )
    parser.add_argument("kind", metavar="KIND", help=kinds.replace("%", "%%"))
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV / XLSX")
    parser.add_argument("--dry-run", action="store_true", help="只检查，不导入 / check only")
    parser.add_argument("--period", metavar="P", help="整个文件的期间 / the whole file's period")
    parser.add_argument(
        "--map",
        metavar="FILE",
        type=Path,
        help="列名对应（YAML 或 JSON）{文件中的列名： 我们的列名} / {their header: our column}",
    )


def run(options: argparse.Namespace) -> int:
    """Read, accept, bring the lake up to date; 1 if anything was rejected."""
    feed = _feed(options.kind)
    mapping = _mapping(options.map) if options.map else None
    outcome = taken(feed, options, mapping=mapping)
    if outcome.accepted and not options.dry_run:
        refresh(progress=lambda line: print(line, file=sys.stderr))
    if options.json:
        emit(outcome.as_dict() | {"dry_run": options.dry_run})
    else:
        _print(outcome, dry_run=options.dry_run)
    return 1 if outcome.rejected else 0


def taken(
    feed: Feed, options: argparse.Namespace, *, mapping: dict[str, str] | None = None
) -> Outcome:
    """What became of the file; one that cannot be read is an outcome with one reject."""
    file: Path = options.file
    try:
        reading = read(feed, file, name=file.name, mapping=mapping)
    except Unreadable as fault:
        return Outcome(0, [Reject(fault.line, "", file.name, str(fault))], "")
    return acceptor_of(feed.key)(
        reading,
        by=None,
        name=file.name,
        period=options.period,
        mapping=mapping,
        dry_run=options.dry_run,
    )


def _feed(kind: str) -> Feed:
    try:
        acceptor_of(kind)
        return feeds[kind]
    except KeyError:
        known = "、".join(sorted(feeds))
        raise UsageError(
            _("没有“%(kind)s”这种文件。") % {"kind": kind},
            _("可导入：%(known)s。") % {"known": known},
        ) from None


def _mapping(path: Path) -> dict[str, str]:
    """{header in the file: our column} of a YAML or JSON file."""
    try:
        found = yaml.safe_load(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise UsageError(
            _("列名对应文件读不出来：%(fault)s") % {"fault": fault}, _("请检查路径和 YAML 格式。")
        ) from None
    if not _is_mapping(found):
        example = json.dumps({"地市": "place", "完成数": "value"}, ensure_ascii=False)
        raise UsageError(_("列名对应应写成 %(example)s。") % {"example": example})
    return {str(theirs): ours for theirs, ours in found.items()}


def _is_mapping(found: Any) -> bool:
    return isinstance(found, dict) and all(isinstance(ours, str) for ours in found.values())


def _print(outcome: Outcome, *, dry_run: bool) -> None:
    for reject in outcome.rejected[:SHOWN]:
        told = {"line": reject.line, "field": reject.field, "value": reject.value}
        where = _("第 %(line)s 行 %(field)s “%(value)s”：") % told
        print(f"{where}{reject.reason}", file=sys.stderr)
    if len(outcome.rejected) > SHOWN:
        print(_("另有 %(more)s 处。") % {"more": len(outcome.rejected) - SHOWN}, file=sys.stderr)
    print(_verdict(outcome, dry_run=dry_run))


def _verdict(outcome: Outcome, *, dry_run: bool) -> str:
    if outcome.rejected:
        return _("%(count)s 处不能接受，一行也没有导入。") % {"count": len(outcome.rejected)}
    if outcome.unchanged:
        return _("没有变化：这些数先前已经导入。")
    told = {"count": outcome.accepted}
    if dry_run:
        return _("检查通过：%(count)s 行可以导入。没有写入。") % told
    return _("已导入 %(count)s 行。") % told
