"""An empty table to fill in: `zhiliang template KIND --out FILE.xlsx|.csv`."""

import argparse
import sys
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from zhiliang.command import emit
from zhiliang.command.value import period_of
from zhiliang.core.errors import ClerkError, UsageError
from zhiliang.core.feed import Feed, feeds, write_csv, write_xlsx
from zhiliang.core.models import Place
from zhiliang.core.period import Period
from zhiliang.systems.returns import answers
from zhiliang.systems.returns.feeds import worksheet_csv, worksheet_xlsx

help = "下载填报模板 / write an empty table to fill in"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """KIND --out FILE [--place CODE] [--period P] [--indicator KEY …]."""
    parser.add_argument(
        "kind", metavar="KIND", choices=sorted(feeds), help="、".join(sorted(feeds))
    )
    parser.add_argument("--out", required=True, metavar="FILE", type=Path, help=".xlsx / .csv")
    parser.add_argument(
        "--place", metavar="CODE", default=answers.PROVINCE, help="地区（填报） / place (returns)"
    )
    parser.add_argument("--period", metavar="P", help="期间（填报） / period (returns)")
    parser.add_argument(
        "--indicator",
        metavar="KEY",
        action="append",
        help="只要这些指标，可多次 / only these, repeatable",
    )


def run(options: argparse.Namespace) -> int:
    """Write the file; returns are prefilled with what is known of the place and period."""
    ending = options.out.suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise UsageError(_("文件名应以 .xlsx 或 .csv 结尾。"))
    if options.kind == "returns":
        content, rows = _of_returns(options, ending=ending)
    else:
        content, rows = _header(feeds[options.kind], ending=ending), 0
    try:
        options.out.write_bytes(content)
    except OSError as fault:
        told = {"path": options.out, "reason": fault.strerror or fault}
        raise ClerkError(
            _("文件写不进去：%(path)s（%(reason)s）") % told, _("请检查文件夹和权限。")
        ) from None
    if options.json:
        emit({"file": str(options.out), "kind": options.kind, "rows": rows})
    else:
        print(_("已写入 %(path)s。") % {"path": options.out}, file=sys.stderr)
    return 0


def _of_returns(options: argparse.Namespace, *, ending: str) -> tuple[bytes, int]:
    period = (
        period_of(options.period) if options.period else Period.of(date.today(), "year").previous()
    )
    lines = answers.worksheet_lines(options.place, period, indicators=options.indicator)
    if ending == ".csv":
        return worksheet_csv(lines), len(lines)
    level = Place.objects.get(pk=options.place).level
    places = answers.places_on(period.end)
    return worksheet_xlsx(lines, answers.asked_of(level), places=places), len(lines)


def _header(feed: Feed, *, ending: str) -> bytes:
    columns = [column.name for column in feed.columns]
    return write_csv(columns, ()) if ending == ".csv" else write_xlsx(columns, ())
