"""What a workbook shows is what is read."""

import io
import os
import zipfile

import openpyxl
import pytest

from zhiliang.core.feed import Unreadable, workbook


def saved(book) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def fault_of(content: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        list(workbook.lines(content))
    return caught.value


def stuffed(filling: bytes) -> bytes:
    """A workbook whose sheet ends with the filling; random bytes keep the ratio ordinary."""
    made = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(saved(openpyxl.Workbook())))
    with source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            sheet = source.read(name).replace(b"<sheetData/>", b"<sheetData></sheetData>")
            target.writestr(name, sheet.replace(b"</sheetData>", filling + b"</sheetData>"))
        target.writestr("padding", os.urandom(200_000))
    return made.getvalue()


def test_a_cell_shown_as_a_percentage_is_read_as_the_clerk_sees_it():
    book = openpyxl.Workbook()
    book.active.append(["place", "value"])
    book.active.append(["440100", 0.911])
    book.active["B2"].number_format = "0.0%"
    content = io.BytesIO()
    book.save(content)
    assert list(workbook.lines(content.getvalue()))[1] == (2, ["440100", "91.1%"])


def test_a_merged_cell_is_told_with_its_row():
    book = openpyxl.Workbook()
    book.active.append(["place"])
    book.active.merge_cells("A3:B4")
    assert fault_of(saved(book)).line == 3


def test_a_formula_without_a_result_is_told_with_its_row():
    book = openpyxl.Workbook()
    book.active["C7"] = "=1+1"
    assert fault_of(saved(book)).line == 7


@pytest.mark.parametrize("filling", [b"<row/>", b"<c/>", b"<x/>"])
def test_millions_of_empty_parts_are_refused_before_they_fill_the_memory(filling):
    assert "500000" in fault_of(stuffed(filling * 2_000_000)).message
