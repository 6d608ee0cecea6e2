"""`zhiliang draw`: repeat a draw from what was published of it, without a database."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from zhiliang.command import shared_options
from zhiliang.command.draw import documents, record, rfc3797
from zhiliang.core.errors import UsageError

help = "按公布的范围和种子重新抽取 / repeat a draw from what was published of it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--file FILE (a record of the evaluation), verify BEFORE AFTER… or rfc3797 SOURCE…."""
    parser.add_argument(
        "--file",
        type=Path,
        metavar="FILE",
        help="考核抽取的记录 / the record of a draw of the evaluation",
    )
    what = parser.add_subparsers(dest="what", metavar="WHAT")
    verify = what.add_parser(
        "verify",
        parents=[shared_options()],
        help="核对抽取前后公布的两个文件 / check the two documents published of a draw",
    )
    verify.add_argument("before", type=Path, metavar="BEFORE", help="抽取前 / before the draw")
    verify.add_argument(
        "after",
        type=Path,
        nargs="+",
        metavar="AFTER",
        help="抽取后；给几个就查有没有重抽 / after it; several: was it held twice?",
    )
    standard = what.add_parser(
        "rfc3797", parents=[shared_options()], help="按RFC 3797抽取 / draw by RFC 3797"
    )
    standard.add_argument("--pool", type=int, required=True, metavar="N")
    standard.add_argument("--count", type=int, required=True, metavar="N")
    standard.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="随机源，一个一段，按公布的次序 / sources in their announced order",
    )


def run(options: argparse.Namespace) -> int:
    """Draw again and say whether the same comes out; exit 1 if it does not."""
    if options.what == "verify":
        return documents.run(options)
    if options.what == "rfc3797":
        return rfc3797.run(options)
    if options.file is None:
        raise UsageError(_("请给出要核对的文件：--file FILE，或 verify BEFORE AFTER。"))
    return record.run(options)
