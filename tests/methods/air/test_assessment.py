"""A year assessed: NumPy's percentile, boundaries of validity, hand-made years."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.air import (
    assess_year,
    assessment_rule,
    composite_index,
    enough_days,
    exceedance_multiple,
    percentile_hj663,
    rank_cities,
    single_indices,
)
from zhiliang.methods.tables.air.assessment import HJ_663_2013

pytestmark = pytest.mark.once

YEAR = {"so2": 12, "no2": 30, "pm10": 50, "pm2_5": 28, "co": Decimal("1.2"), "o3_8h": 150}
concentrations = st.lists(st.decimals(0, 500, places=1), min_size=1, max_size=400)


def without(days, missing):
    return [None if n in missing else Decimal(30) for n in range(days)]


@given(concentrations, st.integers(0, 100))
def test_the_percentile_is_that_of_linear_interpolation_in_numpy(values, percent):
    found = percentile_hj663(values, percent)
    assert float(found) == pytest.approx(np.percentile([float(v) for v in values], percent))


@given(concentrations, st.integers(0, 100), st.randoms())
def test_the_order_of_the_days_does_not_matter(values, percent, random):
    before = percentile_hj663(values, percent)
    random.shuffle(values)
    assert percentile_hj663(values, percent) == before


@pytest.mark.parametrize(("values", "percent"), [([], 90), ([1], 101), ([1], -1)])
def test_an_impossible_percentile_is_refused(values, percent):
    with pytest.raises(ValueError, match="percentile"):
        percentile_hj663(values, percent)


def test_a_float_is_refused():
    with pytest.raises(TypeError, match="exact"):
        percentile_hj663([1.5], 90)


# Days of 2015 that may be missing: 4 of the months of 31 days, 3 of the others, 43 in all.
STARTS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
SPARE = [4, 3, 4, 3, 4, 3, 4, 4, 3, 4, 3, 4]
ALL_SPARE = [start + n for start, off in zip(STARTS, SPARE, strict=True) for n in range(off)]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_needs_27_days_and_february_25(month):
    start, off = STARTS[month - 1], SPARE[month - 1]
    assert enough_days(without(365, range(start, start + off)), 2015).enough
    lacking = enough_days(without(365, range(start, start + off + 1)), 2015)
    assert (lacking.short_months, lacking.enough) == ((month,), False)


@pytest.mark.parametrize(("missing", "enough"), [(ALL_SPARE[2:], True), (ALL_SPARE[1:], False)])
def test_a_year_needs_324_days(missing, enough):
    found = enough_days(without(365, missing), 2015)
    assert found.valid == 365 - len(missing)
    assert (found.short_months, found.enough) == ((), enough)


def test_a_leap_year_has_366_days():
    assert enough_days(without(366, set()), 2016).enough
    with pytest.raises(ValueError, match="2016 has 366 days, not 365"):
        enough_days(without(365, set()), 2016)


@pytest.mark.parametrize(
    ("high_days", "percentile", "meets"), [(18, "30", True), (19, "70", True), (20, "80", False)]
)
def test_the_95th_percentile_of_365_days_lies_among_the_20_highest(high_days, percentile, meets):
    days = [Decimal(80)] * high_days + [Decimal(30)] * (365 - high_days)
    found = assess_year("pm2_5", days, 2018)
    assert (found.percentile, found.meets) == (Decimal(percentile), meets)


@pytest.mark.parametrize(("value", "meets"), [("35.5", False), ("35.4", True), ("34.5", True)])
def test_a_mean_is_rounded_by_gbt8170_before_it_is_compared(value, meets):
    found = assess_year("pm2_5", [Decimal(value)] * 365, 2018)
    assert found.meets is meets


def test_the_single_index_is_the_larger_of_the_two():
    found = assess_year("no2", [40] * 365, 2018)
    assert (found.mean_index, found.percentile_index) == (1, Fraction(1, 2))
    assert found.single_index == 1


def test_ozone_has_no_mean_limit():
    found = assess_year("o3_8h", [160] * 365, 2018)
    assert (found.mean_index, found.percentile_index, found.meets) == (None, 1, True)


def test_a_year_with_too_few_days_meets_nothing_and_fails_nothing():
    found = assess_year("so2", [10] * 300 + [None] * 65, 2018)
    assert (found.mean, found.meets) == (10, None)


def test_a_year_without_a_day_has_no_figures():
    found = assess_year("so2", [None] * 365, 2018)
    assert (found.mean, found.percentile, found.single_index, found.meets) == (None,) * 4


def test_a_city_ahead_of_the_country_is_assessed_by_its_own_limits():
    days = [Decimal(50)] * 365
    assert assess_year("no2", days, 2014, place="440100").meets is False
    assert assess_year("no2", days, 2014).meets is True


def test_the_edition_of_2026_says_that_it_is_not_there():
    with pytest.raises(NotImplementedError, match="HJ 663-2026.*HJ_663_2013"):
        assess_year("pm2_5", [30] * 365, 2026)
    assert assessment_rule(date(2026, 2, 28)) is HJ_663_2013


def test_the_edition_of_2013_can_be_chosen_for_later_years():
    found = assess_year("pm2_5", [30] * 365, 2026, rule=HJ_663_2013)
    assert found.mean_index == 1


def test_an_item_that_is_not_assessed_is_refused():
    with pytest.raises(ValueError, match="o3"):
        assess_year("o3", [30] * 365, 2018)


@given(st.fractions(0, 1000), st.integers(1, 500))
def test_the_exceedance_multiple_leads_back_to_the_value(value, limit):
    found = exceedance_multiple(value, limit)
    assert (found + 1) * limit == max(value, limit)


def test_a_limit_of_zero_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        exceedance_multiple(1, 0)


def test_the_composite_index_is_the_sum_of_values_over_limits():
    # 12/60 + 30/40 + 50/70 + 28/35 + 1.2/4 + 150/160
    found = single_indices(YEAR, on=date(2018, 12, 31))
    assert found["pm10"] == Fraction(5, 7)
    assert composite_index(YEAR, on=date(2018, 12, 31)) == Decimal("3.70")


def test_the_composite_index_goes_by_the_limits_of_its_day():
    assert composite_index(YEAR, on=date(2026, 12, 31)) == Decimal("3.95")


@pytest.mark.parametrize("values", [{}, YEAR | {"o3": 3}, {"so2": 1}])
def test_a_composite_index_of_other_items_is_refused(values):
    with pytest.raises(ValueError, match="six items"):
        composite_index(values, on=date(2018, 12, 31))


def test_equal_composite_indices_share_a_rank():
    assert rank_cities([Decimal("2.00"), Decimal("1.99"), Decimal("2.0"), None]) == [2, 1, 2, None]
