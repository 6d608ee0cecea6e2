"""`./run check`: everything that can be judged without running the product; changes nothing."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from zhiliang.command import lock

help = "检查格式、类型、分层、迁移、文档、译文 / format, lint, types, layers, migrations, documents"
needs_django = False

ROOT = Path(__file__).resolve().parents[3]
LAYERS = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
STEPS = {
    "格式 format": ("-m", "ruff", "format", "--check", "."),
    "规则 lint": ("-m", "ruff", "check", "."),
    "分层 layers": ("-c", LAYERS),
    "设置 settings": ("-m", "django", "check", "--fail-level", "WARNING"),
    "迁移 migrations": ("-m", "django", "makemigrations", "--check", "--dry-run"),
    "文档 documents": ("-m", "zhiliang", "docs", "--check"),
    "译文 translations": ("-m", "zhiliang", "translations", "--check"),
    "类型 types": ("-m", "mypy"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    failed = []
    with tempfile.TemporaryDirectory(prefix="zhiliang-check-") as var:
        for title, arguments in STEPS.items():
            if _exists(arguments) and not _passes(title, arguments, var=var):
                failed.append(title)
    if not _locks_are_fresh():
        failed.append("依赖锁定 locks")
    print(f"未通过 / Failed: {', '.join(failed)}" if failed else "全部通过 / All passed")
    return 1 if failed else 0


def _exists(arguments: tuple[str, ...]) -> bool:
    if arguments[:2] != ("-m", "zhiliang"):
        return True
    return find_spec(f"zhiliang.command.{arguments[2]}") is not None


def _passes(title: str, arguments: tuple[str, ...], *, var: str) -> bool:
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        # Its own data folder: looking must not make a database or a key.
        env=os.environ | {"ZHILIANG_VAR": var},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    passed = done.returncode == 0
    _tell(title, passed=passed, seconds=time.monotonic() - started)
    if not passed:
        print(done.stdout.decode(errors="replace"))
    return passed


def _locks_are_fresh() -> bool:
    stale = lock.stale()
    _tell("依赖锁定 locks", passed=not stale, seconds=0)
    for name in stale:
        print(f"{name}: pyproject.toml 已改动，请运行 ./run lock / has changed, run ./run lock")
    return not stale


def _tell(title: str, *, passed: bool, seconds: float) -> None:
    print(f"{'✓' if passed else '✗'} {title} ({seconds:.1f} s)", flush=True)
