"""Typst to PDF. Data reach a template as one JSON document, never as Typst source.

A template is a file below the package; it reads `json(bytes(sys.inputs.data))`. Text in the data
is therefore only ever text: a name with `#` or `]` in it prints as such.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

from zhiliang.core.notice.fonts import font_book

PACKAGE = Path(__file__).resolve().parents[2]
TEMPLATES = Path(__file__).resolve().parent / "templates"


class Unprintable(ValueError):
    """A template refused its data; the message names the template and Typst's reason."""


def pdf(template: Path, data: Mapping[str, Any], *, dated: date) -> bytes:
    """The PDF that `template` makes of `data`; equal arguments give equal bytes.

    `dated` is the only date in the file's properties. Raises Unprintable.
    """
    book = font_book()
    inputs = json.dumps({**data, "families": book.families}, ensure_ascii=False)
    compiler = typst.Compiler(
        template, root=PACKAGE, font_paths=book.fonts, sys_inputs={"data": inputs}
    )
    moment = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
    try:
        made = compiler.compile(format="pdf", timestamp=moment)
    except typst.TypstError as error:
        raise Unprintable(f"{template.name}: {error.message}\n{error.diagnostic}") from error
    assert isinstance(made, bytes)
    return made
