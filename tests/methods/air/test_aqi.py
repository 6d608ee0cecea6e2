"""The index against the official hourly report, the printed tables in fractions, and its laws."""

import math
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.air import official, slow
from zhiliang.methods.air import aqi_hj633
from zhiliang.methods.tables.air.pollutants import KEY_OF_NAME

pytestmark = pytest.mark.once

DAYS = {2012: date(2018, 2, 20), 2026: date(2026, 3, 1)}
editions = st.sampled_from(sorted(DAYS))
averagings = st.sampled_from(["hour", "day"])
values = st.decimals(0, 4000, places=2) | st.decimals(0, 300, places=1)
rows = st.dictionaries(st.sampled_from(slow.ORDER), st.none() | values, min_size=1)


def floats(row):
    return {key: math.nan if value is None else float(value) for key, value in row.items()}


def test_the_index_of_every_rated_station_is_the_official_one():
    aqi, _ = aqi_hj633(official.concentrations(), averaging="hour", on=official.DAY)
    assert np.array_equal(aqi, official.column("aqi"), equal_nan=True)
    assert np.isfinite(aqi).sum() == 101


def test_the_primary_pollutant_of_every_station_is_the_official_one():
    _, primary = aqi_hj633(official.concentrations(), averaging="hour", on=official.DAY)
    names = [row["primarypollutant"] for row in official.rows()]
    assert list(primary) == [(KEY_OF_NAME[name],) if name else () for name in names]


def test_the_other_ozone_column_does_not_give_the_official_index():
    swapped = official.concentrations(o3="o3_24h")
    aqi, _ = aqi_hj633(swapped, averaging="hour", on=official.DAY)
    assert (aqi == official.column("aqi")).sum() == 81


@given(editions, averagings, rows)
def test_it_agrees_with_the_tables_in_fractions(edition, averaging, row):
    aqi, primary = aqi_hj633(floats(row), averaging=averaging, on=DAYS[edition])
    expected, named = slow.index(edition, averaging, row)
    assert (None if math.isnan(aqi) else aqi, primary) == (expected, named)


@pytest.mark.parametrize("averaging", ["hour", "day"])
@pytest.mark.parametrize("edition", sorted(DAYS))
def test_it_agrees_a_tenth_around_every_breakpoint(edition, averaging):
    for key, points in slow.table(edition, averaging).items():
        near = [Decimal(10 * point + tenth) / 10 for point in points for tenth in (-1, 0, 1)][1:]
        aqi, _ = aqi_hj633({key: list(map(float, near))}, averaging=averaging, on=DAYS[edition])
        expected = [slow.sub_index(edition, averaging, key, value) for value in near]
        assert [None if math.isnan(value) else value for value in aqi] == expected


@pytest.mark.parametrize("averaging", ["hour", "day"])
@pytest.mark.parametrize("edition", sorted(DAYS))
def test_it_agrees_on_every_tenth_up_to_the_last_breakpoint(edition, averaging):
    for key, points in slow.table(edition, averaging).items():
        tenths = np.arange(0, 10 * points[-1] + 12)
        aqi, _ = aqi_hj633({key: tenths / 10}, averaging=averaging, on=DAYS[edition])
        expected = [slow.sub_index(edition, averaging, key, Decimal(int(t)) / 10) for t in tenths]
        assert np.array_equal(aqi, np.array(expected, dtype=float), equal_nan=True)


@given(st.integers(0, 40), averagings)
def test_a_half_is_rounded_to_the_even_neighbour_from_2026(whole, averaging):
    halves = {"pm2_5": [whole + 0.5], "co": [whole + 0.05]}
    even = {"pm2_5": [whole + whole % 2], "co": [float(whole)]}
    for key, concentrations in halves.items():
        found, _ = aqi_hj633({key: concentrations}, averaging=averaging, on=DAYS[2026])
        expected, _ = aqi_hj633({key: even[key]}, averaging=averaging, on=DAYS[2026])
        assert found == expected


@pytest.mark.parametrize("noisy", [2.2 + 1e-12, 1.1 + 1.1, 0.1 + 2.1, 2.2 - 1e-12])
def test_the_noise_of_floats_does_not_tip_the_ceiling(noisy):
    assert aqi_hj633({"co": noisy}, averaging="day", on=DAYS[2012])[0] == 55


def test_a_millionth_more_than_a_breakpoint_is_one_more():
    aqi, _ = aqi_hj633({"pm2_5": [35, 35.000001]}, averaging="day", on=DAYS[2012])
    assert aqi.tolist() == [50, 51]


@given(editions, averagings, rows, st.sampled_from(["pm2_5", "pm10", "no2", "co", "o3"]), values)
def test_more_of_a_pollutant_never_lowers_the_index(edition, averaging, row, key, more):
    before = floats(row | {key: values_or_zero(row, key)})
    after = before | {key: before[key] + float(more)}
    aqi, _ = aqi_hj633(
        {name: [before[name], after[name]] for name in before},
        averaging=averaging,
        on=DAYS[edition],
    )
    assert not aqi[1] < aqi[0]


def values_or_zero(row, key):
    return row.get(key) or Decimal(0)


@given(editions, averagings, rows)
def test_a_missing_item_changes_nothing(edition, averaging, row):
    everything = dict.fromkeys(slow.ORDER, math.nan) | floats(row)
    found = aqi_hj633(everything, averaging=averaging, on=DAYS[edition])
    expected = aqi_hj633(floats(row), averaging=averaging, on=DAYS[edition])
    assert repr(found) == repr(expected)


@given(editions, averagings, rows)
def test_the_primary_pollutants_are_among_those_given(edition, averaging, row):
    aqi, primary = aqi_hj633(floats(row), averaging=averaging, on=DAYS[edition])
    assert set(primary) <= {key for key, value in row.items() if value is not None}
    assert bool(primary) == (aqi > 50)


@given(editions, st.lists(st.tuples(values, values, values), min_size=1))
def test_many_rows_at_once_are_the_rows_one_by_one(edition, table):
    columns = dict(zip(("pm2_5", "no2", "o3"), np.array(table, dtype=float).T, strict=True))
    aqi, primary = aqi_hj633(columns, averaging="hour", on=DAYS[edition])
    one_by_one = [
        aqi_hj633({k: v[i] for k, v in columns.items()}, averaging="hour", on=DAYS[edition])
        for i in range(len(table))
    ]
    assert list(zip(aqi, primary, strict=True)) == one_by_one


def test_more_rows_than_a_block_are_rated_too():
    aqi, primary = aqi_hj633({"pm2_5": np.full(20_000, 75)}, averaging="day", on=DAYS[2012])
    assert set(aqi) == {100} and set(primary) == {("pm2_5",)}


def test_shapes_broadcast():
    columns = {"pm2_5": [[35], [75]], "co": [1, 3, 5], "so2": 5}
    aqi, primary = aqi_hj633(columns, averaging="hour", on=DAYS[2012])
    assert aqi.tolist() == [[50, 50, 50], [100, 100, 100]]
    assert primary.shape == (2, 3) and primary[1, 0] == ("pm2_5",)


def test_scalars_give_a_float_and_a_tuple():
    aqi, primary = aqi_hj633({"pm2_5": 75, "no2": 200}, averaging="hour", on=DAYS[2012])
    assert (float(aqi), primary) == (100, ("pm2_5", "no2"))


def test_no_rows_give_no_rows():
    aqi, primary = aqi_hj633({"pm2_5": []}, averaging="hour", on=DAYS[2012])
    assert (aqi.tolist(), primary.tolist()) == ([], [])


def test_nothing_measured_is_not_rated():
    aqi, primary = aqi_hj633({"pm2_5": [math.nan], "co": None}, averaging="day", on=DAYS[2012])
    assert math.isnan(aqi[0]) and primary[0] == ()


@pytest.mark.parametrize(("edition", "expected"), [(2012, (35, ())), (2026, (200, ("so2",)))])
def test_sulphur_dioxide_of_an_hour_above_800(edition, expected):
    found = aqi_hj633({"so2": 801, "no2": 70}, averaging="hour", on=DAYS[edition])
    assert found == expected


@pytest.mark.parametrize(
    ("edition", "expected"), [(2012, (301, ("o3",))), (2026, (300, ("o3_8h",)))]
)
def test_ozone_of_8_hours_above_800(edition, expected):
    assert aqi_hj633({"o3_8h": 801, "o3": 801}, averaging="day", on=DAYS[edition]) == expected


def test_the_edition_changes_on_its_day():
    last, _ = aqi_hj633({"pm2_5": 60}, averaging="day", on=date(2026, 2, 28))
    first, _ = aqi_hj633({"pm2_5": 60}, averaging="day", on=date(2026, 3, 1))
    assert (last, first) == (82, 100)


def test_the_first_day_of_the_index_is_the_issue_of_the_standard():
    assert aqi_hj633({"pm10": 150}, averaging="day", on=date(2012, 2, 29))[0] == 100
    with pytest.raises(ValueError, match="2012-02-28.*api_gb3095_1996"):
        aqi_hj633({"pm10": 150}, averaging="day", on=date(2012, 2, 28))


@pytest.mark.parametrize(
    ("concentrations", "place"),
    [
        ({"pm2_5": -1}, "pm2_5: -1"),
        ({"pm2_5": [1, 2], "co": [[0.1], [-0.5]]}, r"co\[1, 0\]: -0.5"),
        ({"o3": [5, math.nan, math.inf]}, r"o3\[2\]: inf"),
        ({"o3": [-math.inf]}, r"o3\[0\]: -inf"),
    ],
)
def test_an_impossible_concentration_is_refused_with_its_place(concentrations, place):
    with pytest.raises(ValueError, match=place):
        aqi_hj633(concentrations, averaging="hour", on=DAYS[2012])


@pytest.mark.parametrize("concentrations", [{}, {"pm25": 3}])
def test_unknown_keys_are_refused(concentrations):
    with pytest.raises(ValueError, match="pm2_5, pm10"):
        aqi_hj633(concentrations, averaging="hour", on=DAYS[2012])


def test_another_averaging_is_refused():
    with pytest.raises(ValueError, match="hour"):
        aqi_hj633({"pm2_5": 3}, averaging="24h", on=DAYS[2012])


@pytest.mark.parametrize("huge", [1e300, 2**70, 501])
def test_beyond_the_last_breakpoint_the_index_stays_at_500(huge):
    assert aqi_hj633({"pm2_5": huge}, averaging="day", on=DAYS[2012]) == (500, ("pm2_5",))
