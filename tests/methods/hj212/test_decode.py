"""Decoding to Arrow: what real packets say, what is tolerated and noted, what is refused."""

from datetime import datetime
from itertools import permutations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.hj212 import vectors
from tests.methods.hj212.plain import account, tables
from tests.methods.hj212.strategies import frames_of_any_kind
from zhiliang.methods.hj212 import decode, reasons
from zhiliang.methods.hj212.encoding import frame

pytestmark = pytest.mark.once

COLUMNS = ["mn", "st", "cn", "qn", "data_time", "factor", "statistic", "value", "flag"]
HEAD = "QN=20240101080000000;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;"


def said(content, head=HEAD):
    """Decode one frame."""
    return decode(frame(f"{head}CP=&&{content}&&".encode()))


def codes(decoded):
    return decoded.diagnostics["code"].to_pylist()


def readings(decoded, *columns):
    return [tuple(row.values()) for row in decoded.readings.select(columns).to_pylist()]


def test_the_nine_columns_of_readings_stand_first():
    decoded = decode(b"")
    assert decoded.readings.column_names[:9] == COLUMNS
    assert decoded.readings.schema.field("data_time").type == pa.timestamp("ms")
    assert decoded.readings.schema.field("mn").type == pa.string()


@pytest.mark.parametrize("packet", vectors.valid())
def test_real_packets_are_accepted(packet):
    decoded = decode(packet)
    assert (decoded.frames.num_rows, decoded.rejects, decoded.tail) == (1, (), b"")


NOTED = {
    "mn_14_2005": {"mn_14"},
    "mn_not_24hex": {"mn_free_text", "mn_14"},
    "crc_lowercase": {"crc_lower"},
    "no_qn": {"qn_missing"},
    "no_flag": {"flag_missing", "key_case"},
    "datatime_17digits": {"data_time_17"},
    "empty_pw": {"pw_empty"},
    "stray_comma_in_header": {"separator_repeated"},
    "flag_uppercase": {"key_case"},
    "trailing_semicolon": {"trailing_separator"},
    "bad_subkey": {"statistic_unknown"},
}


@pytest.mark.parametrize("row", vectors.rows("packets_valid"), ids=lambda row: row["crc_declared"])
def test_what_is_odd_about_a_real_packet_is_noted(row):
    decoded = decode(row["packet"].encode())
    found = set(codes(decoded))
    in_order = decoded.frames["version"].to_pylist() == ["2005"]  # 14 characters are right there
    expected = [NOTED[note] for note in row["notes"] if not (in_order and note == "mn_14_2005")]
    assert all(found & any_of for any_of in expected)


@pytest.mark.parametrize("row", vectors.rows("packets_bad"), ids=lambda row: row["crc_declared"])
def test_bad_packets_give_no_reading(row):
    decoded = decode(row["packet"].encode())
    assert (decoded.readings.num_rows, len(decoded.rejects)) == (0, 1)


@pytest.mark.parametrize("made", vectors.examples())
def test_the_examples_of_annex_c_are_read(made):
    decoded = decode(made)
    assert (decoded.frames.num_rows, decoded.rejects) == (1, ())


MISPRINTS = {
    "Flag=5CP=": "separator_missing",
    "223,ST=": "comma_for_semicolon",
    "534,ST=": "comma_for_semicolon",
    ",01018-Rtd": "factor_prefix_missing",
    "CP=&& &&": "blanks",
    "CP=&& PolId": "blanks",
    "; Flag=": "blanks",
    "e01001-Rtd=1.1;e01001-Rtd=2.2": "duplicate_conflict",
    "…": None,
}


@pytest.mark.parametrize("row", vectors.rows("annex_c"), ids=lambda row: row["table"])
def test_misprints_of_annex_c_are_noted(row):
    found = codes(decode(frame(row["segment"].encode())))
    expected = [code for text, code in MISPRINTS.items() if code and text in row["segment"]]
    assert set(expected) <= set(found)


def test_a_factor_without_its_letter_is_read_with_its_neighbours():
    decoded = said(
        "DataTime=20160801085857;w01018-SampleTime=20160801070000,01018-Rtd=2.2,w01018-Flag=N"
    )
    (row,) = decoded.readings.to_pylist()
    assert (row["factor"], row["value"], row["flag"]) == ("w01018", 2.2, "N")
    assert row["sample_time"] == datetime(2016, 8, 1, 7)


def test_a_reading_has_what_its_head_and_its_item_say():
    (row,) = said("DataTime=20240101080000;w01018-Rtd=32.40,w01018-Flag=D").readings.to_pylist()
    assert row == {
        "mn": "010000A8900016F000169DC0",
        "st": "32",
        "cn": "2011",
        "qn": "20240101080000000",
        "data_time": datetime(2024, 1, 1, 8),
        "factor": "w01018",
        "statistic": "Rtd",
        "value": 32.4,
        "flag": "D",
        "frame": 0,
        "text": None,
        "sample_time": None,
        "equipment_flag": None,
    }


def test_values_of_a_factor_share_its_flag_whatever_stands_between_them():
    decoded = said("DataTime=20240101080000;a21026-Rtd=1;a21026-ZsRtd=2,a21026-Flag=N,a21002-Rtd=3")
    assert readings(decoded, "factor", "statistic", "flag") == [
        ("a21026", "Rtd", "N"),
        ("a21026", "ZsRtd", "N"),
        ("a21002", "Rtd", None),
    ]
    assert codes(decoded) == ["semicolon_for_comma", "comma_for_semicolon"]


def test_an_unknown_factor_is_kept():
    decoded = said("DataTime=20240101080000;LAMPBLACK-Rtd=0.5,LAMPBLACK-Flag=N")
    assert readings(decoded, "factor", "value") == [("LAMPBLACK", 0.5)]
    assert codes(decoded) == ["factor_unlisted"]


def test_a_factor_with_nothing_but_a_flag_is_kept():
    decoded = said("DataTime=20240101080000;w01018-Flag=D")
    assert readings(decoded, "factor", "statistic", "value", "flag") == [
        ("w01018", None, None, "D")
    ]


NO_NUMBERS = {
    "1e999": "value_not_finite",
    "NaN": "value_not_finite",
    "-inf": "value_not_finite",
    "--": "value_not_number",
    "1_000": "value_not_number",
    "１２": "value_not_number",
    "12\x00": "value_not_number",
    "0x10": "value_not_number",
}


@pytest.mark.parametrize(("text", "code"), NO_NUMBERS.items())
def test_what_is_no_finite_number_is_null_and_kept_as_text(text, code):
    decoded = said(f"DataTime=20240101080000;w01018-Rtd={text}")
    assert readings(decoded, "value", "text") == [(None, text)]
    assert code in codes(decoded)


def test_an_empty_value_is_null():
    decoded = said("DataTime=20240101080000;w01018-Rtd=")
    assert readings(decoded, "value", "text") == [(None, None)]
    assert codes(decoded) == ["value_empty"]


@given(
    st.lists(
        st.floats(allow_nan=False, allow_infinity=False).map(repr)
        | st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str)
        | st.from_regex(
            r"[+-]?[0-9]{1,18}(\.[0-9]{0,6})?", fullmatch=True, alphabet="0123456789.+-"
        ),
        min_size=1,
        max_size=9,
    )
)
def test_values_are_read_exactly_as_python_reads_them(numbers):
    items = ";".join(f"w{place:05d}-Rtd={text}" for place, text in enumerate(numbers))
    found = said(f"DataTime=20240101080000;{items}").readings["value"].to_pylist()
    assert [value.hex() for value in found] == [float(text).hex() for text in numbers]


def test_a_conflicting_repeat_is_kept_and_an_equal_one_counts_once():
    decoded = said("DataTime=20240101080000;w01018-Rtd=1;w01018-Rtd=2;w01018-Rtd=1")
    assert readings(decoded, "value") == [(1.0,), (2.0,)]
    assert codes(decoded) == ["duplicate_conflict", "duplicate_equal"]


def test_the_same_value_with_another_flag_is_no_equal_repeat():
    decoded = said("DataTime=20240101080000;w01018-Rtd=1,w01018-Flag=N;w01018-Rtd=1,w01018-Flag=D")
    assert readings(decoded, "value", "flag") == [(1.0, "N"), (1.0, "D")]


@pytest.mark.parametrize(("text", "time"), [
    ("20240229235959", datetime(2024, 2, 29, 23, 59, 59)),
    ("20240101080000250", datetime(2024, 1, 1, 8, 0, 0, 250_000)),
    ("00010101000000", datetime(1, 1, 1)),
    ("99991231235959", datetime(9999, 12, 31, 23, 59, 59)),
    ("20230229000000", None),
    ("20240101240000", None),
    ("2024010108", None),
    ("2024-01-01 08:00:00", None),
    ("", None),
])  # fmt: skip
def test_the_time_of_data_is_read_or_null(text, time):
    decoded = said(f"DataTime={text};w01018-Rtd=1")
    assert decoded.readings["data_time"].to_pylist() == [time]


def test_chinese_is_read_as_utf_8_and_as_gbk_with_a_note():
    text = "DataTime=20240101080000;PolId=w01018;i11001-Info=//清洗管路//"
    right = said(text)
    old = decode(frame(f"{HEAD}CP=&&{text}&&".encode("gbk")))
    assert readings(right, "text") == readings(old, "text") == [("//清洗管路//",)]
    assert "text_gbk" in codes(old)
    assert "text_gbk" not in codes(right)


def test_items_that_are_no_factor_are_parameters():
    decoded = said("PolId=w01018;CstartTime=000000;CTime=2")
    assert [(row["key"], row["text"]) for row in decoded.parameters.to_pylist()] == [
        ("PolId", "w01018"),
        ("CstartTime", "000000"),
        ("CTime", "2"),
    ]


@pytest.mark.parametrize(("head", "reason"), [
    ("ST=32;CN=2011;PW=123456;Flag=5;", "mn_missing"),
    ("ST=32;CN=2011;PW=123456;MN=;Flag=5;", "mn_missing"),
    ("ST=32;PW=123456;MN=88888880000001;Flag=5;", "cn_missing"),
])  # fmt: skip
def test_a_frame_without_mn_or_cn_is_refused(head, reason):
    decoded = said("w01018-Rtd=1", head)
    assert [reject.reason for reject in decoded.rejects] == [reason]
    assert decoded.readings.num_rows == 0


@pytest.mark.parametrize(
    "content", ["R2Vib3JnZW4gdW5kIHVubGVzYmFy", "R2Vib3JnZW4gdW5kIHVubGVzYmE=", "\x93\x01\xfe"]
)
def test_what_looks_enciphered_is_refused_for_that_reason(content):
    decoded = decode(frame(f"{HEAD.replace('Flag=5', 'Flag=9')}CP=&&{content}&&".encode("latin-1")))
    assert [reject.reason for reject in decoded.rejects] == ["cipher_2025"]


def test_a_frame_of_2025_in_clear_is_read():
    decoded = said("DataTime=20260101080000;w01018-Rtd=1", HEAD.replace("Flag=5", "Flag=9"))
    assert decoded.frames["version"].to_pylist() == ["2025"]
    assert readings(decoded, "value") == [(1.0,)]


def test_strict_reading_refuses_what_the_standard_does_not_allow():
    buffer = b"".join(vectors.valid())
    strict, lenient = decode(buffer, strict=True), decode(buffer)
    assert strict.frames.num_rows + len(strict.rejects) == lenient.frames.num_rows
    assert {reason.reason for reason in strict.rejects} <= reasons().keys()
    assert strict.frames["offset"].to_pylist() == [81, 337]


def test_strict_reading_accepts_the_standards_own_example():
    packet = next(packet for packet in vectors.valid() if packet.endswith(b"1C80\r\n"))
    assert decode(packet, strict=True).frames.num_rows == 1


def test_frames_of_strict_reading_are_numbered_without_gaps():
    right = frame(f"{HEAD}CP=&&DataTime=20240101080000;w01018-Rtd=1&&".encode())
    odd = frame(b"CN=2011;MN=1;CP=&&w01018-Rtd=2&&")
    decoded = decode(right + odd + right, strict=True)
    assert readings(decoded, "frame", "value") == [(0, 1.0), (1, 1.0)]
    assert decoded.rejects[0].offset == len(right)


@given(st.lists(frames_of_any_kind, max_size=12))
def test_reading_in_bulk_says_what_reading_frame_by_frame_says(made):
    buffer = b"".join(made)
    assert repr(tables(decode(buffer))) == repr(account(buffer))


ITEMS = (
    b"w01018-Rtd=1,w01018-Flag=N",
    b"w21003-Rtd=22.5",
    b"a34013-SampleTime=20240101070000,a34013-SampleTimX=2",
)


@pytest.mark.parametrize("order", list(permutations(ITEMS)))
def test_the_same_keys_in_another_order_are_another_shape(order):
    frames = [
        frame(HEAD.encode() + b"CP=&&DataTime=20240101080000;" + b";".join(items) + b"&&")
        for items in (ITEMS, order, ITEMS[::-1])
    ]
    assert repr(tables(decode(b"".join(frames)))) == repr(account(b"".join(frames)))


@pytest.mark.parametrize("widths", [(6,), (0, 6), (5, 6, 1), (1, 2, 3, 4, 5, 6, 7)])
def test_texts_of_one_width_and_of_many_are_read_alike(widths):
    made = b"".join(
        frame(
            f"ST=32;CN=2011;PW={'1' * width};MN={'8' * (20 + width)};CP=&&a-Rtd={width}&&".encode()
        )
        for width in widths * 2
    )
    assert repr(tables(decode(made))) == repr(account(made))


ODD_HEADS = [
    b"ST=32;CN=2011;PW=1;MN=1;CP=x;Flag=5;",
    b"ST=32;CN=2011;PW=1;MN=1;MN=2;",
    b"ST=32;CN=2011;PW=1;MN=1;MN=1;",
    b"CN=2011,MN=1;;ST=32;",
    b"mn=1;cn=2011;",
    b"Time=1;MN=1;CN=2011;",
]


@pytest.mark.parametrize("head", ODD_HEADS)
def test_odd_heads_are_read_in_bulk_as_they_are_alone(head):
    buffer = frame(head + b"CP=&&DataTime=20240101080000;w01018-Rtd=1,w01018-Flag=N&&") * 3
    assert repr(tables(decode(buffer))) == repr(account(buffer))


@pytest.mark.parametrize("segment", [b"", b"&", b"&&", b";&&", b";CP=&&", b";CP=&&&&", b"CP=&&;&&"])
def test_segments_that_are_hardly_any_are_refused_for_want_of_an_mn(segment):
    reasons_found = [reject.reason for reject in decode(frame(segment) * 3).rejects]
    assert reasons_found == ["mn_missing"] * 3


def test_blocks_join_without_a_seam():
    buffer = b"".join(vectors.valid() + vectors.examples()) * 40
    assert repr(tables(decode(buffer))) == repr(account(buffer))


@given(st.lists(st.sampled_from(vectors.valid()), min_size=1, max_size=4), st.data())
def test_a_stream_in_two_pieces_gives_the_same_readings(packets, data):
    buffer = b"".join(packets)
    cut = data.draw(st.integers(0, len(buffer)))
    whole, first = decode(buffer), decode(buffer[:cut])
    second = decode(first.tail + buffer[cut:])
    joined = pa.concat_tables([first.readings, second.readings]).drop_columns("frame")
    assert joined.to_pylist() == whole.readings.drop_columns("frame").to_pylist()
