"""`./run fix`: mend what `./run check` finds and a machine can mend."""

import argparse
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

help = "自动修正格式、规则、文档、译文 / mend format, lint, documents, translations"
needs_django = False

ROOT = Path(__file__).resolve().parents[3]
REMAKES = ("docs", "translations")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    commands = [["ruff", "check", "--fix", "--exit-zero", "."], ["ruff", "format", "."]]
    commands += [
        ["zhiliang", name] for name in REMAKES if find_spec(f"zhiliang.command.{name}") is not None
    ]
    codes = [_run(command) for command in commands]
    return max(codes)


def _run(command: list[str]) -> int:
    print(f"→ {' '.join(command)}", flush=True)
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode
