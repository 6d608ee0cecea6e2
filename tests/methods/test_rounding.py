"""Rounding against published figures, GB/T 8170's examples, the decimal module, definitions."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.rounding import near_boundary, round_gbt8170, round_half_up

pytestmark = pytest.mark.once

places = st.integers(0, 12)


@pytest.mark.parametrize(
    ("numerator", "denominator", "digits", "published"),
    [
        (237 * 100, 2476, 1, "9.6"),
        (266 * 100, 2747, 1, "9.7"),
        (486261 * 100, 496449, 2, "97.95"),
        (148009 * 100, 150626, 2, "98.26"),
        (6258 * 100, 342004, 2, "1.83"),
        (282 * 100, 364, 1, "77.5"),
        (26 * 100, 28, 1, "92.9"),
        (359, 10, 0, "36"),
    ],
)
def test_published_figures_come_out(numerator, denominator, digits, published):
    assert str(round_half_up(Fraction(numerator, denominator), digits)) == published


@given(st.decimals(allow_nan=False, allow_infinity=False, places=8), places)
def test_it_rounds_decimals_as_the_decimal_module_does(value, digits):
    context = Context(prec=100, rounding=ROUND_HALF_UP)
    assert round_half_up(value, digits) == value.quantize(Decimal(1).scaleb(-digits), None, context)


@given(st.fractions(), places)
def test_the_result_is_within_half_a_last_digit(value, digits):
    off = Fraction(round_half_up(value, digits)) - value
    assert abs(off) * 2 * 10**digits <= 1


@given(st.integers(), places)
def test_a_half_goes_away_from_zero(whole, digits):
    half = Fraction(2 * whole + 1, 2 * 10**digits)
    assert abs(Fraction(round_half_up(half, digits))) > abs(half)


@given(st.fractions(), places)
def test_it_is_odd(value, digits):
    assert round_half_up(-value, digits) == -round_half_up(value, digits)


@given(st.fractions(), places)
def test_it_shows_as_many_decimals_as_asked(value, digits):
    assert round_half_up(value, digits).as_tuple().exponent == -digits


def test_it_is_exact_beyond_the_context_precision():
    value = 10**60 + Fraction(1, 2)
    assert str(round_half_up(value, 0)) == str(10**60 + 1)


def test_nothing_is_rounded_to_minus_zero():
    assert str(round_half_up(Fraction(-1, 1000), 1)) == "0.0"


# GB/T 8170-2008, clauses 3.2 and 3.3; tens, hundreds and thousands moved to units.
@pytest.mark.parametrize(
    ("value", "digits", "printed"),
    [
        *(("12.1498", 0, "12"), ("12.1498", 1, "12.1"), ("12.68", 0, "13"), ("10.502", 0, "11")),
        *(("1.050", 1, "1.0"), ("0.35", 1, "0.4"), ("2.500", 0, "2"), ("3.500", 0, "4")),
        *(("0.0325", 3, "0.032"), ("32.500", 0, "32"), ("-35.5", 0, "-36"), ("-32.5", 0, "-32")),
        *(("97.46", 0, "97"), ("15.4546", 0, "15")),
    ],
)
def test_the_examples_of_gbt8170_come_out(value, digits, printed):
    assert str(round_gbt8170(Decimal(value), digits)) == printed


@given(st.decimals(allow_nan=False, allow_infinity=False, places=8), places)
def test_gbt8170_is_the_half_to_even_of_the_decimal_module(value, digits):
    context = Context(prec=100, rounding=ROUND_HALF_EVEN)
    unit = Decimal(1).scaleb(-digits)
    assert round_gbt8170(value, digits) == value.quantize(unit, None, context)


@pytest.mark.parametrize("rounding", [round_half_up, round_gbt8170])
def test_a_float_is_refused(rounding):
    with pytest.raises(TypeError, match="float"):
        rounding(2.675, 2)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_a_number_is_refused(value):
    with pytest.raises(ValueError):
        round_half_up(Decimal(value), 2)
    with pytest.raises(ValueError):
        near_boundary(float(value), 2)


def test_negative_places_are_refused():
    with pytest.raises(ValueError, match="places"):
        round_half_up(15, -1)


@pytest.mark.parametrize(
    ("value", "digits", "near"),
    [
        (92.45, 1, True),
        (92.4500000005, 1, True),
        (92.4499999995, 1, True),
        (92.450000002, 1, False),
        (92.4, 1, False),
        (0.5, 0, True),
        (-0.5, 0, True),
        (0.0, 0, False),
        (2.675, 2, True),
    ],
)
def test_a_value_near_a_tipping_point_is_noticed(value, digits, near):
    assert near_boundary(value, digits) is near


@given(st.floats(-1e6, 1e6), st.integers(0, 6))
def test_far_from_a_boundary_a_tiny_shift_changes_nothing(value, digits):
    if not near_boundary(value, digits):
        shifted = {round_half_up(Fraction(value) + s * Fraction(1, 10**9), digits) for s in (-1, 1)}
        assert shifted == {round_half_up(Fraction(value), digits)}


def test_the_tolerance_can_be_chosen():
    assert near_boundary(0.26, 1, tolerance=0.02)
    assert not near_boundary(0.26, 1, tolerance=0.005)
