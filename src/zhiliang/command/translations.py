"""The English catalogue: every Chinese text of the source tree has its English, compiled."""

import argparse
import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhiliang.core.errors import ClerkError

help = "收集、检查、编译译文 / collect, check and compile the translations"

PACKAGE = Path(__file__).resolve().parents[1]
FOLDER = PACKAGE / "web" / "locale" / "en" / "LC_MESSAGES"
LEFT_OUT = {"tests", "migrations", "styleguide.py", "styleguide.html"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """[--check]: change nothing, say what is missing."""
    parser.add_argument("--check", action="store_true", help="只检查 / change nothing")


def run(options: argparse.Namespace) -> int:
    """Bring the catalogue up to date and compile it, or say what is missing."""
    catalogue, known = _updated(), _known()
    missing = [str(_first(one.id)) for one in catalogue if one.id and not _translated(one)]
    if options.check:
        stale = _compiled(catalogue) != _read(FOLDER / "django.mo")
        return _report(missing, strays=sorted(_ids(known) ^ _ids(catalogue)), stale=stale)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "django.po").write_bytes(_written(catalogue))
    (FOLDER / "django.mo").write_bytes(_compiled(catalogue))
    return _report(missing, strays=[], stale=False)


def _report(missing: list[str], *, strays: list[str], stale: bool) -> int:
    lines = [f"没有英文 / no English: {text}" for text in missing]
    lines += [f"目录与源码不符 / catalogue differs: {text}" for text in strays]
    if stale:
        lines.append("编译文件过期,请运行 zhiliang translations / the compiled file is stale")
    print("\n".join(lines) if lines else "译文完整 / Translations complete", file=sys.stderr)
    return 1 if lines else 0


def _babel() -> Any:
    """Babel is a tool of the developers; an installation has the compiled file."""
    try:
        import babel.messages.catalog
        import babel.messages.extract
        import babel.messages.mofile
        import babel.messages.pofile
    except ImportError:
        raise ClerkError("没有安装 Babel。", "请用 ./run check,它会装好开发工具。") from None
    return babel.messages


def _sources() -> Iterator[tuple[Path, bytes]]:
    """Python as it is, templates turned into Python-like text; in a fixed order."""
    from django.utils.translation.template import templatize

    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in (".py", ".html") or LEFT_OUT & set(path.parts):
            continue
        text = path.read_text("utf-8")
        yield path, (templatize(text) if path.suffix == ".html" else text).encode()


def _extracted() -> Any:
    """A catalogue of all texts with the files they stand in."""
    messages = _babel()
    found = messages.catalog.Catalog(locale="en", project="zhiliang", charset="utf-8")
    for path, source in _sources():
        place = path.relative_to(PACKAGE).as_posix()
        extractor = messages.extract.extract(
            "python", io.BytesIO(source), KEYWORDS, (), {"encoding": "utf-8"}
        )
        for _line, text, _comments, context in extractor:
            found.add(text, context=context, locations=[(place, None)])
    return found


def _known() -> Any:
    """The catalogue as it is kept; an empty one at first."""
    messages = _babel()
    return messages.pofile.read_po(io.BytesIO(_read(FOLDER / "django.po")), locale="en")


def _updated() -> Any:
    """What the source tree says, with the English that is known; nothing is guessed."""
    catalogue, known = _extracted(), _known()
    for one in catalogue:
        kept = known.get(one.id, one.context)
        if one.id and kept:
            one.string = kept.string
    return catalogue


def _ids(catalogue: Any) -> set[str]:
    return {str(_first(one.id)) for one in catalogue if one.id}


def _first(text: Any) -> Any:
    return text[0] if isinstance(text, tuple) else text


def _translated(one: Any) -> bool:
    return all(one.string) if isinstance(one.string, tuple | list) else bool(one.string)


def _written(catalogue: Any) -> bytes:
    """The catalogue as text: no dates or line numbers, so that it changes only with its words."""
    messages, stream = _babel(), io.BytesIO()
    catalogue.header_comment = "# English texts of zhiliang."
    messages.pofile.write_po(stream, catalogue, width=100, sort_output=True, omit_header=True)
    return HEADER.encode() + stream.getvalue()


HEADER = """# English texts of zhiliang.
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def _compiled(catalogue: Any) -> bytes:
    """The binary catalogue of the texts that have English; the same words give the same bytes."""
    messages, stream = _babel(), io.BytesIO()
    kept = messages.pofile.read_po(io.BytesIO(_written(catalogue)), locale="en")
    # Babel's own header tells the time and its version.
    header = messages.catalog.Message("", "".join(_lines(HEADER)))
    messages.mofile.write_mo(stream, _Timeless([header, *(one for one in kept if one.id)]))
    return stream.getvalue()


class _Timeless(list[Any]):
    """A catalogue as the writer wants it, whose header is only what we say."""

    charset = "utf-8"


def _lines(header: str) -> Iterator[str]:
    return (ast.literal_eval(line) for line in header.splitlines() if line.startswith('"'))


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""
