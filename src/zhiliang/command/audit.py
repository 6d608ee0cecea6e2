"""`zhiliang audit verify`: walk the event log from the first number and recompute every hash."""

import argparse
import sys

from django.utils.translation import gettext as _

from zhiliang.command import emit, shared_options
from zhiliang.core.errors import UsageError
from zhiliang.core.event import ChainReport, verify_chain

help = "核验事件日志 / verify the event log"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True)
    verify = what.add_parser("verify", parents=[shared_options()])
    verify.add_argument(
        "--head",
        metavar="NUMBER:HASH",
        help="另存的末条序号和摘要，用来发现被截断的日志 / an end written down earlier",
    )


def run(options: argparse.Namespace) -> int:
    report = verify_chain(head=_head(options.head))
    if options.json:
        emit(report.as_dict())
    else:
        sys.stdout.write(_text(report) + "\n")
    return 0 if report.ok else 1


def _head(text: str | None) -> tuple[int, str] | None:
    if not text:
        return None
    number, _colon, digest = text.partition(":")
    if not number.isdecimal() or len(digest) != 64:
        raise UsageError(_("--head 应写成“序号:64位摘要”。"))
    return int(number), digest


def _text(report: ChainReport) -> str:
    if not report.ok:
        return _("日志不完整。第一处：第 %(number)s 条。%(reason)s") % {
            "number": report.first_bad,
            "reason": report.reason,
        }
    return _("日志完整：%(count)s 条，末条摘要 %(hash)s。") % {
        "count": report.count,
        "hash": report.last_hash,
    }
