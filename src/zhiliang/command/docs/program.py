"""Pages read from the program itself: file formats, methods, settings."""

import ast
from collections.abc import Iterator
from pathlib import Path

import zhiliang
from zhiliang.command.docs.markdown import block, both, code, page, table
from zhiliang.core.feed import Feed
from zhiliang.core.feed import feeds as all_feeds

PACKAGE = Path(zhiliang.__file__).parent


def feeds() -> str:
    """Every file format that `zhiliang import` and the pages take."""
    return page(
        "File formats 文件格式",
        "CSV (UTF-8, GB18030, UTF-16) or XLSX. The header may stand below titles; a column may go "
        "by any of its names, and `--map` or a mapping saved once gives it another. "
        "`zhiliang import KIND FILE --dry-run` only checks.",
        *(_feed(feed) for _, feed in sorted(all_feeds.items())),
    )


def _feed(feed: Feed) -> str:
    columns = table(
        ("Column", "Required", "Also called"),
        (
            (code(column.name), "yes" if column.required else "", "、".join(column.aliases))
            for column in feed.columns
        ),
    )
    return f"## {feed.key}\n\n{both(feed.note_zh, feed.note_en)}\n\n{columns}"


def methods() -> str:
    """Every public function of the methods, with its signature and first line."""
    return page(
        "Methods 方法",
        "Published standards as pure functions: no database, no file, no clock. The whole "
        "docstring, with units, errors, source and a worked example, is in the code.",
        *(_module(path) for path in sorted((PACKAGE / "methods").rglob("*.py"))),
    )


def _module(path: Path) -> str:
    tree = ast.parse(path.read_text("utf-8"))
    place = path.relative_to(PACKAGE.parent).with_suffix("")
    name = ".".join(part for part in place.parts if part != "__init__")
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    public = [_function(node) for node in functions if not node.name.startswith("_")]
    if not public:
        return ""
    about = (ast.get_docstring(tree) or "").partition("\n\n")[0]
    return "\n\n".join((f"## {name}", about, table(("Function", "What it gives"), public)))


def _function(node: ast.FunctionDef) -> tuple[str, str]:
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    first = (ast.get_docstring(node) or "").partition("\n")[0]
    return code(f"{node.name}({ast.unparse(node.args)}){returns}"), first


def settings() -> str:
    """What is read from the environment."""
    source = (PACKAGE / "web" / "settings.py").read_text("utf-8")
    lead, _, listed = (ast.get_docstring(ast.parse(source)) or "").partition("\n\n")
    return page(
        "Settings 设置",
        lead,
        block(listed),
        "## All variables",
        "Every variable the program reads, and where.",
        table(("Variable", "Read in"), _variables()),
    )


def _variables() -> Iterator[tuple[str, str]]:
    found: dict[str, set[str]] = {"DATABASE_URL": set()}
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE)
        if not {"tests", "docs"} & set(place.parts):
            for name in _read_in(path):
                found.setdefault(name, set()).add(place.as_posix())
    for name, places in sorted(found.items()):
        yield code(name), "\n".join(code(place) for place in sorted(places))


def _read_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            name = node.value
            if name == "DATABASE_URL" or name.startswith("ZHILIANG_") and name.isupper():
                yield name
