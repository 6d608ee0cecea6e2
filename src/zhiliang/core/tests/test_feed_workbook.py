"""What a workbook shows is what is read."""

import io

import openpyxl

from zhiliang.core.feed import workbook


def test_a_cell_shown_as_a_percentage_is_read_as_the_clerk_sees_it():
    book = openpyxl.Workbook()
    book.active.append(["place", "value"])
    book.active.append(["440100", 0.911])
    book.active["B2"].number_format = "0.0%"
    content = io.BytesIO()
    book.save(content)
    assert list(workbook.lines(content.getvalue()))[1] == (2, ["440100", "91.1%"])
