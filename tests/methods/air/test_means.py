"""Validity of means: boundaries of every row, and plain loops beside the arrays."""

import csv
import gzip
import math
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.air import official
from zhiliang.methods.air import (
    city_mean,
    daily_mean,
    good_air_days,
    ozone_daily_maximum,
    round_concentrations,
    sliding_8h,
    valid_mean,
    validity_rule,
)
from zhiliang.methods.rounding import round_gbt8170, round_half_up

pytestmark = pytest.mark.once

ON = date(2018, 2, 20)
hour = st.integers(0, 300).map(float) | st.just(math.nan)
day = st.lists(hour, min_size=24, max_size=24)


def first(there, value=30.0, of=24):
    return [value] * there + [math.nan] * (of - there)


def plain_mean(values, fewest):
    there = [value for value in values if not math.isnan(value)]
    return sum(there) / len(there) if len(there) >= fewest else math.nan


@pytest.mark.parametrize("on", [ON, date(2026, 3, 1), date(2011, 1, 1)])
@pytest.mark.parametrize(("hours", "valid"), [(20, True), (19, False)])
def test_a_day_needs_20_hours(hours, valid, on):
    assert math.isnan(daily_mean(first(hours), on=on)) is not valid


@pytest.mark.parametrize(("minutes", "valid"), [(45, True), (44, False)])
def test_an_hour_needs_45_minutes(minutes, valid):
    found = valid_mean(first(minutes, of=60), validity_rule(ON).hour_minutes)
    assert math.isnan(found) is not valid


@pytest.mark.parametrize(("hours", "valid"), [(6, True), (5, False)])
def test_eight_hours_need_6(hours, valid):
    assert math.isnan(sliding_8h(first(hours), on=ON)[0]) is not valid


@given(st.lists(day, min_size=1, max_size=3))
def test_daily_means_are_those_of_a_plain_loop(hours):
    expected = [plain_mean(one, 20) for one in hours]
    assert np.allclose(daily_mean(hours, on=ON), expected, equal_nan=True)


@given(day)
def test_sliding_means_are_those_of_a_plain_loop(hours):
    expected = [plain_mean(hours[end - 8 : end], 6) for end in range(8, 25)]
    assert np.allclose(sliding_8h(hours, on=ON), expected, equal_nan=True)


@given(day)
def test_the_ozone_maximum_is_the_largest_sliding_mean_or_none(hours):
    means = [mean for mean in sliding_8h(hours, on=ON) if not math.isnan(mean)]
    enough = len(means) >= 14 or max(means, default=0) > 160
    found = ozone_daily_maximum(hours, on=ON, limit=160)
    assert found == max(means) if enough else math.isnan(found)


# With k hours from midnight, k - 5 of the means that end at 8:00 and later have six of them.
@pytest.mark.parametrize(("hours", "valid"), [(19, True), (18, False)])
def test_the_ozone_maximum_needs_14_means(hours, valid):
    assert math.isnan(ozone_daily_maximum(first(hours), on=ON, limit=160)) is not valid


@pytest.mark.parametrize(("value", "valid"), [(161.0, True), (160.0, False)])
def test_an_ozone_maximum_above_the_limit_counts_with_fewer_means(value, valid):
    found = ozone_daily_maximum(first(10, value), on=ON, limit=160)
    assert math.isnan(found) is not valid


@pytest.mark.parametrize("wrong", [[1.0] * 23, 5.0])
def test_a_day_of_other_than_24_hours_is_refused(wrong):
    with pytest.raises(ValueError, match="24"):
        daily_mean(wrong, on=ON)


@pytest.mark.parametrize(("sites", "valid"), [(3, True), (2, False)])
def test_a_city_needs_three_of_its_four_sites(sites, valid):
    assert math.isnan(city_mean(first(sites, of=4))) is not valid


@pytest.mark.parametrize(("sites", "percent"), [([], 75), ([30], 0), ([30], 101)])
def test_a_city_without_sites_or_share_is_refused(sites, percent):
    with pytest.raises(ValueError, match="per cent"):
        city_mean(sites, percent=percent)


@given(st.decimals(0, 2000, places=3), st.sampled_from(["pm2_5", "co", "o3_8h"]))
def test_concentrations_are_rounded_as_the_exact_rule_rounds(value, item):
    expected = round_gbt8170(value, 1 if item == "co" else 0)
    assert Decimal(str(round_concentrations(float(value), item))) == expected


@given(st.lists(st.integers(0, 400), min_size=20, max_size=24))
def test_the_rounded_mean_of_whole_hours_is_exact(hours):
    given_hours = [float(value) for value in hours] + [math.nan] * (24 - len(hours))
    expected = round_gbt8170(Decimal(sum(hours)) / len(hours), 0)
    assert round_concentrations(daily_mean(given_hours, on=ON), "pm2_5") == expected


def test_an_unknown_item_has_no_decimals():
    with pytest.raises(ValueError, match="pm25"):
        round_concentrations([1.0], "pm25")


@given(st.lists(st.integers(0, 500).map(float) | st.just(math.nan), max_size=366))
def test_good_days_are_counted_of_both_denominators(indices):
    found = good_air_days(indices, calendar_days=366)
    assert found.good == sum(index <= 100 for index in indices)
    assert found.valid == sum(not math.isnan(index) for index in indices)
    assert found.share_of_calendar <= (found.share_of_valid or 0) <= 1


def test_the_published_share_of_guangzhou_in_2014_comes_out():
    # 61 excellent, 221 good, 67 + 14 + 1 polluted: 77.5 % of valid days (m.yacht9.cn, 2015-06-30).
    indices = [50.0] * 61 + [100.0] * 221 + [150.0] * 67 + [200.0] * 14 + [201.0]
    found = good_air_days(indices, calendar_days=365)
    assert (found.good, found.valid, found.calendar) == (282, 364, 365)
    assert str(round_half_up(found.share_of_valid * 100, 1)) == "77.5"
    assert str(round_half_up(found.share_of_calendar * 100, 1)) == "77.3"


@pytest.mark.parametrize("site", ["PM_City Station", "PM_5th Middle School"])
def test_the_mean_of_a_guangzhou_site_in_2014_is_near_the_published_mean_of_the_city(site):
    days = daily_mean(guangzhou(site, "2014"), on=date(2014, 1, 1))
    assert np.nanmean(days) == pytest.approx(49, rel=0.1)


def guangzhou(site, year):
    path = official.FOLDER / "GuangzhouPM20100101_20151231.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        values = [row[site] for row in csv.DictReader(lines) if row["year"] == year]
    return np.array([math.nan if value == "NA" else float(value) for value in values]).reshape(
        -1, 24
    )


def test_exactly_100_is_good_and_101_is_not():
    assert good_air_days([100, 101], calendar_days=2).good == 1


def test_without_a_valid_day_there_is_no_share_of_valid_days():
    found = good_air_days([math.nan] * 3, calendar_days=3)
    assert (found.share_of_valid, found.share_of_calendar) == (None, 0)


@pytest.mark.parametrize(("indices", "days"), [([50] * 3, 2), ([], 0), ([-1], 1)])
def test_impossible_days_are_refused(indices, days):
    with pytest.raises(ValueError):
        good_air_days(indices, calendar_days=days)
