"""XLSX, read defensively: size before content, faults that would lose data before rows."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import defusedxml.ElementTree
import openpyxl
from django.utils.translation import gettext as _

from zhiliang.core.feed.declaration import Unreadable
from zhiliang.core.feed.source import Lines

LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_RATIO = 200
MOST_COLUMNS = 300
MOST_ROWS = 500_000
# cells, values, formulas of one row; or all that stands outside rows
MOST_PARTS = 200_000
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def lines(content: bytes) -> Lines:
    """Non-empty rows of the first sheet with their row numbers, every cell as text.

    Raises Unreadable for a zip bomb, a broken or encrypted workbook, merged cells, formulas
    without a stored result and sheets beyond 500 000 rows.
    """
    try:
        _refuse_bomb(content)
        yield from _rows(content)
    except Unreadable:
        raise
    # a damaged file makes zipfile, zlib, the XML parser and openpyxl raise whatever they meet
    except Exception as error:
        raise Unreadable(
            _("工作簿已损坏、加密或不是 .xlsx 文件，无法读取。"),
            _("请用 Excel 打开后重新另存为 .xlsx，再导入。"),
        ) from error


def _refuse_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(item.file_size for item in archive.infolist())
        if unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * max(len(content), 10_000):
            raise Unreadable(
                _("文件解压后有 %(size)s MB，是原大小的 %(ratio)s 倍，可能是压缩炸弹，没有解压。")
                % {"size": unpacked // 1024**2, "ratio": unpacked // len(content)},
                _("请只保留要导入的工作表，或另存为 CSV 后重新导入。"),
            )


def _rows(content: bytes) -> Lines:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        _refuse_lossy(content, sheet._worksheet_path)
        # the stored size of a sheet may lie by a million rows
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=MOST_COLUMNS)
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                _refuse_long()
            cells = [_cell(cell) for cell in _filled(row)]
            if any(cells):
                yield number, cells
    finally:
        book.close()


def _filled(row: Sequence[Any]) -> Sequence[Any]:
    """The row without the empty cells that openpyxl adds at its end."""
    end = len(row)
    while end and row[end - 1].value is None:
        end -= 1
    return row[:end]


def _refuse_lossy(content: bytes, path: str) -> None:
    rows, parts = 0, 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(path) as stream:
        for _event, element in defusedxml.ElementTree.iterparse(stream):
            parts += 1
            if parts > MOST_PARTS or rows > MOST_ROWS:
                _refuse_long()
            if element.tag == f"{_SHEET}c":
                _refuse_bare_formula(element)
            elif element.tag == f"{_SHEET}mergeCells":
                _refuse_merged([area.get("ref", "") for area in element])
            if element.tag == f"{_SHEET}row":
                element.clear()
                rows, parts = rows + 1, 0


def _refuse_long() -> None:
    raise Unreadable(
        _("工作表超过 %(limit)s 行，没有读取。") % {"limit": MOST_ROWS},
        _("请按地区或期间拆分后分次导入。"),
    )


def _refuse_bare_formula(cell: Any) -> None:
    if cell.find(f"{_SHEET}f") is not None and not cell.findtext(f"{_SHEET}v"):
        raise Unreadable(
            _("单元格 %(cell)s 是没有计算结果的公式，读出来会是空的。") % {"cell": cell.get("r")},
            _("请在 Excel 中打开并保存一次，或把公式粘贴为数值。"),
            line=_row_of(cell.get("r", "")),
        )


def _refuse_merged(areas: list[str]) -> None:
    if areas:
        raise Unreadable(
            _("工作表有合并单元格（%(areas)s），合并区域里只有第一格有值，逐行读取会丢数据。")
            % {"areas": "、".join(areas[:5])},
            _("请取消合并并把每一行填写完整，再导入。"),
            line=_row_of(areas[0]),
        )


def _row_of(reference: str) -> int:
    """Row of a cell or of an area's first cell; the head of the file where none is given."""
    row = re.search(r"[0-9]{1,7}", reference)
    return int(row[0]) if row else 1


def _cell(cell: Any) -> str:
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
        # the clerk sees 91.1%; Excel keeps 0.911
        return _text(float(format(value * 100, ".15g"))) + "%"
    return _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # Excel shows and computes 15 digits; the rest is noise of its binary storage
        return format(Decimal(format(value, ".15g")), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else str(value).strip()
