"""`zhiliang migrate`: make the database, or bring it to this version."""

import argparse
import sys

from django.conf import settings
from django.core.management import call_command

help = "建立或升级数据库 / make or upgrade the database"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    settings.VAR.mkdir(parents=True, exist_ok=True)
    quiet = 0 if options.json else 1
    call_command("migrate", interactive=False, verbosity=quiet, stdout=sys.stderr)
    return 0
