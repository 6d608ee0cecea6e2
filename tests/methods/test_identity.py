"""The two identity codes: published codes, an implementation by others, and laws of the sums."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc as stdnum_uscc

from zhiliang.methods.identity import (
    is_valid_organisation_code,
    is_valid_uscc,
    organisation_code_check_character,
    organisation_code_of,
    uscc_check_character,
)

pytestmark = pytest.mark.once

# Publicly known codes of companies and bodies; each carries two check characters.
COMPANIES = [
    *("91440300708461136T", "914403001922038216", "91330100799655058B", "91110000802100433B"),
    *("91440400192548256N", "91440606722473344C", "91440300192317458F", "91110000710925462X"),
    *("91110000600037341L", "91440101190440532F", "91310000132260250X", "91320200250456967N"),
    *("91430111MA4L16JQ9B", "11100000000013127D"),
]

SOCIAL = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LETTERS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

digits = st.text("0123456789", min_size=8, max_size=8)
bodies = st.text(LETTERS_AND_DIGITS, min_size=8, max_size=8)
places_of_eighteen = st.integers(0, 17)


@st.composite
def usccs(draw) -> str:
    head = draw(st.text(SOCIAL, min_size=2, max_size=2)) + draw(st.from_regex(r"\A[0-9]{6}\Z"))
    body = draw(st.text(SOCIAL, min_size=8, max_size=8))
    first = head + body + organisation_code_check_character(body)
    return first + uscc_check_character(first)


def swapped(code: str, one: int, other: int) -> str:
    characters = list(code)
    characters[one], characters[other] = characters[other], characters[one]
    return "".join(characters)


@pytest.mark.parametrize("code", COMPANIES)
def test_a_published_code_is_valid_and_so_is_the_organisation_code_in_it(code):
    assert is_valid_uscc(code)
    assert is_valid_organisation_code(organisation_code_of(code))


def test_the_example_code_of_many_textbooks_has_check_character_x():
    assert is_valid_organisation_code("D2143569-X")


@given(bodies)
def test_organisation_code_sums_to_a_multiple_of_eleven(body):
    check = organisation_code_check_character(body)
    values = [int(character, 36) for character in body]
    total = sum(w * v for w, v in zip((3, 7, 9, 10, 5, 8, 4, 2), values, strict=True))
    assert (total + (10 if check == "X" else int(check))) % 11 == 0


@given(bodies)
def test_only_one_check_character_fits(body):
    fitting = [c for c in LETTERS_AND_DIGITS if is_valid_organisation_code(body + c)]
    assert fitting == [organisation_code_check_character(body)]


@given(bodies)
def test_the_hyphen_is_optional(body):
    check = organisation_code_check_character(body)
    assert is_valid_organisation_code(f"{body}-{check}")
    assert is_valid_organisation_code(f"{body}{check}")


@given(digits, st.integers(0, 8), st.sampled_from("0123456789"))
def test_one_wrong_digit_makes_an_organisation_code_invalid(body, place, digit):
    code = body + organisation_code_check_character(body)
    assume(code[place] != digit and not (place == 8 and code[8] == "X"))
    assert not is_valid_organisation_code(code[:place] + digit + code[place + 1 :])


@given(digits, st.integers(0, 8), st.integers(0, 8))
def test_two_swapped_digits_make_an_organisation_code_invalid(body, one, other):
    code = body + organisation_code_check_character(body)
    assume(code.isdigit() and code[one] != code[other])
    assert not is_valid_organisation_code(swapped(code, one, other))


def test_letters_eleven_apart_are_beyond_an_organisation_code():
    """The standard's own limit, kept here so that nobody promises more."""
    zero, b, m, x = (organisation_code_check_character(c + "0000000") for c in "0BMX")
    assert zero == b == m == x


@given(usccs())
def test_the_last_character_is_the_one_that_others_compute(code):
    assert uscc_check_character(code[:-1]) == stdnum_uscc.calc_check_digit(code[:-1])


@given(usccs())
def test_what_others_accept_and_what_is_made_here_agree(code):
    assert is_valid_uscc(code)
    assert stdnum_uscc.is_valid(code) == code[:2].isdigit()


@given(usccs(), places_of_eighteen, st.characters())
def test_one_wrong_character_makes_a_uscc_invalid(code, place, character):
    assume(character != code[place])
    assert not is_valid_uscc(code[:place] + character + code[place + 1 :])


@given(usccs(), places_of_eighteen, places_of_eighteen)
def test_two_swapped_characters_make_a_uscc_invalid(code, one, other):
    assume(code[one] != code[other] and {one, other} != {0, 17})
    assert not is_valid_uscc(swapped(code, one, other))


def test_the_first_and_the_last_character_of_a_uscc_weigh_the_same():
    assert is_valid_uscc(swapped("91440300708461136T", 0, 17))


def test_a_right_last_character_does_not_save_a_wrong_organisation_code():
    body = "91440300" + "708461137"
    code = body + uscc_check_character(body)
    assert stdnum_uscc.is_valid(code)
    assert not is_valid_uscc(code)


def test_the_department_may_be_a_letter():
    body = "Y1440300" + "708461136"
    assert is_valid_uscc(body + uscc_check_character(body))


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_that_look_like_digits_are_not_in_a_uscc(letter):
    body = f"{letter}1234567"
    code = "91440300" + body + organisation_code_check_character(body)
    assert not any(is_valid_uscc(code + last) for last in SOCIAL + letter)
    with pytest.raises(ValueError, match="GB 32100-2015"):
        uscc_check_character(code)


@pytest.mark.parametrize(
    "code",
    [
        *("", " ", None, 0, 91440300708461136, 1.5, b"91440300708461136T", [], object()),
        *("91440300708461136t", "９１４４０３００７０８４６１１３６Ｔ", "91440300708461136T\n"),
        *(" 91440300708461136T", "91440300-70846113-6T", "91440300708461136TT", "统一社会信用代码"),
        *("9144030070846113６T", "٩1440300708461136T"),
    ],
)
def test_anything_else_is_refused_without_an_error(code):
    assert is_valid_uscc(code) is False


@pytest.mark.parametrize(
    "code",
    [
        *("", None, 708461136, b"70846113-6", "7084611-36", "70846113--6", "70846113—6"),
        *("７０８４６１１３-６", "d2143569-x", "70846113-6\n", " 70846113-6", "70846113 6"),
    ],
)
def test_anything_else_is_no_organisation_code(code):
    assert is_valid_organisation_code(code) is False


@given(st.one_of(st.text(), st.binary(), st.none(), st.integers(), st.floats()))
def test_the_judges_never_raise(thing):
    assert is_valid_uscc(thing) in (True, False)
    assert is_valid_organisation_code(thing) in (True, False)


@pytest.mark.parametrize("body", ["", "1234567", "123456789", "1234567a", "1234567-"])
def test_a_check_character_needs_eight_capitals_or_digits(body):
    with pytest.raises(ValueError, match="GB 11714-1997"):
        organisation_code_check_character(body)


@pytest.mark.parametrize("code", ["", "91440300708461136X", "708461136"])
def test_an_invalid_uscc_gives_no_organisation_code(code):
    with pytest.raises(ValueError, match="not a valid"):
        organisation_code_of(code)
