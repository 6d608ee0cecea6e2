"""Checks on reported figures: SciPy's numbers (noted here), hand-made heaps, and laws of tests."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.digit_heaping import (
    just_reached,
    last_digits,
    least_trials,
    repeated,
    round_figures,
    zero_or_five,
)

pytestmark = pytest.mark.once

# Sixty figures of two digits and more whose last digits 0 to 9 come so often.
COUNTS = [14, 3, 6, 5, 4, 16, 3, 5, 2, 2]
SIXTY = [f"9{place % 7}.{digit}" for digit, n in enumerate(COUNTS) for place in range(n)]

figure = st.decimals(-1000, 1000, places=1)
figures = st.lists(figure, max_size=80)


def test_last_digits_have_the_statistic_and_p_of_scipy():
    found = last_digits(SIXTY)
    assert found.statistic == Fraction(110, 3)
    assert found.p == pytest.approx(3.0177609843901004e-05, rel=1e-12)
    assert found.n == 60


def test_zero_and_five_have_the_p_of_scipy():
    found = zero_or_five(SIXTY)
    assert (found.statistic, found.n) == (Fraction(1, 2), 60)
    assert float(found.p) == pytest.approx(2.0612168872109604e-07, rel=1e-12)


def test_even_last_digits_are_nothing_to_see():
    found = last_digits([f"{number / 10:.1f}" for number in range(100, 200)])
    assert (found.statistic, found.p) == (0, 1)


def test_last_zeros_count_as_they_were_written():
    assert zero_or_five(["9.10"] * 5).p == Fraction(1, 3125)
    assert zero_or_five([Decimal("9.10")] * 5).p == Fraction(1, 3125)
    assert zero_or_five(["9.1"] * 5).p == 1


def test_a_figure_of_one_significant_digit_has_no_last_digit_to_judge():
    assert zero_or_five(["5", "0.05", "-5", "0", "0.0"]).n == 0
    assert zero_or_five(["50", "0.50", "-15", "1.0"]).n == 4


def test_round_figures_are_counted_where_precision_allows():
    found = round_figures(["97.0", "98.00", "96.5", "95", "100"], 1)
    assert (found.statistic, found.n, found.minimum) == (Fraction(2, 3), 3, 3)
    # Two of two tenths and one hundredth.
    nine, one = Fraction(9, 10), Fraction(1, 10)
    exactly_two = one * one * Fraction(99, 100) + 2 * one * nine * Fraction(1, 100)
    assert found.p == exactly_two + one * one * Fraction(1, 100)


@pytest.mark.parametrize(("step", "chance"), [(10, Fraction(1, 10)), (5, Fraction(1, 5))])
def test_whole_figures_may_be_too_round_as_well(step, chance):
    assert round_figures(["10", "20", "30", "50", "70"], step).p == chance**5
    assert round_figures(["11", "12", "13", "14", "16"], step).p == 1


def test_a_step_that_the_unit_does_not_divide_uses_no_figure():
    found = round_figures(["11", "12.0"], Decimal("0.5"))
    assert found.n == 1


def test_more_just_past_the_target_than_just_short_of_it():
    past, short = ["90.0"] + ["90.4"] * 14, ["89.6"] * 5
    found = just_reached([*past, *short, "91.0", "88.9", "12"], 90, band=1)
    assert (found.statistic, found.n) == (Fraction(3, 4), 20)
    assert float(found.p) == pytest.approx(0.020694732666015625, rel=1e-12)


@given(figures, st.integers(-50, 50), st.integers(1, 400))
def test_less_is_better_is_the_mirror_of_more_is_better(some, target, band):
    up = just_reached(some, target, band=band)
    down = just_reached([-value for value in some], -target, band=band, direction=-1)
    assert (up.p, up.n, up.statistic) == (down.p, down.n, down.statistic)


def test_a_copied_year_is_noticed_and_a_ceiling_is_not():
    year = [f"9{n}.{n}" for n in range(8)]
    assert repeated(year, year).p == Fraction(1, 40320)
    assert repeated(["100.0"] * 8, ["100"] * 8).p == 1


def test_a_unit_without_a_figure_of_both_years_is_left_out():
    assert repeated(["1", None, "3"], ["1", "2", None]).n == 1


@given(figures)
def test_p_is_a_probability_or_nothing_is_said(some):
    shifted = [*some[1:], *some[:1]]
    found = [
        *(last_digits(some), zero_or_five(some), round_figures(some, 1)),
        *(just_reached(some, 0, band=100), repeated(some, shifted)),
    ]
    for heaping in found:
        assert (heaping.p is None) == (heaping.n < heaping.minimum)
        assert heaping.p is None or 0 <= heaping.p <= 1


@given(figures, st.randoms())
def test_the_order_of_the_figures_does_not_matter(some, random):
    shuffled = random.sample(some, len(some))
    for check in (last_digits, zero_or_five, lambda those: round_figures(those, 1)):
        assert check(some) == check(shuffled)


@given(st.integers(1, 40))
def test_one_more_hit_is_never_less_surprising(n):
    hits = [zero_or_five(["10"] * k + ["11"] * (40 - k)).p for k in (n - 1, n)]
    assert hits[1] < hits[0]


@pytest.mark.parametrize(
    ("chance", "least"),
    [(Fraction(1, 2), 10), (Fraction(1, 5), 5), (Fraction(1, 10), 3), (Fraction(1, 100), 2)],
)
def test_below_the_least_number_even_the_extreme_is_not_rare(chance, least):
    assert least_trials(chance) == least
    assert chance**least <= Fraction(1, 1000) < chance ** (least - 1)


def test_too_few_figures_say_so_in_both_languages():
    found = last_digits(SIXTY[:49])
    assert found.p is None
    assert found.zh.startswith("只有49个可用的数，不足50个")
    assert found.en.startswith("Only 49 usable figures, fewer than 50")


def test_no_words_give_a_verdict():
    many = SIXTY * 2
    for found in (
        *(last_digits(many), zero_or_five(many), round_figures(many, 1)),
        *(just_reached(many, 93, band=2), repeated(many, many)),
    ):
        assert "不是造假的结论" in found.zh
        assert "not a finding of falsification" in found.en
        assert str(found.n) in found.zh


@pytest.mark.parametrize("text", ["", "abc", "1e5", "1,000", ".5", "5.", "１２", "97.5%", "NaN"])
def test_a_text_that_is_no_plain_number_is_refused(text):
    with pytest.raises(ValueError, match="plain decimal"):
        zero_or_five([text])


@pytest.mark.parametrize("figure", [97.5, 97, None])
def test_a_number_that_has_lost_its_zeros_is_refused(figure):
    with pytest.raises(TypeError, match="as reported"):
        zero_or_five([figure])


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: round_figures(["1.0"], 0),
        lambda: just_reached(["1.0"], 1, band=0),
        lambda: just_reached(["1.0"], 1, band=1, direction=0),
        lambda: repeated(["1"], []),
        lambda: least_trials(Fraction(1)),
    ],
)
def test_what_cannot_be_checked_is_refused(attempt):
    with pytest.raises(ValueError):
        attempt()
