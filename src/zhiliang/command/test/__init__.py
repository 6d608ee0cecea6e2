"""`./run test`: every test on SQLite, again on a real PostgreSQL, then the browser journeys."""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from types import FrameType
from xml.etree import ElementTree

from zhiliang.command.test import postgres

help = "运行全部测试 / run every test; what follows -- goes to pytest"
needs_django = False

ROOT = Path(__file__).resolve().parents[4]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TITLES = {"sqlite": "SQLite", "postgres": "PostgreSQL", "browser": "Chromium"}
NO_TESTS = 5  # pytest's exit code where nothing was selected
NO_BROWSER = (
    "!" * 78 + "\n"
    "!!! 浏览器旅程没有运行：没有找到 chromium（Debian：sudo apt install chromium）。\n"
    "!!! THE BROWSER JOURNEYS DID NOT RUN: no chromium found "
    "(Debian: sudo apt install chromium).\n" + "!" * 78
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pytest_arguments", nargs="*", metavar="-- PYTEST ARGUMENTS")


def run(options: argparse.Namespace) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    started = time.monotonic()
    counts: Counter[str] = Counter()
    codes = set()
    for name in TITLES:
        code, counted = _one_pass(name, options.pytest_arguments)
        codes.add(code)
        counts += counted
        if code not in (0, 1, NO_TESTS):
            break
    if not any(map(shutil.which, BROWSERS)):
        print(NO_BROWSER)
    print(summary(counts, time.monotonic() - started))
    return max(codes - {NO_TESTS}, default=NO_TESTS)


def summary(counts: Counter[str], seconds: float) -> str:
    """Return pytest's own last line, for all passes together."""
    order = ("failed", "passed", "skipped", "errors")
    told = ", ".join(f"{counts[name]} {name}" for name in order if counts[name])
    told = re.sub(r"\b1 errors", "1 error", told)
    return f" {told or 'no tests ran'} in {seconds:.2f}s ".center(78, "=")


def _one_pass(name: str, arguments: list[str]) -> tuple[int, Counter[str]]:
    print(f"\n── {TITLES[name]} " + "─" * 60, flush=True)
    database = postgres.server() if name == "postgres" else nullcontext("")
    with database as address, tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, "-m", "pytest", f"--junitxml={report}"]
        # Whoever asks for something particular wants its output in order, and a debugger to work.
        command += arguments or ([] if name == "browser" else _at_once())
        done = subprocess.run(command, cwd=ROOT, env=_environment(name, address), check=False)
        return done.returncode, _counted(report)


def _at_once() -> list[str]:
    # Neighbours stay together: the tests of a module stand on what was made once for it.
    return ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal"]


def _environment(name: str, address: str) -> dict[str, str]:
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    if address:
        environment["DATABASE_URL"] = address
    return environment | {"ZHILIANG_TEST_PASS": name}


def _counted(report: Path) -> Counter[str]:
    if not report.exists():
        return Counter()
    counts: Counter[str] = Counter()
    for suite in ElementTree.parse(report).iter("testsuite"):
        numbers = {name: int(suite.get(name, 0)) for name in ("failures", "errors", "skipped")}
        passed = int(suite.get("tests", 0)) - sum(numbers.values())
        counts.update(
            passed=passed,
            failed=numbers["failures"],
            errors=numbers["errors"],
            skipped=numbers["skipped"],
        )
    return counts


def _leave(number: int, frame: FrameType | None) -> None:
    # Turned into an exception, so that the database server is stopped on the way out.
    sys.exit(128 + number)
