"""`zhiliang docs`: write docs/reference from the code, or say which page is stale.

Nothing in those pages is kept twice: what a page says is read from declarations, docstrings and
the mandate each time, so the same code gives the same bytes on every machine.
"""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from django.utils import translation

from zhiliang.command import emit
from zhiliang.core.errors import UsageError

help = "生成参考文档 / generate the reference documents"

ROOT = Path(__file__).resolve().parents[4]
FOLDER = ROOT / "docs" / "reference"
# page → module of this folder, each with a function named like the page
PAGES = {
    "systems": "mandate",
    "targets": "mandate",
    "clauses": "mandate",
    "indicators": "figures",
    "lake": "figures",
    "flows": "people",
    "permissions": "people",
    "feeds": "program",
    "methods": "program",
    "settings": "program",
    "commands": "commands",
    "results": "results",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """[--check] changes nothing and fails if a page is stale."""
    parser.add_argument("--check", action="store_true", help="只检查，不改文件 / change nothing")


def run(options: argparse.Namespace) -> int:
    """Write what is stale; with --check only name it and return 1."""
    if not (ROOT / "pyproject.toml").exists():
        raise UsageError(
            "参考文档只能在源代码目录里生成。/ The reference can be made in a source tree only.",
            "请在代码仓库中运行 ./run docs。/ Run ./run docs in a checkout.",
        )
    wanted = {f"{name}.md": text for name, text in pages().items()}
    names = stale(FOLDER, wanted)
    if not options.check:
        write(FOLDER, {name: wanted.get(name) for name in names})
    _tell(names, options)
    return 1 if names and options.check else 0


def pages() -> dict[str, str]:
    """Name of each page → its text.

    Sentences stand as they are in the code: neither the language of whoever runs this nor whether
    the translations have been compiled changes a page.
    """
    with translation.override(None):
        return {name: _page(module, name)() for name, module in PAGES.items()}


def stale(folder: Path, wanted: dict[str, str]) -> list[str]:
    """Names of the files that differ from what is wanted, or that nobody generates any more."""
    found = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    return sorted(n for n in {*found, *wanted} if found.get(n) != wanted.get(n))


def write(folder: Path, texts: dict[str, str | None]) -> None:
    """Write each text under its name; None removes the file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        if text is None:
            (folder / name).unlink()
        else:
            (folder / name).write_text(text, "utf-8")


def _page(module: str, name: str) -> Callable[[], str]:
    page: Callable[[], str] = getattr(import_module(f"{__name__}.{module}"), name)
    return page


def _tell(names: list[str], options: argparse.Namespace) -> None:
    if options.json:
        emit({"stale": [f"docs/reference/{name}" for name in names]})
        return
    what = "过期 / stale" if options.check else "已写入 / written"
    for name in names:
        print(f"docs/reference/{name}  {what}")
    if names and options.check:
        print("请运行 ./run docs / Run ./run docs")
