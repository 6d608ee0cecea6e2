"""A report as a book: cover, contents, one idea per page, each figure with table, source, method.

A report is a list of the blocks below; the template lays them out. Blocks hold finished text in
one language; nothing is computed or translated on the way to paper.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from zhiliang.core.notice.chart_theme import ACCENT, GRADES, INK, LINE, MUTED, TARGET
from zhiliang.core.notice.render import TEMPLATES, pdf

Align = Literal["left", "right", "center"]
PALETTE = {"accent": ACCENT, "ink": INK, "muted": MUTED, "line": LINE, "target": TARGET}


@dataclass(frozen=True)
class Heading:
    """Level 1 opens a chapter on a new page; `listed` decides whether the contents name it."""

    text: str
    level: int = 1
    numbered: bool = True
    listed: bool = True
    new_page: bool = False
    kind: str = "heading"


@dataclass(frozen=True)
class Text:
    """A paragraph. Tone `note` is small print, `lead` the sentence that opens a chapter."""

    text: str
    tone: Literal["plain", "note", "lead"] = "plain"
    kind: str = "text"


@dataclass(frozen=True)
class Bullets:
    items: Sequence[str]
    kind: str = "bullets"


@dataclass(frozen=True)
class Column:
    """`width` in shares of the free width; 0 takes what the content needs."""

    title: str
    align: Align = "left"
    width: float = 0


@dataclass(frozen=True)
class Table:
    """Rows of finished text; `marked` names rows (by position) that are set off.

    `upright` turns the heads of all but the first column, for many narrow columns.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    title: str = ""
    source: str = ""
    method: str = ""
    marked: Sequence[int] = ()
    size: float = 8.5
    upright: bool = False
    kind: str = "table"


@dataclass(frozen=True)
class Figure:
    """A drawing (SVG) whose title states the finding; `alternative` says it in words."""

    svg: str
    title: str
    alternative: str
    source: str = ""
    method: str = ""
    width: float = 100
    kind: str = "figure"


@dataclass(frozen=True)
class Tile:
    column: int
    row: int
    label: str
    mark: str
    kind: str = "tile"


@dataclass(frozen=True)
class Tiles:
    """One square per place; `legend` pairs a mark with its meaning."""

    tiles: Sequence[Tile]
    legend: Sequence[tuple[str, str]]
    title: str
    source: str = ""
    method: str = ""
    side: float = 15.5
    kind: str = "tiles"


@dataclass(frozen=True)
class Facts:
    """A row of named facts; `mark` draws the value as a grade tile."""

    facts: Sequence[tuple[str, str]]
    mark: str = ""
    mark_label: str = ""
    kind: str = "facts"


@dataclass(frozen=True)
class Strip:
    """A row of small grade tiles under their labels (years, places)."""

    title: str
    cells: Sequence[tuple[str, str]]
    kind: str = "strip"


@dataclass(frozen=True)
class Together:
    """Blocks that stay on one page; with `columns` they stand side by side."""

    blocks: Sequence[Any]
    columns: Sequence[float] = ()
    kind: str = "together"


@dataclass(frozen=True)
class Cover:
    title: str
    subtitle: str
    period: str
    issuer: str
    issued: str
    lines: Sequence[str] = ()


@dataclass(frozen=True)
class Labels:
    """Words the layout itself prints."""

    contents: str
    source: str
    method: str
    sample_badge: str
    sample_mark: str


@dataclass(frozen=True)
class Book:
    """A `short` one has no contents, and its chapters run on."""

    cover: Cover
    blocks: Sequence[Any]
    labels: Labels
    running_title: str
    language: str = "zh"
    sample: bool = False
    short: bool = False


def book_pdf(book: Book, *, dated: date) -> bytes:
    """A4, double-sided; equal books give equal bytes."""
    data = {"book": asdict(book), "palette": PALETTE, "grades": GRADES}
    return pdf(TEMPLATES / "book.typ", data, dated=dated)
