"""`zhiliang trace`: what came of a lot and who had it; or how far each raw lot reaches."""

import argparse
import sys
from dataclasses import asdict
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.command import aligned, emit
from zhiliang.core.errors import UsageError
from zhiliang.systems.traceability.answers import Scope, origins_of, scope_of
from zhiliang.systems.traceability.tracing.drills import Drilled, drill

help = "追溯一个批次，或者演练全部原料批次 / trace a lot, or drill every raw lot"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """CODE [--backward] [--since T --until T] [--as-of T], or --drill."""
    parser.add_argument(
        "code", nargs="?", metavar="CODE", help="GS1 标识，任何写法 / a GS1 identifier in any form"
    )
    parser.add_argument("--backward", action="store_true", help="向前追来源 / where it came from")
    parser.add_argument("--since", metavar="T", help="离开该批次不早于 / left it no earlier than")
    parser.add_argument("--until", metavar="T", help="离开该批次不晚于 / left it no later than")
    parser.add_argument("--as-of", metavar="T", help="按当时的记录 / as recorded then")
    parser.add_argument("--drill", action="store_true", help="全部原料批次 / every raw lot")


def run(options: argparse.Namespace) -> int:
    """Print the answer; exit 1 for a lot that no record names."""
    if options.drill:
        return _told_drill(drill(), options)
    if not options.code:
        raise UsageError(_("请给出要追溯的标识，或者 --drill。"))
    if options.backward:
        return _told_origins(origins_of(options.code), options)
    scope = scope_of([options.code], as_of=_moment(options.as_of), window=_window(options))
    return _told_scope(scope, options)


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(_("时间写作 2026-11-26T08:00:00+08:00。")) from None
    return found if found.tzinfo else timezone.make_aware(found)


def _window(options: argparse.Namespace) -> tuple[datetime, datetime] | None:
    since, until = _moment(options.since), _moment(options.until)
    if since is None and until is None:
        return None
    if since is None or until is None:
        raise UsageError(_("--since 和 --until 须一起给出。"))
    return since, until


def _told_scope(scope: Scope, options: argparse.Namespace) -> int:
    if options.json:
        emit(asdict(scope))
    else:
        sys.stdout.write(
            _("%(lots)s 个批次，%(holders)s 个经手单位或者位置，%(gaps)s 处记录缺口")
            % {"lots": len(scope.lots), "holders": len(scope.holders), "gaps": len(scope.unknowns)}
            + "\n"
        )
        rows = [(str(lot.tier), lot.name, _when(lot.made_at)) for lot in scope.lots]
        _table([(_("层"), _("批次"), _("最早时间")), *rows])
        held = [(one.name, one.place, _when(one.first_at)) for one in scope.holders]
        _table([(_("经手"), _("地区"), _("最早时间")), *held])
        _table([(one.kind, one.subject) for one in scope.unknowns])
    return 1 if any(one.kind == "unknown_lot" for one in scope.unknowns) else 0


def _told_origins(origins: list[str], options: argparse.Namespace) -> int:
    if options.json:
        emit({"origins": origins})
    else:
        _table([(one,) for one in origins])
    return 0


def _told_drill(drilled: Drilled, options: argparse.Namespace) -> int:
    if options.json:
        emit(asdict(drilled))
    else:
        sys.stdout.write(
            _("%(roots)s 个原料批次，共 %(seconds).2f 秒；最大的波及 %(most)s 个批次")
            % {"roots": drilled.roots, "seconds": drilled.seconds, "most": drilled.most}
            + "\n"
        )
        _table([(one.id, str(one.lots)) for one in drilled.widest])
    return 0


def _table(rows: list[tuple[str, ...]]) -> None:
    for row in rows:
        sys.stdout.write(aligned(*((text, 34) for text in row)) + "\n")


def _when(at: datetime | None) -> str:
    return timezone.localtime(at).isoformat(timespec="minutes") if at else ""
