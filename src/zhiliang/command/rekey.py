"""`zhiliang rekey`: a new key for personal values; the old ones, and old backups, open no more."""

import argparse
import sys

from django.utils.translation import gettext as _

from zhiliang.command import emit
from zhiliang.core import personal
from zhiliang.core.actions import renew_personal_values

help = "更换个人信息的密钥并重新加密 / give personal values a new key"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    """Add a key, write everything with it, drop the others; safe to repeat after a crash."""
    own = personal.keeps_own_keys()
    if own:
        personal.add_key()
    count = renew_personal_values(by=None)
    if own:
        personal.drop_old_keys()
    if options.json:
        emit({"people": count, "old_keys_dropped": own})
    sys.stderr.write(_text(count, own) + "\n")
    return 0


def _text(count: int, own: bool) -> str:
    told = _("已用新密钥重新加密 %(count)s 人的个人信息。") % {"count": count}
    if own:
        return told
    return told + _("旧密钥现在可以从 %(variable)s 删去。") % {"variable": personal.VARIABLE}
