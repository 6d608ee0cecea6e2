"""The command line: one module per command, found by its file name.

A command module has `help` ("中文 / English"), `add_arguments(parser)`, `run(options) -> int` and,
if it works without the site, `needs_django = False`. Exit codes: 0 done, 1 refused, 2 wrong usage.
"""

import argparse
import ast
import json
import keyword
import os
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from zhiliang.core import faults
from zhiliang.core.errors import ClerkError

FOLDER = Path(__file__).parent
LANGUAGES = {"zh": "zh-hans", "en": "en"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiliang.web.settings")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(arguments)
    except ClerkError as error:
        return _refused(error, as_json="--json" in arguments)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # the reader (head, less) has seen enough; nothing may be flushed into the closed pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        told = faults.told(error)
        if told is None:
            raise
        return _refused(told, as_json="--json" in arguments)


def _run(arguments: list[str]) -> int:
    chosen = next((word for word in arguments if word in names()), None)
    if chosen and declared(chosen).get("needs_django", True):
        set_up_django(_language(arguments))
    options = parser(chosen).parse_args(arguments)
    options.json = getattr(options, "json", False)
    options.lang = _language(arguments)
    return int(_module(options.command).run(options) or 0)


def names() -> list[str]:
    """Every command, in alphabetical order."""
    return sorted(module.name.rstrip("_") for module in pkgutil.iter_modules([str(FOLDER)]))


def module_of(name: str) -> str:
    """The module of a command; one that Python keeps for itself has an underscore: import_."""
    return f"{name}_" if keyword.iskeyword(name) else name


def declared(name: str) -> dict[str, Any]:
    """The constants `help` and `needs_django` of a command, read without importing it.

    Most commands import models, which can be done only once Django is set up, and the list of
    commands should not wait for any of them.
    """
    path = FOLDER / f"{module_of(name)}.py"
    source = path if path.exists() else FOLDER / name / "__init__.py"
    return {
        target.id: statement.value.value
        for statement in ast.parse(source.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def parser(chosen: str | None = None) -> argparse.ArgumentParser:
    """The whole command line; only the chosen command brings its own options."""
    root = argparse.ArgumentParser("zhiliang", parents=[shared_options()])
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names():
        text = declared(name).get("help", "")
        own = commands.add_parser(
            name,
            help=text,
            description=text,
            parents=[shared_options()],
            conflict_handler="resolve",
        )
        if name == chosen:
            _module(name).add_arguments(own)
    return root


def shared_options() -> argparse.ArgumentParser:
    """Parent of every parser, for `parents=[shared_options()]` of nested commands as well."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="机器可读的输出 / machine-readable output",
    )
    shared.add_argument(
        "--lang", choices=tuple(LANGUAGES), default=argparse.SUPPRESS, help="语言 / language"
    )
    return shared


def emit(value: Any) -> None:
    """One JSON document on standard output; Decimal and dates as strings."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def say(text: str) -> None:
    """One line for people, on standard error at once."""
    print(text, file=sys.stderr, flush=True)


def aligned(*cells: tuple[object, int]) -> str:
    """One line of a table on the terminal: (text, columns); a negative width aligns right.

    Chinese characters take two columns.
    """
    return " ".join(_padded(str(text), width) for text, width in cells).rstrip()


def _padded(text: str, width: int) -> str:
    columns = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
    space = " " * (abs(width) - columns)
    return space + text if width < 0 else text + space


def set_up_django(language: str = "zh") -> None:
    """Make models importable and messages speak the language; for needs_django = False too."""
    import django
    from django.utils import translation

    django.setup()
    translation.activate(LANGUAGES[language])


def _language(arguments: Sequence[str]) -> str:
    # needed before the arguments can be parsed, since the messages of parsing depend on it
    _, _, given = " ".join(arguments).replace("--lang=", "--lang ").partition("--lang ")
    wanted = given.split(" ")[0] or os.environ.get("ZHILIANG_LANG", "")
    return wanted if wanted in LANGUAGES else "zh"


def _module(name: str) -> Any:
    return import_module(f"zhiliang.command.{module_of(name)}")


def _refused(error: ClerkError, *, as_json: bool) -> int:
    if as_json:
        parts = {"code": error.code, "message": error.message, "hint": error.hint}
        emit({"error": parts})
    sys.stderr.write("\n".join(part for part in (error.message, error.hint) if part) + "\n")
    return error.exit_code
