"""From a handed-in file to values and rejects, without touching the database."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from zhiliang.core.feed import delimited, workbook
from zhiliang.core.feed.declaration import (
    Column,
    Feed,
    FieldError,
    Reading,
    Reject,
    Unreadable,
)
from zhiliang.core.feed.export import RISKY
from zhiliang.core.feed.source import Lines, load

# officials put titles and units above the header
HEADER_WITHIN = 10
MOST_ROWS = 500_000
# nobody mends more at once, and finding what was meant takes time for every fault
MOST_REJECTS = 10_000


def read(
    feed: Feed,
    source: Path | bytes,
    *,
    name: str = "",
    mapping: Mapping[str, str] | None = None,
) -> Reading:
    """Read a CSV or XLSX file with the feed's columns and parser.

    `mapping` names the file's own headers: {header in the file: our column}. Columns we do not
    know are listed in `ignored`. Raises Unreadable for faults of the whole file; a faulty row
    becomes a Reject with its line number and the others are still read, up to MOST_REJECTS.
    """
    file = load(source, name=name)
    if file.is_workbook:
        encoding, lines = "xlsx", workbook.lines(file.content)
    else:
        text, encoding = delimited.decode(file.content)
        lines = delimited.lines(text)
    columns, rest = _header(feed, lines, mapping or {})
    reading = Reading([], [], file.digest, encoding, tuple(n for n in columns.ignored if n))
    for count, (line, cells) in enumerate(rest, start=1):
        if count > MOST_ROWS:
            raise Unreadable(
                _("文件超过 %(limit)s 行，没有读取。") % {"limit": MOST_ROWS},
                _("请按地区或期间拆分后分次导入。"),
                line=line,
            )
        if len(reading.rejected) >= MOST_REJECTS:
            reading.rejected.append(Reject(line, "", "", _("错误太多，从这一行起没有再检查。")))
            break
        _take(feed, columns, line, cells, reading)
    return reading


class _Columns:
    """Which cell of a line holds which of the feed's columns."""

    def __init__(self, feed: Feed, cells: list[str], mapping: Mapping[str, str]) -> None:
        known = {_plain(alias): c.name for c in feed.columns for alias in (c.name, *c.aliases)}
        known |= {_plain(theirs): ours for theirs, ours in mapping.items()}
        self.names = [known.get(_plain(cell), "") for cell in cells]
        self.ignored = [
            cell.strip() for cell, name in zip(cells, self.names, strict=True) if not name
        ]
        self.missing = [
            _shown(column)
            for column in feed.columns
            if column.required and column.name not in self.names
        ]
        self.doubled = [n for n, times in Counter(self.names).items() if n and times > 1]

    def row(self, cells: list[str]) -> dict[str, str]:
        """The line's cells by our names."""
        cells = cells + [""] * (len(self.names) - len(cells))
        return {
            name: _unprotected(cell.strip())
            for name, cell in zip(self.names, cells, strict=False)
            if name
        }


def _header(feed: Feed, lines: Lines, mapping: Mapping[str, str]) -> tuple[_Columns, Lines]:
    best: _Columns | None = None
    for _line, cells in islice(lines, HEADER_WITHIN):
        columns = _Columns(feed, cells, mapping)
        if not columns.missing and any(columns.names):
            _refuse_doubled(columns)
            return columns, lines
        if best is None or len(columns.missing) < len(best.missing):
            best = columns
    if best is None:
        raise Unreadable(_("文件是空的。"), _("请确认选对了文件。"))
    raise Unreadable(
        _("缺少列：%(missing)s。") % {"missing": "、".join(best.missing)},
        _("前 %(count)s 行里没有找到完整的表头；请下载模板对照列名，或为这份表建立列名对应。")
        % {"count": HEADER_WITHIN},
    )


def _refuse_doubled(columns: _Columns) -> None:
    if columns.doubled:
        raise Unreadable(
            _("列名重复：%(names)s。") % {"names": "、".join(columns.doubled)},
            _("请删去或改名重复的列。"),
        )


def _take(feed: Feed, columns: _Columns, line: int, cells: list[str], into: Reading) -> None:
    if any(cell.strip() for cell in cells[len(columns.names) :]):
        extra = "、".join(cell for cell in cells[len(columns.names) :] if cell.strip())
        into.rejected.append(Reject(line, "", extra, _("这一行的格数比表头多，可能错列。")))
        return
    row = {column.name: "" for column in feed.columns} | columns.row(cells)
    empty = list(_empty_required(feed, row))
    into.rejected.extend(Reject(line, name, "", _("必填，不能为空。")) for name in empty)
    if empty:
        return
    try:
        into.rows.append((line, feed.parse(row)))
    except FieldError as error:
        into.rejected.append(Reject(line, error.field, error.value, error.reason))


def _empty_required(feed: Feed, row: Mapping[str, str]) -> Iterator[str]:
    return (column.name for column in feed.columns if column.required and not row[column.name])


def _shown(column: Column) -> str:
    return f"{column.name}（{column.aliases[0]}）" if column.aliases else column.name


def _plain(header: str) -> str:
    """Headers are the same whatever their width, case and spaces."""
    return "".join(unicodedata.normalize("NFKC", header).casefold().split())


def _unprotected(cell: str) -> str:
    # our own exports put an apostrophe before text that a spreadsheet would run
    return cell[1:] if cell[:1] == "'" and cell[1:2] in RISKY else cell
