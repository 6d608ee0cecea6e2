"""The worksheet is written, filled in and read back without loss."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiliang.core.feed import read
from zhiliang.systems.returns.answers import asked_of
from zhiliang.systems.returns.feeds import parse, returns, worksheet_csv, worksheet_xlsx
from zhiliang.systems.returns.tests.tables import MARKET, cells

pytestmark = pytest.mark.once

ASKED = asked_of("city")
PLACES = {"440100": "广州市", "440300": "深圳市"}
TEXT = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12)
AMOUNTS = st.one_of(
    st.integers(0, 10**8).map(lambda e6: {"value": f"{e6 / 10**6:.6f}"}),
    st.integers(1, 999).map(lambda n: {"numerator": str(n), "denominator": str(n + 1)}),
    st.sampled_from(["未统计", "取消", "不公开"]).map(lambda status: {"status": status}),
)
LINES = st.lists(
    st.builds(
        lambda amount, note, place, indicator: cells(
            indicator=indicator, place=place, note=note, **amount
        ),
        amount=AMOUNTS,
        note=TEXT,
        place=st.sampled_from(sorted(PLACES)),
        indicator=st.sampled_from(sorted(key for key, one in ASKED.items() if one.unit == "%")),
    ),
    min_size=1,
    max_size=6,
)


def xlsx(lines):
    return worksheet_xlsx(lines, ASKED, places=PLACES)


def sheets(lines):
    return openpyxl.load_workbook(io.BytesIO(xlsx(lines))).worksheets


@settings(max_examples=40)
@given(LINES, st.sampled_from([worksheet_csv, xlsx]))
def test_what_was_written_is_read_back(lines, write):
    found = read(returns, write(lines))
    assert found.rejected == []
    assert [row for _line, row in found.rows] == [parse(line) for line in lines]


def test_a_note_that_a_spreadsheet_would_run_is_disarmed():
    (sheet, _notes) = sheets([cells(value="9", note='=HYPERLINK("http://x")')])
    assert sheet.cell(2, 11).value.startswith("'=")


def test_the_second_sheet_explains_columns_indicators_and_places():
    words = {cell for row in sheets([])[1].iter_rows(values_only=True) for cell in row}
    assert {"数值", MARKET, "重点产品市场抽检合格率", "440300", "深圳市"} <= words


def test_lists_offer_what_may_be_chosen():
    sheet, notes = sheets([cells()])
    offered = {str(v.sqref)[0]: v.formula1 for v in sheet.data_validations.dataValidation}
    assert set(offered) == {"A", "D", "I"}
    first = offered["A"].split("$A$")[1].rstrip(":")
    assert notes[f"A{first}"].value == next(iter(ASKED))


def test_an_untouched_line_is_refused_with_a_reason_not_read_as_zero():
    (reject,) = read(returns, xlsx([cells()])).rejected
    assert (reject.line, reject.field) == (2, "value")
