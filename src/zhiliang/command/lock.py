"""`./run lock`: pin every package this project stands on, by name, version and sha256."""

import argparse
import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

help = "重新生成依赖锁定文件 / remake the lock files"
needs_django = False

ROOT = Path(__file__).resolve().parents[3]
COMPILE = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--no-header"),
)
MARK = "# pyproject: sha256:"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--upgrade", action="store_true", help="take the newest allowed versions")


def run(options: argparse.Namespace) -> int:
    newest = ["--upgrade"] if options.upgrade else []
    _compile("base.txt", "pyproject.toml", *newest)
    already = [word for name in names("base.txt") for word in ("--no-emit-package", name)]
    _compile("dev.txt", "--group", "dev", "-c", "requirements/base.txt", *already, *newest)
    return 0


def stale() -> list[str]:
    """Return the lock files that were made from another pyproject.toml than today's."""
    expected = MARK + digest()
    return [
        f"requirements/{name}"
        for name in ("base.txt", "dev.txt")
        if expected not in _lock(name).read_text(encoding="utf-8").splitlines()
    ]


def digest() -> str:
    """Return the digest of all that decides what the lock files hold."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    decides = {
        "python": project["project"]["requires-python"],
        "dependencies": project["project"]["dependencies"],
        "groups": project["dependency-groups"],
    }
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()


def names(lock: str) -> list[str]:
    """Return the package names a lock file pins."""
    lines = _lock(lock).read_text(encoding="utf-8").splitlines()
    return [line.partition("==")[0] for line in lines if line[:1].isalnum()]


def _compile(name: str, *arguments: str) -> None:
    print(f"requirements/{name} …", file=sys.stderr)
    command = [sys.executable, "-m", *COMPILE, *arguments, "-o", f"requirements/{name}"]
    subprocess.run(command, cwd=ROOT, check=True)
    pins = _lock(name).read_text(encoding="utf-8")
    head = "# Made by ./run lock from pyproject.toml; not to be edited by hand.\n"
    _lock(name).write_text(f"{head}{MARK}{digest()}\n{pins}", encoding="utf-8")


def _lock(name: str) -> Path:
    return ROOT / "requirements" / name
