"""`zhiliang risk`: run the monitor for a day, judge signals again, take in an alert of CAP 1.2."""

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhiliang.command import emit, shared_options
from zhiliang.core.errors import UsageError

if TYPE_CHECKING:
    from zhiliang.systems.risk.models import Signal

help = "风险监测：监测、重算信号、导入 CAP / risk: monitor, recompute signals, take in CAP"
LARGEST = 5 * 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True)
    monitor = what.add_parser("monitor", parents=[shared_options()])
    monitor.add_argument(
        "--on", metavar="DAY", help="所判七天的最后一天，默认昨天 / last of the seven days judged"
    )
    recheck = what.add_parser("recheck", parents=[shared_options()])
    recheck.add_argument("--from", dest="first", metavar="DAY", default="2000-01-01")
    recheck.add_argument("--to", dest="last", metavar="DAY", default="9999-12-31")
    cap = what.add_parser("cap", parents=[shared_options()])
    cap.add_argument("file", metavar="FILE")
    cap.add_argument(
        "--check", action="store_true", help="只校验不导入 / judge it, take nothing in"
    )


def run(options: argparse.Namespace) -> int:
    return {"monitor": _monitor, "recheck": _recheck, "cap": _cap}[options.what](options)


def _monitor(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from zhiliang.systems.risk.actions import monitor

    on = _day(options.on) if options.on else timezone.localdate() - timedelta(days=1)
    found = monitor(on=on, by=None)
    if options.json:
        emit({"on": on.isoformat(), "raised": [_told(signal) for signal in found]})
        return 0
    lines = [f"{signal.number} {signal.sentence}" for signal in found]
    text = ngettext(
        "%(day)s：新信号 %(count)s 个。", "%(day)s：新信号 %(count)s 个。", len(found)
    ) % {"day": on, "count": len(found)}
    sys.stdout.write("\n".join([text, *lines]) + "\n")
    return 0


def _told(signal: "Signal") -> dict[str, Any]:
    return {
        "number": signal.number,
        "product": signal.product,
        "hazard": signal.hazard,
        "place": signal.place_id,
        "observed": signal.observed,
        "expected": signal.expected_e6 / 1_000_000,
        "upper_bound": signal.upper_e6 / 1_000_000,
        "score": signal.score_e6 / 1_000_000,
        "p_value": None if signal.p_e6 is None else signal.p_e6 / 1_000_000,
        "method": signal.method,
        "parameters": signal.told,
        "digest": signal.digest,
        "sentence": signal.sentence,
    }


def _recheck(options: argparse.Namespace) -> int:
    from zhiliang.systems.risk.rechecking import recheck_signals

    checked = recheck_signals(_day(options.first), _day(options.last))
    if options.json:
        emit(checked.as_dict())
    else:
        lines = [str(difference) for difference in checked.differences]
        lines.append(_("重算 %(count)s 个信号，%(different)s 处不符。") % checked.counts)
        sys.stdout.write("\n".join(lines) + "\n")
    return 1 if checked.differences else 0


def _cap(options: argparse.Namespace) -> int:
    from zhiliang.methods.cap import validate
    from zhiliang.systems.risk.actions import receive

    content = _content(Path(options.file))
    findings = validate(content)
    taken = [] if findings or options.check else receive(content, by=None)
    if options.json:
        told = [
            {
                "rule": one.rule,
                "path": one.path,
                "message": one.message,
                "message_zh": one.message_zh,
            }
            for one in findings
        ]
        emit({"valid": not findings, "findings": told, "taken": [one.identifier for one in taken]})
    else:
        english = options.lang == "en"
        lines = [f"{one.path}: {one.message if english else one.message_zh}" for one in findings]
        lines += [f"{one.identifier} {one}" for one in taken]
        lines.append(_("不符合 CAP 1.2，没有导入。") if findings else _("符合 CAP 1.2。"))
        sys.stdout.write("\n".join(lines) + "\n")
    return 1 if findings else 0


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UsageError(_("文件 %(path)s 超过 5 MB，不像一条预警信息。") % {"path": path})
        return path.read_bytes()
    except OSError as fault:
        raise UsageError(_("文件 %(path)s 读不出来。") % {"path": path}) from fault


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(_("日期写作 2026-11-26，不是“%(text)s”。") % {"text": text}) from None
