"""Tables out: CSV and XLSX in which no cell can become a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# a spreadsheet in Chinese takes the full-width signs for the same
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def neutral(cell: Any) -> Any:
    """The cell, with an apostrophe before text that a spreadsheet would take for a formula.

    Numbers stay numbers, also where they come as text ("-3.5").
    """
    if isinstance(cell, str) and cell.startswith(RISKY) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a byte order mark, which Excel needs to show Chinese."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    for row in (columns, *rows):
        writer.writerow(["" if cell is None else neutral(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def write_xlsx(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook with one sheet; characters that XML forbids are left out."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (columns, *rows):
        sheet.append([_clean(cell) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _clean(cell: Any) -> Any:
    return ILLEGAL_CHARACTERS_RE.sub("", neutral(cell)) if isinstance(cell, str) else cell
