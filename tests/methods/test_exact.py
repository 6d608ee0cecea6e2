"""Exact numbers only."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.exact import exact

pytestmark = pytest.mark.once


@given(st.fractions() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False))
def test_nothing_is_lost(value):
    assert exact(value) == value


@pytest.mark.parametrize("value", [0.5, True, "1", None, 1j])
def test_what_is_no_exact_number_is_refused(value):
    with pytest.raises(TypeError, match="exact"):
        exact(value)


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_not_finite_is_refused(value):
    with pytest.raises(ValueError):
        exact(Decimal(value))


def test_a_decimal_is_the_fraction_it_says():
    assert exact(Decimal("0.1")) == Fraction(1, 10)
