import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.core.roles import Role
from zhiliang.methods.canonical import canonical_json

pytestmark = pytest.mark.once

text = st.text(st.characters(exclude_categories=("Cs",)))
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | text,
    lambda inner: st.lists(inner) | st.dictionaries(text, inner),
)


@given(plain)
def test_canonical_text_is_json_of_the_same_value(value):
    assert json.loads(canonical_json(value)) == value


@given(plain)
def test_reading_and_writing_again_changes_nothing(value):
    once = canonical_json(value)
    assert canonical_json(json.loads(once)) == once


def test_exact_numbers_are_strings():
    value = {"d": Decimal("1E+2"), "f": Fraction(2, 4), "p": Decimal("0.10")}
    assert canonical_json(value) == '{"d":"100","f":"1/2","p":"0.10"}'


def test_moments_are_utc_whatever_the_zone():
    shanghai = timezone(timedelta(hours=8))
    here = datetime(2015, 1, 1, 8, tzinfo=shanghai)
    assert canonical_json([here, date(2015, 1, 1)]) == (
        '["2015-01-01T00:00:00.000000Z","2015-01-01"]'
    )
    assert canonical_json(here) == canonical_json(here.astimezone(UTC))


def test_chinese_and_choices_stand_as_they_are():
    assert canonical_json({"角色": Role.OFFICE}) == '{"角色":"office"}'


@pytest.mark.parametrize("value", [0.1, datetime(2015, 1, 1), object(), {1: 2}, Decimal("NaN")])
def test_what_has_no_exact_text_is_refused(value):
    with pytest.raises((TypeError, ValueError)):
        canonical_json(value)
