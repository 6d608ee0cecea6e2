"""Reading: what good files give and what bad ones are told."""

import hashlib
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.core.feed import Column, Feed, FieldError, Unreadable, feeds, read, write_xlsx
from zhiliang.core.feed import cells as cell

pytestmark = pytest.mark.once


def parse(row):
    return row["city"], cell.number(row, "value", low=0, high=100)


AIR = Feed(
    "test.air",
    columns=(
        Column("city", required=True, aliases=("城市",)),
        Column("value", aliases=("数值",)),
    ),
    parse=parse,
)
feeds.pop("test.air")
TABLE = "城市,数值\n广州,91.1\n深圳,\n"
ROWS = [(2, ("广州", Decimal("91.1"))), (3, ("深圳", None))]


def workbook(*rows, merge=""):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def replaced(content, name, text):
    """The same zip with one member rewritten."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for item in old.namelist():
            new.writestr(item, text if item == name else old.read(item), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_csv_is_read_in_every_encoding_offices_use(encoding):
    assert read(AIR, TABLE.encode(encoding)).rows == ROWS


def test_the_encoding_is_told():
    assert read(AIR, TABLE.encode("gb18030")).encoding == "gb18030"


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_recognised(separator):
    assert read(AIR, TABLE.replace(",", separator).encode()).rows == ROWS


def test_a_workbook_is_read_like_a_csv():
    content = workbook(["城市", "数值"], ["广州", 91.1], ["深圳", None])
    assert read(AIR, content).rows == ROWS


def test_the_digest_is_that_of_the_file(tmp_path):
    path = tmp_path / "air.csv"
    path.write_text(TABLE)
    assert read(AIR, path).digest == hashlib.sha256(TABLE.encode()).hexdigest()


def test_a_title_above_the_header_is_passed_over():
    text = "2015年12月环境空气质量\n\n" + TABLE
    assert read(AIR, text.encode()).rows == [(line + 2, value) for line, value in ROWS]


def test_headers_match_whatever_their_width_case_and_spaces():
    assert read(AIR, "\u3000CITY , ＶＡＬＵＥ \n广州,5\n".encode()).rows[0][1][1] == 5


def test_own_headers_are_mapped():
    reading = read(
        AIR, "地市,达标率\n广州,5\n".encode(), mapping={"地市": "city", "达标率": "value"}
    )
    assert reading.rows == [(2, ("广州", Decimal(5)))]


def test_unknown_columns_are_listed_and_left_out():
    assert read(AIR, "城市,备注\n广州,好\n".encode()).ignored == ("备注",)


def test_a_record_of_several_lines_keeps_the_line_it_begins_on():
    reading = read(AIR, '城市,数值\n"广\n州",1\n深圳,x\n'.encode())
    assert reading.rows == [(2, ("广\n州", Decimal(1)))]
    assert reading.rejected[0].line == 4


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("广州,abc", "value", "abc"),
        ("广州,100.1", "value", "100.1"),
        ("广州,-1", "value", "-1"),
        ("广州,1e5", "value", "1e5"),
        (",5", "city", ""),
        ("广州,5,6", "", "6"),
    ],
)
def test_a_bad_row_is_rejected_with_line_field_and_value(line, field, value):
    reading = read(AIR, f"{TABLE}{line}\n".encode())
    assert reading.rows == ROWS
    (reject,) = reading.rejected
    assert (reject.line, reject.field, reject.value) == (4, field, value)
    assert reject.reason


def refused(content):
    with pytest.raises(Unreadable) as caught:
        read(AIR, content)
    assert caught.value.hint
    return caught.value.message


def test_a_missing_column_is_named():
    assert "city" in refused("地市,数值\n广州,1\n".encode())


def test_a_nul_byte_is_told_with_its_line():
    with pytest.raises(Unreadable, match="NUL") as caught:
        read(AIR, f"{TABLE}深圳,2\0\n".encode())
    assert caught.value.line == TABLE.count("\n") + 1


def test_a_doubled_column_is_named():
    assert "value" in refused("城市,数值,value\n广州,1,2\n".encode())


def test_bytes_that_are_no_text_are_refused():
    refused(bytes(range(256)) * 4)


def test_an_open_quote_is_found_at_the_line_where_it_opens():
    assert "第 3 行" in refused('城市,数值\n广州,1\n"深圳,2\n珠海,3\n'.encode())


@pytest.mark.parametrize(
    "content", [b"", b" \n ", b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_no_table_is_refused(content):
    refused(content)


def test_a_200_mb_file_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024**2)
    assert "200 MB" in refused(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    refused(tmp_path / "nowhere.csv")


def test_merged_cells_are_refused_by_their_address():
    content = workbook(["城市", "数值"], ["广州", 1], ["深圳", 2], merge="B2:B3")
    assert "B2:B3" in refused(content)


def test_a_formula_without_result_is_refused_by_its_address():
    assert "B2" in refused(workbook(["城市", "数值"], ["广州", "=1+1"]))


def test_a_zip_bomb_is_refused_before_it_unpacks():
    bomb = replaced(workbook(["城市"]), "xl/worksheets/sheet1.xml", b"0" * 100_000_000)
    assert len(bomb) < 200_000
    assert "炸弹" in refused(bomb)


@pytest.mark.parametrize("member", ["worksheets/sheet1.xml", "workbook.xml", "styles.xml"])
def test_an_entity_bomb_is_refused(member):
    text = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    refused(replaced(workbook(["城市"]), f"xl/{member}", text))


def test_a_sheet_that_claims_a_million_rows_is_read_by_its_cells():
    content = workbook(["城市", "数值"], ["广州", 91.1], ["深圳", None])
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(name).decode().replace('ref="A1:B3"', 'ref="A1:XFD1048576"')
    assert read(AIR, replaced(content, name, text)).rows == ROWS


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(content):
    try:
        read(AIR, content)
    except Unreadable as error:
        assert error.message


@given(st.binary(max_size=60), st.integers(0, 4000))
def test_no_damaged_workbook_crashes_the_reader(noise, at):
    content = bytearray(write_xlsx(["城市", "数值"], [["广州", 1]]))
    content[at : at + len(noise)] = noise
    try:
        read(AIR, bytes(content))
    except Unreadable as error:
        assert error.message


@pytest.mark.parametrize(
    ("text", "number"),
    [("91.10", "91.10"), ("１２", "12"), ("1,234.5", "1234.5"), ("+3", "3"), ("-0.5", "-0.5")],
)
def test_numbers_are_read_as_officials_write_them(text, number):
    assert str(cell.number({"value": text}, "value")) == number


@pytest.mark.parametrize("text", ["5%", "1,23", "0x1", "1.2.3", "∞", "nan", "9" * 30])
def test_what_only_looks_like_a_number_is_refused(text):
    with pytest.raises(FieldError):
        cell.number({"value": text}, "value")


@pytest.mark.parametrize("text", ["2015-08-01", "2015/8/1", "2015.8.1", "2015年8月1日"])
def test_days_are_read_as_officials_write_them(text):
    assert cell.day({"day": text}, "day").isoformat() == "2015-08-01"


def test_a_day_that_does_not_exist_is_refused():
    with pytest.raises(FieldError):
        cell.day({"day": "2015-02-30"}, "day")


def test_a_choice_outside_the_list_is_told_the_list():
    with pytest.raises(FieldError, match="正常、停用"):
        cell.choice({"status": "好"}, "status", {"正常": "ok", "停用": "discontinued"})


def test_half_a_thing_is_no_whole_number():
    assert cell.whole({"n": "3.0"}, "n") == 3
    with pytest.raises(FieldError, match="整数"):
        cell.whole({"n": "3.5"}, "n")
