"""Classes of surface water: the printed table read row by row, laws of the single factor."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.tables.gb3838 import GB_3838_2002
from zhiliang.methods.water.classes import (
    assessed_factors,
    class_gb3838,
    class_limits,
    factor_class,
    ph_range,
)
from zhiliang.methods.water.factors import factor
from zhiliang.methods.water.results import Result, mean_result, read_result

pytestmark = pytest.mark.once

DAY = date(2024, 5, 1)
# Table 1 as printed on page 2 of the standard, by its Chinese names; (…) is for lakes.
PRINTED = """
溶解氧 7.5 6 5 3 2
高锰酸盐指数 2 4 6 10 15
化学需氧量 15 15 20 30 40
五日生化需氧量 3 3 4 6 10
氨氮 0.15 0.5 1.0 1.5 2.0
总磷 0.02(0.01) 0.1(0.025) 0.2(0.05) 0.3(0.1) 0.4(0.2)
铜 0.01 1.0 1.0 1.0 1.0
锌 0.05 1.0 1.0 2.0 2.0
氟化物 1.0 1.0 1.0 1.5 1.5
硒 0.01 0.01 0.01 0.02 0.02
砷 0.05 0.05 0.05 0.1 0.1
汞 0.00005 0.00005 0.0001 0.001 0.001
镉 0.001 0.005 0.005 0.005 0.01
六价铬 0.01 0.05 0.05 0.05 0.1
铅 0.01 0.01 0.05 0.05 0.1
氰化物 0.005 0.05 0.2 0.2 0.2
挥发酚 0.002 0.002 0.005 0.01 0.1
石油类 0.05 0.05 0.05 0.5 1.0
阴离子表面活性剂 0.2 0.2 0.2 0.3 0.3
硫化物 0.05 0.1 0.2 0.5 1.0
"""

ASCENDING = [f for f in assessed_factors(DAY) if f not in ("ph", "dissolved_oxygen")]
waters = st.sampled_from(["river", "lake"])
decimals = st.decimals(0, 50, places=5)


def one(water="river", **values):
    return class_gb3838({k: [v] for k, v in values.items()}, water=water, on=DAY).classes.item()


def by_hand(factor, value, water):
    """The table read the way a clerk does: the first class whose limit holds."""
    limits = class_limits(factor, water=water, on=DAY)
    holds = (lambda limit: value >= limit) if factor == "dissolved_oxygen" else value.__le__
    return next((place for place, limit in enumerate(limits, 1) if holds(limit)), 6)


@pytest.mark.parametrize(
    ("factor", "value", "expected"),
    [
        *(("cod", "15", 1), ("cod", "15.1", 3), ("cod", "20", 3), ("cod", "40.001", 6)),
        *(("dissolved_oxygen", "7.5", 1), ("dissolved_oxygen", "7.49", 2)),
        *(("dissolved_oxygen", "2", 5), ("dissolved_oxygen", "1.9", 6)),
        *(("ammonia_nitrogen", "0.15", 1), ("ammonia_nitrogen", "1.01", 4)),
        *(("mercury", "0.00005", 1), ("mercury", "0.00006", 3), ("petroleum", "0.06", 4)),
        *(("ph", "6", 1), ("ph", "9", 1), ("ph", "5.99", 6), ("ph", "9.01", 6)),
    ],
)
def test_the_printed_limits_hold_and_their_neighbours_do_not(factor, value, expected):
    assert one(**{factor: float(value)}) == expected
    assert one(**{factor: Decimal(value)}) == expected


def test_phosphorus_has_limits_of_its_own_in_lakes():
    assert (one("river", total_phosphorus=0.2), one("lake", total_phosphorus=0.2)) == (3, 5)


def test_the_table_is_the_printed_one():
    lines = [line.split() for line in PRINTED.split("\n") if line]
    assert [line[0] for line in lines] == [factor(f).zh for f in assessed_factors(DAY) if f != "ph"]
    for name, (_, *cells) in zip(assessed_factors(DAY)[1:], lines, strict=True):
        rivers = [Decimal(cell.partition("(")[0]) for cell in cells]
        lakes = [Decimal(cell.rstrip(")").rpartition("(")[2]) for cell in cells]
        assert class_limits(name, water="river", on=DAY) == tuple(rivers)
        assert class_limits(name, water="lake", on=DAY) == tuple(lakes)


def test_21_of_the_24_factors_are_assessed():
    assert len(assessed_factors(DAY)) == 21
    assert not {"total_nitrogen", "faecal_coliforms", "water_temperature"} & set(
        assessed_factors(DAY)
    )


def test_nitrogen_and_coliforms_do_not_move_the_class_but_can_be_rated_alone():
    assert one("lake", cod=10.0, total_nitrogen=9.0, faecal_coliforms=1e6) == 1
    assert factor_class("total_nitrogen", [1.2], water="lake", on=DAY).item() == 4
    with pytest.raises(ValueError, match="river"):
        factor_class("total_nitrogen", [1.2], water="river", on=DAY)


@given(st.sampled_from([*ASCENDING, "dissolved_oxygen"]), decimals, waters)
def test_a_factor_has_the_class_that_a_clerk_reads_from_the_table(factor, value, water):
    expected = by_hand(factor, value, water)
    assert one(water, **{factor: value}) == one(water, **{factor: float(value)}) == expected


@given(st.sampled_from(ASCENDING), decimals, decimals, waters)
def test_more_of_a_pollutant_is_never_a_better_class(factor, one_value, other, water):
    low, high = sorted([one_value, other])
    assert one(water, **{factor: low}) <= one(water, **{factor: high})


@given(decimals, decimals)
def test_more_oxygen_is_never_a_worse_class(one_value, other):
    low, high = sorted([one_value, other])
    assert one(dissolved_oxygen=low) >= one(dissolved_oxygen=high)


@given(st.dictionaries(st.sampled_from([*ASCENDING, "dissolved_oxygen"]), decimals, min_size=1))
def test_the_class_is_that_of_the_worst_factor(values):
    rating = class_gb3838({k: [v] for k, v in values.items()}, water="river", on=DAY)
    own = {factor: by_hand(factor, value, "river") for factor, value in values.items()}
    assert rating.classes.item() == max(own.values())
    assert set(rating.determining[0]) == {f for f, c in own.items() if c == max(own.values())}
    assert rating.missing.item() == 21 - len(values)


def test_ninety_per_cent_saturation_is_class_i():
    assert one(dissolved_oxygen=6.0, dissolved_oxygen_saturation=90.0) == 1
    assert one(dissolved_oxygen=6.0, dissolved_oxygen_saturation=89.9) == 2
    assert one(dissolved_oxygen=np.nan, dissolved_oxygen_saturation=95.0, cod=35.0) == 5


def test_missing_is_not_zero():
    rating = class_gb3838({"cod": [np.nan, 30.0], "ph": [np.nan, 7.0]}, water="river", on=DAY)
    assert rating.classes.tolist() == [0, 4]
    assert rating.missing.tolist() == [21, 19]
    assert rating.determining == ((), ("cod",))


def test_a_mean_a_hair_above_the_limit_is_above_it():
    hair = Fraction(1, 5) + Fraction(1, 10**30)
    assert (one(total_phosphorus=hair), one(total_phosphorus=Fraction(1, 5))) == (4, 3)


def test_a_float_among_decimals_is_the_decimal_it_is_written_as():
    values = {"total_phosphorus": [0.1, None, Decimal("0.2")]}
    assert class_gb3838(values, water="river", on=DAY).classes.tolist() == [2, 0, 3]


def test_below_detection_counts_half_and_a_limit_too_high_is_flagged():
    values = {"volatile_phenols": [0.003, 0.0003], "cod": [10.0, 10.0]}
    rating = class_gb3838(values, water="river", on=DAY, below={"volatile_phenols": True})
    assert rating.classes.tolist() == [1, 1]
    assert rating.at_worst.tolist() == [3, 1]
    assert rating.doubtful.tolist() == [True, False]


def test_below_detection_counts_half_in_exact_numbers_too():
    values = {"volatile_phenols": [Decimal("0.01"), None, Decimal("0.01")]}
    marked = {"volatile_phenols": [True, True, False]}
    rating = class_gb3838(values, water="river", on=DAY, below=marked)
    assert rating.classes.tolist() == [3, 0, 4]
    assert rating.doubtful.tolist() == [True, False, False]


def test_a_mark_without_values_is_refused():
    with pytest.raises(ValueError, match="no values"):
        class_gb3838({"cod": [1.0]}, water="river", on=DAY, below={"lead": [True]})


def test_arrays_keep_their_shape():
    rating = class_gb3838({"cod": np.full((2, 3), 25.0)}, water="lake", on=DAY)
    assert rating.classes.shape == (2, 3) and (rating.classes == 4).all()
    assert len(rating.determining) == 6


@pytest.mark.parametrize(
    ("values", "water", "on"),
    [
        ({"cod": [1.0]}, "sea", DAY),
        ({"cod": [1.0]}, "river", date(2002, 5, 31)),
        ({"COD": [1.0]}, "river", DAY),
        ({"cod": [-0.1]}, "river", DAY),
        ({"cod": [np.inf]}, "river", DAY),
        ({"ph": [14.1]}, "river", DAY),
        ({"cod": [1.0], "ph": [7.0, 7.0]}, "river", DAY),
        ({"water_temperature": [20.0]}, "river", DAY),
        ({}, "river", DAY),
    ],
)
def test_what_cannot_be_rated_is_refused(values, water, on):
    with pytest.raises(ValueError):
        class_gb3838(values, water=water, on=on)


def test_floats_that_have_lost_their_figures_are_refused():
    with pytest.raises(TypeError, match="64 bits"):
        class_gb3838({"cod": np.array([20.0], dtype=np.float32)}, water="river", on=DAY)


def test_limits_never_loosen_from_class_to_better_class():
    for row in GB_3838_2002.limits:
        assert list(row.limits) == sorted(row.limits, reverse=row.reached)
    assert ph_range(DAY) == (6, 9)


@pytest.mark.parametrize(
    "text", ["<0.01", "＜0.01", "0.01L", "ND(0.01)", "未检出（0.01）", "1e-2L"]
)
def test_results_below_a_detection_limit_are_read(text):
    result = read_result(text)
    assert (result.figure, result.below, result.counted) == (
        Decimal("0.01"),
        True,
        Fraction(1, 200),
    )


@pytest.mark.parametrize("text", ["ND", "未检出", "0.1.2", "-1", "1e9999", "nan", "0,1", "1L/s"])
def test_what_is_no_result_is_refused(text):
    with pytest.raises(ValueError, match="neither"):
        read_result(text)


@given(st.lists(decimals, min_size=1))
def test_the_mean_lies_among_its_results(figures):
    mean = mean_result(Result(figure) for figure in figures)
    assert min(figures) <= mean <= max(figures)


def test_no_results_have_no_mean():
    assert mean_result([read_result(""), read_result("—")]) is None
