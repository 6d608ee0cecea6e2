"""Make a year's documents: circular, white paper, situation report, point sheets, hand-over."""

import argparse
import json
import shutil
import sys
from datetime import date
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.command import emit
from zhiliang.core.errors import ClerkError
from zhiliang.evaluation.actions import publish_year

help = "印发年度文件 / publish a year's documents"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--year Y --out DIR [--issued DATE] [--number NUMBER]."""
    parser.add_argument("--year", type=int, required=True, help="年度 / year")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="输出文件夹 / folder"
    )
    parser.add_argument("--issued", type=date.fromisoformat, metavar="DATE")
    parser.add_argument(
        "--number", default="", help="通报的发文字号 / number of the circular: 粤府函〔2016〕84号"
    )


def run(options: argparse.Namespace) -> int:
    """File the documents here and copy them to the folder asked for."""
    # asked before the documents are made, which takes a while
    options.out.mkdir(parents=True, exist_ok=True)
    folder = publish_year(
        options.year,
        by=None,
        issued=options.issued or timezone.localdate(),
        number=options.number,
        progress=_show,
    )
    _copy(folder, options.out)
    documents = json.loads((folder / "index.json").read_text("utf-8"))["documents"]
    if options.json:
        emit({"year": options.year, "out": str(options.out), "documents": documents})
    else:
        for document in documents:
            print(f"{document['sha256'][:12]}  {document['path']:28} {document['title']}")
    return 0


def _copy(folder: Path, out: Path) -> None:
    try:
        shutil.copytree(folder, out, dirs_exist_ok=True)
    except shutil.Error as fault:
        _source, path, reason = fault.args[0][0]
        raise ClerkError(
            _("写不进去：%(path)s（%(reason)s）。") % {"path": path, "reason": reason},
            _("请检查路径、权限和磁盘空间。"),
        ) from None


def _show(done: int, of: int, title: str) -> None:
    print(f"[{done}/{of}] {title}", file=sys.stderr)
