"""The product's own source as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "zhiliang"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module but tests and migrations: path below the package → tree."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE)
        if not {"tests", "migrations"} & set(place.parts):
            found[place.as_posix()] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """Return the last word of what is called: `append` of `event.append(…)`."""
    target = call.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def is_action(place: str) -> bool:
    """Return whether a module is (or is in) a room of actions."""
    return "actions" in place.removesuffix(".py").split("/")


def systems() -> list[Path]:
    return sorted(path.parent for path in (PACKAGE / "systems").glob("*/__init__.py"))
