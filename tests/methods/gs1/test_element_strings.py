"""Element strings of scanners and labels, in both notations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.gs1.strategies import labels
from zhiliang.methods.gs1 import Element, ai_string, bracketed, parse_element_string

pytestmark = pytest.mark.once


@given(labels())
def test_what_is_written_with_fnc1_reads_back_the_same(elements):
    assert parse_element_string(ai_string(elements)) == elements


@given(labels())
def test_what_is_written_in_brackets_reads_back_the_same(elements):
    assert parse_element_string(bracketed(elements)) == elements


@given(labels(), st.sampled_from(["]C1", "]d2", "]J1", "]Q3", "]e0"]))
def test_what_a_scanner_sends_is_read_as_the_barcode_it_saw(elements, symbology):
    sent = symbology + ai_string(elements).removeprefix("^").replace("^", "\x1d")
    assert parse_element_string(sent) == elements


def test_a_separator_too_many_is_overlooked():
    elements = parse_element_string("^0112312312312333^10ABC^")
    assert elements == (Element("01", "12312312312333"), Element("10", "ABC"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "1 to 64 elements"),
        ("]d201123123123123^3", "sends no"),
        ("]E09520123456788", "begins with"),
        ("^", "1 to 64 elements"),
        ("0112312312312333", "begins with"),
        ("(01)12312312312333x(", "14 characters, not 15"),
        ("(1A)2", "no application identifier"),
        ("(89)2", "no application identifier"),
        ("^892", "no application identifier"),
        ("(10)", "1 to 20 characters"),
        ("(17)9(90)217", "6 characters"),
        ("(99)A^B", "may not have"),
        ("^0112312312312333^^10A", "no application identifier"),
        ("^0112312312312", "14 characters"),
        ("(01)12312312312334", "wrong check digit"),
        ("(423)15", "3 to 15 characters"),
        ("(423)1561", "3 characters wanted"),
        ("(01)12312312312333(37)5", "exclude each other"),
        ("(01)12312312312333(3100)000001(3101)000001", "exclude each other"),
        ("(01)12312312312333(01)09520123456788", "two values"),
        ("(10)A", "wants beside it one of 01, 02"),
        ("(01)12312312312333(7004)1", r"one of 01\+10"),
        ("(8030)AA(253)1231231231232", "serial number"),
        ("".join(f"(99){'A' * n}" for n in range(1, 66)), "1 to 64 elements"),
    ],
)
def test_a_refused_element_string_says_why(text, reason):
    with pytest.raises(ValueError, match=reason):
        parse_element_string(text)


@pytest.mark.parametrize(
    "text",
    [
        r"(01)12312312312333(10)A\(1",
        "(02)12312312312333(37)5(00)006141411234567890",
        "(8030)AA(253)1231231231232S",
        "(01)12312312312333(3100)000001(3920)5(99)A(99)A",
    ],
)
def test_elements_that_belong_together_are_read(text):
    assert bracketed(parse_element_string(text)) == text
