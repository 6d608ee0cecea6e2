import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.core.feed import Column, Feed, feeds, neutral, read, write_csv, write_xlsx
from zhiliang.core.feed.export import RISKY

pytestmark = pytest.mark.once

ANY = Feed("test.any", columns=(Column("name", required=True),), parse=lambda row: row["name"])
feeds.pop("test.any")
words = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1).map(str.strip)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@x", "\t=1", "\r=1", '=HYPERLINK("x")'])
def test_text_that_a_spreadsheet_would_run_is_disarmed(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", ["-3.5", "-3", "广州", "", 5, Decimal("-1.5"), None])
def test_numbers_and_harmless_text_stay_as_they_are(value):
    assert neutral(value) == value


@given(st.lists(st.text(), min_size=1))
def test_no_csv_cell_begins_like_a_formula(texts):
    text = write_csv(["name"], [[value] for value in texts]).decode("utf-8-sig")
    cells = [row[0] for row in csv.reader(io.StringIO(text, newline="")) if row]
    assert not any(c.startswith(RISKY) and not c[1:].replace(".", "").isdigit() for c in cells)


def test_no_workbook_cell_is_a_formula():
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(["name"], [["=1+1"], ["@x"]])))
    assert [cell.data_type for (cell,) in book.active.rows] == ["s", "s", "s"]


def test_characters_that_xml_forbids_are_left_out():
    assert read(ANY, write_xlsx(["name"], [["a\x00\x0bb"]])).rows == [(2, "ab")]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
@given(texts=st.lists(words.filter(bool), min_size=1, max_size=5))
def test_what_was_written_is_read_back(write, texts):
    reading = read(ANY, write(["name"], [[text] for text in texts]))
    assert [value for _line, value in reading.rows] == texts
