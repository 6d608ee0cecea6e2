"""One row of a returned table: what is taken and what is refused, with the field and why."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.core.feed import FieldError
from zhiliang.systems.returns.feeds import parse
from zhiliang.systems.returns.tests.tables import cells

pytestmark = pytest.mark.once

COUNT = "construction.quality_accidents"
GROWTH = "certification.qms_certified_growth"


def refusal(**given_cells):
    with pytest.raises(FieldError) as caught:
        parse(cells(**given_cells))
    return caught.value


def test_a_value_is_kept_in_millionths():
    assert parse(cells(value="91.123456")).value_e6 == 91_123_456


def test_a_percent_sign_and_full_width_digits_are_read():
    assert parse(cells(value="９１.5％")).value_e6 == 91_500_000


def test_more_than_six_decimals_are_refused():
    assert refusal(value="91.1234567").field == "value"


@pytest.mark.parametrize("value", ["九十", "1e2", "nan", "inf", "9 1", "--1", "91,5"])
def test_what_is_no_number_is_refused(value):
    assert refusal(value=value).field == "value"


@pytest.mark.parametrize("value", ["100.000001", "-0.1", "200"])
def test_a_share_lies_between_0_and_100(value):
    assert refusal(value=value).field == "value"


def test_a_growth_rate_may_fall_and_more_than_double():
    assert parse(cells(indicator=GROWTH, value="-12.5")).value_e6 == -12_500_000
    assert parse(cells(indicator=GROWTH, value="130")).value_e6 == 130_000_000


def test_a_numerator_above_its_denominator_is_refused():
    fault = refusal(numerator="201", denominator="200")
    assert (fault.field, fault.value) == ("numerator", "201")


def test_a_zero_denominator_is_refused():
    assert refusal(numerator="0", denominator="0").field == "denominator"


def test_parts_without_a_value_are_enough():
    row = parse(cells(numerator="183", denominator="200"))
    assert (row.value_e6, row.numerator, row.denominator) == (None, 183, 200)


def test_one_part_alone_is_not_enough():
    assert refusal(numerator="183").field == "denominator"


def test_a_value_that_its_parts_contradict_is_refused():
    fault = refusal(value="92.1", numerator="183", denominator="200")
    assert fault.field == "value"
    assert "91.50" in fault.reason


@given(st.integers(1, 10**6), st.data(), st.integers(0, 6))
def test_a_quotient_rounded_to_any_digits_agrees_with_its_parts(whole, data, digits):
    part = data.draw(st.integers(0, whole))
    rounded = round(Fraction(part * 100, whole), digits)
    value = f"{Decimal(rounded.numerator) / Decimal(rounded.denominator):.{digits}f}"
    row = parse(cells(value=value, numerator=str(part), denominator=str(whole)))
    assert (row.numerator, row.denominator) == (part, whole)


def test_a_missing_value_needs_a_reason():
    assert refusal().field == "value"


@pytest.mark.parametrize(
    ("written", "status"),
    [("未统计", "not_collected"), ("取消", "discontinued"), ("不公开", "suppressed")],
)
def test_a_status_may_stand_in_place_of_a_value(written, status):
    assert parse(cells(status=written)).status == status


@pytest.mark.parametrize("status", ["not_collected", "suppressed"])
def test_a_value_that_is_not_there_cannot_be_given(status):
    assert refusal(value="91", status=status).field == "value"


def test_an_unknown_status_is_refused():
    assert refusal(value="91", status="大概").field == "status"


@pytest.mark.parametrize(
    ("written", "source"), [("", "returns"), ("公布", "published"), ("SAMPLE", "sample")]
)
def test_a_source_is_known_by_its_word(written, source):
    assert parse(cells(value="91", source=written)).source == source


def test_any_other_source_is_the_document_behind_a_return():
    row = parse(cells(value="91", source="粤质监函〔2016〕3号"))
    assert (row.source, row.reference) == ("returns", "粤质监函〔2016〕3号")


def test_what_records_give_cannot_be_typed_in():
    assert refusal(value="91", source="records").field == "source"


def test_an_indicator_is_known_by_its_chinese_name():
    row = parse(cells(indicator="建设工程质量事故", value="0"))
    assert row.indicator == COUNT


def test_an_unknown_indicator_is_answered_with_the_nearest():
    fault = refusal(indicator="sampling.market_pass_rat", value="91")
    assert "sampling.market_pass_rate" in fault.reason


def test_a_period_is_read_whatever_its_kind():
    assert parse(cells(period="2015Q3", value="91")).period.key == "2015Q3"
    assert refusal(period="去年", value="91").field == "period"


def test_a_note_beyond_its_room_is_refused():
    assert refusal(value="91", note="长" * 501).field == "note"


@given(st.dictionaries(st.sampled_from(sorted(cells())), st.text(max_size=20)))
def test_no_row_crashes_the_parser(row):
    try:
        parse(cells(**row))
    except FieldError as fault:
        assert fault.reason
