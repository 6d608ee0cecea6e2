"""Check digits and pairs: the standard's numbers, an implementation by others, what they catch."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import ean

from tests.methods.gs1.strategies import digits, numbers, serials
from zhiliang.methods.gs1 import (
    check_digit,
    check_pair,
    gtin_14,
    has_check_digit,
    has_check_pair,
    is_valid_gtin,
    is_valid_key,
)

pytestmark = pytest.mark.once

PUBLISHED = {
    "GTIN": "09520123456788",
    "SSCC": "952012345678912345",
    "GLN": "9520123456788",
    "PGLN": "1234567890128",
    "GDTI": "1231231231232TEST5678901234567",
    "GCN": "43943943493924",
    "GRAI": "012345678901284ABCD",
    "GIAI": "9520614141234567",
    "GSRN": "123456789012345675",
    "GSRNP": "123456789012345675",
    "GSIN": "12345678905123457",
    "GINC": "12345678",
    "GMN": "1987654Ad4X4bL5ttr2310c2K",
    "ITIP": "123456789012310102",
    "CPID": "0614141123ABC",
}


@given(st.sampled_from([7, 11, 12, 13]).flatmap(digits))
def test_a_check_digit_is_that_of_another_implementation(body):
    assert check_digit(body) == ean.calc_check_digit(body)


@given(numbers(14), st.integers(0, 13), st.sampled_from("0123456789"))
def test_a_single_wrong_digit_is_always_caught(number, place, digit):
    assume(number[place] != digit)
    assert not has_check_digit(number[:place] + digit + number[place + 1 :])


@given(numbers(18), st.integers(0, 16))
def test_a_swap_of_neighbours_is_caught_unless_they_differ_by_five(number, place):
    one, other = number[place : place + 2]
    swapped = number[:place] + other + one + number[place + 2 :]
    assert has_check_digit(swapped) == (abs(int(one) - int(other)) in (0, 5))


@pytest.mark.parametrize("body", ["", "12a", "١٢٣", "1 2"])
def test_only_digits_have_a_check_digit(body):
    with pytest.raises(ValueError, match="digits only"):
        check_digit(body)


@given(serials(23))
def test_a_text_with_its_check_pair_has_it(text):
    assert has_check_pair(text + check_pair(text))


@given(serials(23), st.data())
def test_a_single_wrong_character_before_a_check_pair_is_caught(text, data):
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(serials().map(lambda s: s[0]).filter(lambda c: c != text[place]))
    assert not has_check_pair(text[:place] + other + text[place + 1 :] + check_pair(text))


@pytest.mark.parametrize("text", ["é", "a" * 98])
def test_a_check_pair_is_of_the_82_characters_and_not_too_long(text):
    with pytest.raises(ValueError, match="82 characters"):
        check_pair(text)


@pytest.mark.parametrize(("name", "code"), PUBLISHED.items())
def test_a_published_key_is_valid_and_nothing_else_of_it_is(name, code):
    assert is_valid_key(name, code)
    assert not is_valid_key(name, code[:3])
    assert not is_valid_key(name, None)


@pytest.mark.parametrize("code", ["02345673", "416000336108", "2112345678900", "09520123456788"])
def test_a_gtin_of_any_length_fills_up_to_fourteen_digits_and_stays_valid(code):
    assert is_valid_gtin(gtin_14(code))
    assert gtin_14(code).endswith(code)


@pytest.mark.parametrize("code", ["", "2345673", "02345674", "002345673", "1234567890123 ", None])
def test_what_is_no_gtin_is_none(code):
    assert not is_valid_gtin(code)


def test_a_gtin_with_a_wrong_check_digit_is_not_filled_up():
    with pytest.raises(ValueError, match="GTIN"):
        gtin_14("02345674")
