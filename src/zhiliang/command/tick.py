"""`zhiliang tick`: do the periodic work that is due; call it as often as you like."""

import argparse
import sys

from django.utils.translation import gettext as _

from zhiliang.command import emit
from zhiliang.core.tick import Ran, run_due
from zhiliang.indicators import current

PERIODIC = (current.keep_up,)
"""Periodic work that is declared outside the rooms every system has."""

help = "执行到期的定期任务 / run the periodic tasks that are due"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    ran = run_due()
    if options.json:
        emit({"ran": [{"name": task.name, "ok": task.ok, "error": task.error} for task in ran]})
    for task in ran:
        sys.stderr.write(_text(task) + "\n")
    return 0 if all(task.ok for task in ran) else 1


def _text(task: Ran) -> str:
    if task.ok:
        return _("%(name)s 已执行。") % {"name": task.name}
    return _("%(name)s 失败，下次再试：%(error)s") % {"name": task.name, "error": task.error}
