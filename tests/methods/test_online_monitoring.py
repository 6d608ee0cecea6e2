"""Roll-ups and conversions of Annex D: its printed examples, a plain loop beside, laws of means."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from zhiliang.methods.online_monitoring.fill_in import fill_in
from zhiliang.methods.online_monitoring.flags import (
    CODES,
    flue_gas_flags,
    valid,
    wastewater_flags,
)
from zhiliang.methods.online_monitoring.flue_gas import (
    at_excess_air,
    at_reference_oxygen,
    at_standard_state,
    daily_emission,
    dry,
    dry_standard_flow,
    emission_rate,
    excess_air,
    hourly_flow,
    mass_concentration,
    nitrogen_oxides,
    period_mean,
)
from zhiliang.methods.online_monitoring.wastewater import (
    arithmetic_mean,
    mean_flow,
    roll_up,
    total,
    volumes,
)
from zhiliang.methods.tables.online_monitoring import GAP_RULES, NOT_IMPLEMENTED

pytestmark = pytest.mark.once

NAN = math.nan
levels = st.floats(0.1, 500) | st.just(NAN)
slices = st.lists(
    st.tuples(st.floats(0, 100), levels, st.sampled_from([*CODES, "", "N", "N"])), min_size=1
)


def close(a, b):
    return math.isclose(a, b, rel_tol=1e-9) or (math.isnan(a) and math.isnan(b))


def test_the_example_of_annex_c_rolls_up_as_printed():
    """C.16 to C.18: 17.5 L/s is 10.5 m³ in ten minutes, 63.0 in an hour, 1512.0 in a day."""
    minutes = np.tile(volumes(17.5, 600), (24, 6))
    hours = roll_up(minutes, np.full((24, 6), 40.1), "N")
    day = roll_up(hours.volume, hours.mean, hours.flags)
    assert (minutes[0, 0], hours.volume[0], float(day.volume)) == (10.5, 63.0, 1512.0)
    assert mean_flow(day.volume, 86400) == 17.5
    assert (round(float(day.mean), 9), day.flags.item()) == (40.1, "N")


@given(slices)
def test_a_roll_up_is_what_a_plain_loop_adds_up(values):
    found = roll_up(*(np.array(column) for column in zip(*values, strict=True)))
    used = [(v, c) for v, c, flag in values if flag in ("N", "") and not math.isnan(c)]
    volume, load = math.fsum(v for v, _ in used), math.fsum(v * c for v, c in used)
    assert close(float(found.mean), load / volume if volume else NAN)
    assert close(float(found.load), load / 1000 if used else NAN)
    assert close(float(found.volume), math.fsum(v for v, _, _ in values))
    assert int(found.used) == len(used)
    assert close(float(found.maximum), max((c for _, c in used), default=NAN))


@given(slices, st.floats(0.01, 100))
def test_the_mean_lies_among_its_values_and_does_not_know_the_unit_of_volume(values, factor):
    volume, level, flags = (np.array(column) for column in zip(*values, strict=True))
    found, scaled = roll_up(volume, level, flags), roll_up(volume * factor, level, flags)
    assert close(float(found.mean), float(scaled.mean))
    if not math.isnan(found.mean):
        slack = 1e-9 * float(found.maximum)
        assert found.minimum - slack <= found.mean <= found.maximum + slack


@given(arrays(np.float64, (4, 6), elements=st.floats(0.1, 50)), st.data())
def test_rolling_up_in_two_steps_is_rolling_up_at_once(volume, data):
    level = data.draw(arrays(np.float64, (4, 6), elements=st.floats(0.1, 500)))
    hours = roll_up(volume, level)
    day, at_once = roll_up(hours.volume, hours.mean), roll_up(volume.ravel(), level.ravel())
    assert close(float(day.mean), float(at_once.mean))
    assert close(float(day.load), float(at_once.load))


def test_a_slice_without_concentration_does_not_dilute_the_mean():
    hour = roll_up([10.0, 10.0], [50.0, NAN])
    assert (float(hour.mean), float(hour.volume), float(hour.covered)) == (50.0, 20.0, 10.0)
    assert (int(hour.used), int(hour.given)) == (1, 1)


def test_no_discharge_has_no_weighted_mean_but_a_plain_one():
    assert math.isnan(roll_up([0.0, 0.0], [40.0, 60.0]).mean)
    assert float(arithmetic_mean([40.0, 60.0])) == 50.0
    assert math.isnan(arithmetic_mean([NAN, 60.0], "F"))


def test_outlets_are_rolled_up_side_by_side():
    volume, level = np.ones((3, 5)), np.arange(15.0).reshape(3, 5)
    found = roll_up(volume, level)
    assert found.mean.tolist() == [2.0, 7.0, 12.0]
    assert found.flags.shape == found.used.shape == (3,)


def test_nothing_at_all_is_nothing_and_not_zero():
    found = roll_up([NAN, NAN], [NAN, NAN], "")
    assert all(math.isnan(value) for value in (found.mean, found.load, found.volume, found.minimum))
    assert math.isnan(total([NAN]))


@given(st.lists(st.sampled_from(CODES), min_size=1))
def test_one_abnormal_value_makes_an_interval_of_wastewater_abnormal(flags):
    found = wastewater_flags(flags).item()
    assert (found == "N") == (set(flags) == {"N"})
    abnormal = set(flags) - {"N"}
    assert not abnormal or found == (abnormal.pop() if len(abnormal) == 1 else "D")


@given(st.lists(st.sampled_from(CODES), min_size=1))
def test_three_quarters_of_normal_values_make_flue_gas_normal(flags):
    enough = Fraction(flags.count("N"), len(flags)) >= Fraction(3, 4)
    assert flue_gas_flags(flags).item() == ("N" if enough else "D")


@pytest.mark.parametrize("code", [code for code in CODES if code != "N"])
def test_a_value_under_any_flag_but_n_is_not_valid(code):
    assert valid([1.0, 1.0, 1.0], ["N", code, ""]).tolist() == [True, False, True]


def test_an_unknown_flag_is_refused():
    with pytest.raises(ValueError, match="HJ 212-2017: X"):
        wastewater_flags(["N", "X"])


@pytest.mark.parametrize(("period", "fewest"), [("minute", 12), ("hour", 45), ("day", 20)])
def test_means_of_flue_gas_need_enough_valid_values(period, fewest):
    values = np.full(60, NAN)
    values[:fewest] = 30.0
    assert float(period_mean(values, period=period)) == 30.0
    assert math.isnan(period_mean(values[1:], period=period))
    flags = np.where(np.arange(60) == 0, "C", "N")
    assert math.isnan(period_mean(values, flags, period=period))


@given(st.floats(0, 20.9), st.floats(0, 20))
def test_conversion_by_oxygen_is_conversion_by_excess_air(oxygen, required):
    """Formulas 26 and 27 together are formula 28, with the coefficient of the same oxygen."""
    by_air = at_excess_air(100, measured=excess_air(oxygen), required=float(excess_air(required)))
    by_oxygen = at_reference_oxygen(100, oxygen=oxygen, required=required)
    assert close(float(by_air), float(by_oxygen))


def test_at_the_reference_oxygen_nothing_is_converted():
    assert float(at_reference_oxygen(80.0, oxygen=6.0, required=6.0)) == 80.0
    for impossible in (21.0, -1.0, NAN):
        with pytest.raises(ValueError):
            at_reference_oxygen(80.0, oxygen=6.0, required=impossible)
    with pytest.raises(ValueError):
        at_excess_air(80.0, measured=1.2, required=0.0)


@given(st.floats(1, 500), st.floats(0, 300), st.floats(9e4, 1.1e5), st.floats(-2e3, 2e3))
def test_mass_is_kept_from_the_stack_to_the_standard_state(level, temperature, pressure, static):
    """Concentration × flow is the same amount of pollutant in the stack and converted, if dry."""
    state = {"temperature": temperature, "pressure": pressure, "static": static}
    converted = at_standard_state(level, **state)
    flow = dry_standard_flow(72000.0, moisture=0.0, **state)
    in_stack = emission_rate(level, hourly_flow(10.0, area=2.0))
    assert close(float(emission_rate(converted, flow)), float(in_stack))


@given(st.floats(1, 500), st.floats(0, 0.6))
def test_mass_is_kept_from_wet_to_dry(level, moisture):
    flow = 72000 * (1 - moisture)
    assert close(float(emission_rate(dry(level, moisture), flow)), level * 72000 / 1e6)


def test_a_day_is_the_sum_of_its_hours_and_not_a_millionth_of_it():
    rates = emission_rate(np.full(24, 50.0), np.full(24, 40000.0))
    assert float(daily_emission(rates)) == 48.0


def test_gases_are_converted_by_their_molar_mass():
    assert float(mass_concentration(100.0, 64.0)) == pytest.approx(285.714, abs=1e-3)
    apart = nitrogen_oxides(
        mass_concentration(10, 30), mass_concentration(5, 46), molar_ratio=46 / 30
    )
    assert close(float(apart), float(mass_concentration(15, 46)))


def gap(hours, at, length):
    values = np.arange(float(hours)) % 97
    values[at : at + length] = NAN
    return values


@pytest.mark.parametrize(("length", "window"), [(1, 180), (24, 180), (25, 720)])
def test_a_gap_takes_the_highest_of_its_window(length, window):
    values = gap(2000, 1900, length)
    values[1900 - window] = 500.0
    values[1900 - window - 1] = 900.0
    done = fill_in(values)
    assert (done.values[1900 : 1900 + length] == 500.0).all()
    assert (int(done.filled.sum()), int(done.left.sum())) == (length, 0)


def test_poorer_capture_looks_further_back_and_the_poorest_fills_nothing():
    values = gap(3000, 2500, 450)
    values[2500 - 2160] = 500.0
    assert fill_in(values).values[2500] == 500.0
    poor = gap(3000, 2200, 800)
    assert fill_in(poor).left.sum() == 800


def test_a_gap_without_enough_hours_before_it_stays():
    done = fill_in(gap(2000, 100, 5))
    assert done.left.sum() == 5 and np.isnan(done.values[100])


def test_a_standstill_is_no_gap_and_ends_none():
    values = gap(2000, 1900, 30)
    running = np.ones(2000, dtype=bool)
    running[1905:1920] = False
    done = fill_in(values, running)
    assert done.filled.sum() == 15 and np.isnan(done.values[1905:1920]).all()
    assert done.capture == Fraction(1970, 1985)


def test_no_operation_has_no_capture():
    assert fill_in([NAN, NAN], False).capture is None
    with pytest.raises(ValueError, match="one outlet"):
        fill_in(np.ones((2, 2)))


@given(st.lists(st.floats(0, 100) | st.just(NAN), max_size=300))
def test_filling_changes_no_valid_hour_and_invents_no_new_value(values):
    done = fill_in(values)
    given_hours = np.array(values, dtype=float)
    known = ~np.isnan(given_hours)
    assert (done.values[known] == given_hours[known]).all()
    assert set(done.values[done.filled]) <= set(given_hours[known])
    assert (done.filled | done.left | known).all()


def test_what_is_from_memory_carries_its_mark():
    assert fill_in([1.0]).certainty == "待核"
    assert {rule.window for rule in GAP_RULES} == {180, 720, 2160}
    assert "HJ 356-2019" in {absent.standard for absent in NOT_IMPLEMENTED}
