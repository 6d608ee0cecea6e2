"""Levels of risk: bounds that are not included, products that are exact, what a step changes."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.risk import (
    LEVELS,
    Band,
    band,
    highest,
    matrices,
    matrix,
    probability_of,
    rapex,
    sensitivity,
)

pytestmark = pytest.mark.once

CHAIRS = json.loads((Path(__file__).parent / "data" / "rapex.json").read_text())
INITIAL = {"L": "low", "M": "medium", "H": "high", "S": "serious"}
BOUNDS = [one.above for one in matrix().bands if one.above is not None]

probabilities = st.fractions(0, 1, max_denominator=10**8)
severities = st.integers(1, 4)


@pytest.mark.parametrize("chair", CHAIRS, ids=lambda chair: chair["scenario"])
def test_the_worked_example_of_the_guidelines_comes_out(chair):
    overall = probability_of(chair["steps"])
    assert overall == Fraction(chair["overall"])
    assert rapex(overall, chair["severity"]) == INITIAL[chair["risk"]]


@pytest.mark.parametrize("bound", BOUNDS, ids=str)
def test_a_bound_itself_belongs_to_the_band_below(bound):
    bands = matrix().bands
    above = next(place for place, one in enumerate(bands) if one.above == bound)
    assert band(bound) == bands[above + 1]
    assert band(bound + Fraction(1, 10**40)) == bands[above]


def test_a_product_of_exact_steps_stays_on_a_bound_that_floats_overshoot():
    assert rapex(0.1 * 0.1, 1) == "medium"
    assert rapex(probability_of([0.1, 0.1]), 1) == "low"


@pytest.mark.parametrize(
    "thousandth", ["1/1000", "0.001", "1e-3", 0.001, Decimal("0.001")], ids=repr
)
def test_a_thousandth_is_a_thousandth_however_it_is_written(thousandth):
    assert rapex(thousandth, 2) == rapex(Fraction(1, 1000), 2) == "medium"


@given(severities, *[probabilities] * 2)
def test_more_severe_is_never_less_risk(severity, one, other):
    assert LEVELS.index(rapex(one, severity)) <= LEVELS.index(rapex(one, min(severity + 1, 4)))
    low, high = sorted((one, other))
    assert LEVELS.index(rapex(low, severity)) <= LEVELS.index(rapex(high, severity))


@pytest.mark.parametrize("key", matrices())
def test_every_cell_of_a_matrix_is_reached(key):
    chosen = matrix(key)
    tops = [Fraction(1), *BOUNDS]
    reached = [[chosen.level(top, n) for n in (1, 2, 3, 4)] for top in tops]
    assert reached == [list(one.levels) for one in chosen.bands]


def test_a_matrix_says_how_sure_it_is():
    assert matrix("rapex").certainty == "待核"
    assert matrix("example").is_configuration and "配置" in matrix("example").zh


def test_an_office_may_bring_a_matrix_of_its_own():
    coarse = replace(
        matrix(), key="ours", bands=(Band(Fraction(1, 2), ("high",) * 4), Band(None, ("low",) * 4))
    )
    assert (rapex("0.6", 1, by=coarse), rapex("1/2", 4, by=coarse)) == ("high", "low")


@pytest.mark.parametrize(
    "bands",
    [
        (),
        (Band(Fraction(1, 2), ("low",) * 4),),
        (Band(None, ("low",) * 3),),
        (Band(None, ("grave",) * 4),),
        (
            Band(Fraction(1, 9), ("low",) * 4),
            Band(Fraction(1, 2), ("low",) * 4),
            Band(None, ("low",) * 4),
        ),
    ],
    ids=["none", "closed below", "uneven", "unknown level", "out of order"],
)
def test_a_matrix_with_a_hole_is_refused(bands):
    with pytest.raises(ValueError):
        replace(matrix(), bands=bands)


@pytest.mark.parametrize(
    "probability", ["2", "-1/2", "1/0", "half", "nan", "1e999999999", Fraction(3, 2), -0.5, "９"]
)
def test_what_is_no_probability_is_refused(probability):
    with pytest.raises(ValueError):
        rapex(probability, 1)


@pytest.mark.parametrize("severity", [0, 5, True, 1.5, "1"])
def test_a_severity_there_is_not_is_refused(severity):
    with pytest.raises(ValueError, match="severity is 1 to 4"):
        rapex("1/2", severity)


def test_no_step_is_no_scenario():
    with pytest.raises(ValueError, match="at least one step"):
        probability_of([])


@given(st.lists(probabilities, min_size=1, max_size=4), severities)
def test_sensitivity_moves_one_thing_at_a_time(steps, severity):
    found = sensitivity(steps, severity)
    for shift in found.shifts:
        moved = [*steps, Fraction(severity)]
        was = moved[-1 if shift.what == "severity" else shift.what]
        assert was != 0 and (shift.what == "severity") == (shift.severity != severity)
        assert shift.level == rapex(shift.probability, shift.severity)
    assert LEVELS.index(found.lowest) <= LEVELS.index(found.level) <= LEVELS.index(found.highest)


def test_a_certain_step_cannot_become_likelier():
    found = sensitivity(["1", "1/2"], 4)
    assert {(shift.what, shift.direction) for shift in found.shifts} == {
        (0, "down"), (1, "down"), (1, "up"), ("severity", "down"),
    }  # fmt: skip
    assert max(shift.probability for shift in found.shifts) == 1


@given(st.lists(st.sampled_from(LEVELS), min_size=1))
def test_the_highest_scenario_is_the_product_s_level(levels):
    found = highest(levels)
    assert found in levels and not any(LEVELS.index(one) > LEVELS.index(found) for one in levels)


@pytest.mark.parametrize("levels", [[], ["grave"]])
def test_no_level_or_an_unknown_one_has_no_highest(levels):
    with pytest.raises(ValueError, match="at least one level"):
        highest(levels)
