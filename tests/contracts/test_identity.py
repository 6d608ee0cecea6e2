"""§3: both check characters of the identity codes, on codes anybody can look up."""

import pytest

from zhiliang.methods.identity import is_valid_organisation_code, is_valid_uscc

KNOWN = ["914403001922038216", "91330100799655058B", "91110000802100433B", "91110000600037341L"]


@pytest.mark.parametrize("code", KNOWN)
def test_a_known_company_is_valid_and_so_is_the_older_code_inside(code):
    assert is_valid_uscc(code)
    assert is_valid_organisation_code(code[8:17])
    assert is_valid_organisation_code(f"{code[8:16]}-{code[16]}")


@pytest.mark.parametrize("code", KNOWN)
def test_any_other_last_character_is_wrong(code):
    others = set("0123456789ABCDEFGHJKLMNPQRTUWXY") - {code[-1]}
    assert not any(is_valid_uscc(code[:-1] + other) for other in others)


@pytest.mark.parametrize(
    "code", ["", " ", "1", KNOWN[0][:-1], KNOWN[0] + "0", KNOWN[0].replace("9", "I", 1), "９" * 18]
)
def test_what_is_no_code_is_refused_without_a_crash(code):
    assert is_valid_uscc(code) is False
    assert is_valid_organisation_code(code) is False
