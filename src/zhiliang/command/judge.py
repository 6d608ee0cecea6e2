"""Judge days from the readings, or check that the verdicts on record are what readings give."""

import argparse
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.command import aligned, emit, say
from zhiliang.core.errors import UsageError
from zhiliang.core.recheck import Checked
from zhiliang.indicators.current import refresh
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.judging import checking

help = "按监测数据判定，或复核已有判定 / judge days from readings, or check the verdicts on record"
SHOWN = 20
JUDGED = {"outlets": actions.judge_outlets, "air": actions.judge_cities}
CHECKED = {"outlets": checking.outlets, "air": checking.cities}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """WHAT --from DAY --to DAY [--check]."""
    parser.add_argument(
        "what", choices=sorted(JUDGED), help="排放口或城市空气 / outlets or city air"
    )
    parser.add_argument("--from", dest="start", required=True, metavar="DAY", help="2015-01-01")
    parser.add_argument("--to", dest="end", required=True, metavar="DAY", help="2015-12-31")
    parser.add_argument(
        "--check", action="store_true", help="只复核，不写入 / compare only, write nothing"
    )


def run(options: argparse.Namespace) -> int:
    """0 done or all alike; 1 if --check finds a verdict that the readings do not give."""
    start, end = _day(options.start), _day(options.end)
    if end < start:
        raise UsageError(_("截止日期早于开始日期。"), _("例如 --from 2015-01-01 --to 2015-12-31。"))
    if options.check:
        return _check(options, start, end)
    written = JUDGED[options.what](start, end, by=None, progress=say)
    refresh(progress=say)
    _told(options, {"written": written}, _("写入 %(written)s 个判定。") % {"written": written})
    return 0


def _check(options: argparse.Namespace, start: date, end: date) -> int:
    found = CHECKED[options.what](start, end, progress=say)
    if options.json:
        emit(found.as_dict())
    else:
        _print(found)
    return 1 if found.differences else 0


def _print(found: Checked) -> None:
    print(_("复核 %(count)s 个判定，%(different)s 个不一致（记录 ≠ 重算）。") % found.counts)
    for difference in found.differences[:SHOWN]:
        cells = (difference.subject, 24), (difference.day, 12), (difference.field, 20)
        print(aligned(*cells, (f"{difference.recorded} ≠ {difference.computed}", 0)))
    more = len(found.differences) - SHOWN
    if more > 0:
        print(_("还有 %(more)s 个，用 --json 看全部。") % {"more": more})


def _told(options: argparse.Namespace, data: dict[str, Any], text: str) -> None:
    if options.json:
        emit(data)
    else:
        print(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            _("“%(text)s”不是日期。") % {"text": text}, _("日期写作 2015-08-31。")
        ) from None
