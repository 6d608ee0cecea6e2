"""Editions by place and day, the old index, limits and levels."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.air import official
from tests.methods.air.cities import SETS
from zhiliang.methods.air import (
    api_gb3095_1996,
    aqi_hj633,
    daily_index,
    edition_for,
    level_api,
    level_hj633,
    limit_gb3095,
    primary_keys,
)
from zhiliang.methods.tables.air.breakpoints import API_RULE, INDEX_RULES
from zhiliang.methods.tables.air.editions import CHANGEOVERS
from zhiliang.methods.tables.air.limits import LIMIT_EDITIONS

pytestmark = pytest.mark.once

days = st.dates(date(2000, 6, 1), date(2035, 12, 31))
cities = st.sampled_from(SETS["gd_21"])


@pytest.mark.parametrize("city", SETS["prd_9"])
def test_the_delta_changed_over_on_8_march_2012(city):
    before, after = (edition_for(city, date(2012, 3, day)) for day in (7, 8))
    assert (before.key, after.key, after.certainty) == ("api", "aqi_2012", "secondary")


def test_every_city_of_the_province_was_ahead_of_the_country():
    for city in SETS["gd_21"]:
        assert edition_for(city, date(2014, 1, 1)).key == "aqi_2012"
    assert edition_for("", date(2015, 12, 31)).key == "api"
    assert edition_for("110000", date(2016, 1, 1)).key == "aqi_2012"


def test_a_day_of_a_city_outside_the_delta_is_to_be_checked():
    outside = set(SETS["gd_21"]) - set(SETS["prd_9"])
    assert {edition_for(city, date(2015, 6, 1)).certainty for city in outside} == {"待核"}


def test_a_district_goes_with_its_city():
    assert edition_for("440606", date(2012, 3, 8)) == edition_for("440600", date(2012, 3, 8))


def test_a_city_keeps_the_day_on_which_it_went_ahead():
    assert edition_for("440300", date(2020, 1, 1)).since == date(2012, 3, 8)


@given(cities, days)
def test_an_edition_never_goes_back(city, day):
    order = ["api", "aqi_2012", "aqi_2026"]
    today, tomorrow = (edition_for(city, day + timedelta(n)) for n in (0, 1))
    assert order.index(today.key) <= order.index(tomorrow.key)
    assert today.since <= day


@given(cities, days)
def test_the_index_of_a_day_is_that_of_its_edition(city, day):
    index, primary, edition = daily_index({"pm2_5": 90, "pm10": 80}, place=city, on=day)
    expected = {
        "api": (65, ("pm10",)),
        "aqi_2012": (119, ("pm2_5",)),
        "aqi_2026": (128, ("pm2_5",)),
    }
    assert (index, primary) == expected[edition.key]


@pytest.mark.parametrize("place", ["44", "4401000", "gz0100"])
def test_what_is_no_code_is_refused(place):
    with pytest.raises(ValueError, match="six digits"):
        edition_for(place, date(2015, 1, 1))


def test_before_the_old_index_there_is_no_edition():
    with pytest.raises(ValueError, match="2000-06-01"):
        edition_for("440100", date(2000, 5, 31))


def test_rows_of_one_place_are_in_order_of_time():
    for place in {row.place for row in CHANGEOVERS}:
        begun = [row.in_force_from for row in CHANGEOVERS if row.place == place]
        assert begun == sorted(set(begun))


def test_the_old_index_reaches_its_values_at_the_breakpoints():
    for scale in API_RULE.day:
        api, _ = api_gb3095_1996({scale.item: scale.concentrations})
        assert api.tolist() == list(scale.index)


@pytest.mark.parametrize("grade_class", [1, 2])
def test_the_old_index_is_50_and_100_at_the_daily_limits_of_its_time(grade_class):
    for item in ("so2", "no2", "pm10"):
        limit = limit_gb3095(item, "24h", on=date(2010, 1, 1), grade_class=grade_class)
        assert api_gb3095_1996({item: float(limit)})[0] == 50 * grade_class


@pytest.mark.parametrize("on", [date(2018, 1, 1), date(2026, 3, 1)])
@pytest.mark.parametrize(
    ("item", "pollutant", "averaging"),
    [
        *(("pm2_5", "pm2_5", "24h"), ("pm10", "pm10", "24h"), ("so2", "so2", "24h")),
        *(("no2", "no2", "24h"), ("co", "co", "24h"), ("o3_8h", "o3", "max8h")),
    ],
)
def test_the_index_is_100_at_the_daily_limit_of_class_2(item, pollutant, averaging, on):
    limit = limit_gb3095(pollutant, averaging, on=on)
    assert aqi_hj633({item: float(limit)}, averaging="day", on=on)[0] == 100


def test_the_old_index_rounds_up_and_leaves_out_what_it_did_not_know():
    api, primary = api_gb3095_1996({"pm10": [50.1, 150, 700], "pm2_5": 400})
    assert api.tolist() == [51, 100, 500]
    assert primary.tolist() == [("pm10",)] * 3


@pytest.mark.parametrize(
    ("pollutant", "averaging", "on", "limit"),
    [
        ("pm2_5", "annual", date(2018, 1, 1), "35"),
        ("pm2_5", "annual", date(2026, 2, 28), "35"),
        ("pm2_5", "annual", date(2026, 3, 1), "30"),
        ("pm2_5", "annual", date(2030, 12, 31), "30"),
        ("pm2_5", "annual", date(2031, 1, 1), "25"),
        ("pm10", "24h", date(2027, 1, 1), "120"),
        ("so2", "24h", date(2031, 1, 1), "50"),
        ("o3", "max8h", date(2031, 1, 1), "160"),
        ("co", "24h", date(2010, 1, 1), "4"),
        ("no2", "annual", date(2015, 12, 31), "80"),
        ("bap", "24h", date(2018, 1, 1), "0.0025"),
    ],
)
def test_limits_of_class_2(pollutant, averaging, on, limit):
    assert limit_gb3095(pollutant, averaging, on=on) == Decimal(limit)


def test_a_city_ahead_of_the_country_has_its_limits_earlier():
    assert limit_gb3095("no2", "annual", on=date(2013, 1, 1), place="440100") == 40
    assert limit_gb3095("no2", "annual", on=date(2013, 1, 1), place="440200") == 80


def test_a_stricter_class_never_has_a_higher_limit():
    for edition in LIMIT_EDITIONS:
        for limits in edition.limits.values():
            assert [Decimal(v) for v in limits] == sorted(Decimal(v) for v in limits)


@pytest.mark.parametrize(
    ("pollutant", "averaging", "grade_class"),
    [
        ("pm2_5", "24h", 2),
        ("so2", "max8h", 2),
        ("so2", "24h", 4),
        ("so2", "24h", 0),
        ("x", "1h", 1),
    ],
)
def test_a_limit_that_does_not_exist_is_refused(pollutant, averaging, grade_class):
    with pytest.raises(ValueError, match="GB 3095-1996 has no limit"):
        limit_gb3095(pollutant, averaging, on=date(2010, 1, 1), grade_class=grade_class)


def test_the_level_of_every_station_is_the_official_one():
    for row in official.rows():
        found = level_hj633(float(row["aqi"] or "nan"))
        assert (found.zh if found else "") == row["quality"]


@given(st.integers(0, 500))
def test_a_level_begins_just_above_a_multiple_of_fifty(index):
    found = level_hj633(index)
    assert found.at_least <= index
    assert found.at_least % 50 in (0, 1)
    assert level_hj633(found.at_least) == found


def test_no_index_has_no_level():
    assert level_hj633(np.nan) is level_api(np.nan) is None


def test_an_index_below_zero_is_refused():
    with pytest.raises(ValueError, match="-1"):
        level_hj633(-1)


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        ("颗粒物(PM10),二氧化氮", ("pm10", "no2")),
        ("细颗粒物（PM2.5）、臭氧8小时", ("pm2_5", "o3_8h")),
        ("", ()),
        ("—", ()),
    ],
)
def test_names_of_official_reports_are_read(names, keys):
    assert primary_keys(names) == keys


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match="花粉"):
        primary_keys("颗粒物(PM10),花粉")


def test_the_days_of_the_index_leave_no_gap():
    ends = [date.fromisoformat(rule.in_force_to) for rule in INDEX_RULES if rule.in_force_to]
    begins = [date.fromisoformat(rule.in_force_from) for rule in INDEX_RULES[1:]]
    assert [end + timedelta(1) for end in ends] == begins
