"""Both Farrington algorithms against R surveillance."""

from datetime import date

import numpy as np
import pytest

from tests.methods.aberration import answers
from zhiliang.methods.aberration import farrington, farrington_flexible

pytestmark = pytest.mark.once

SETTINGS = {
    "orig": {
        "periods": 1,
        "weights_threshold": 1,
        "past_weeks_not_included": 3,
        "p_threshold_trend": 0.05,
        "threshold_method": "delta",
    },
    "noufaily": {},
    "muan": {"threshold_method": "muan"},
    "strict": {"alpha": 0.005},
    "root": {
        "b": 3,
        "w": 2,
        "periods": 5,
        "weights_threshold": 2,
        "past_weeks_not_included": 0,
        "p_threshold_trend": 0.1,
        "threshold_method": "delta",
        "alpha": 0.01,
        "power": "1/2",
    },
    "plain": {
        "b": 2,
        "w": 4,
        "periods": 4,
        "past_weeks_not_included": 60,
        "p_threshold_trend": 0.05,
        "threshold_method": "delta",
        "alpha": 0.025,
        "power": "none",
        "limit54": (0, 1),
    },
}
CALENDARS = {"dates": date(2013, 2, 4), "rows": None}
UNITS = sorted(answers.series())
# Of a constant series R's trend is decided by rounding.
ANY_TREND = {"constant"}


def flexible(calendar, unit, setting):
    theirs = answers.chosen("flexible.csv.gz", calendar=calendar, unit=unit, setting=setting)
    people = 100000 * np.exp(0.003 * np.arange(1, 331)) if unit == "people" else None
    ours = farrington_flexible(
        answers.series()[unit],
        weeks=answers.weeks(theirs),
        population=people,
        first_week=CALENDARS[calendar],
        **SETTINGS[setting],
    )
    return ours, theirs


CASES = sorted(
    {(row["calendar"], row["unit"], row["setting"]) for row in answers.rows("flexible.csv.gz")}
)


@pytest.mark.parametrize(("calendar", "unit", "setting"), CASES)
def test_the_flexible_algorithm_answers_as_r(calendar, unit, setting):
    ours, theirs = flexible(calendar, unit, setting)
    for name in ("expected", "upper_bound", "p_value", "phi", "score"):
        np.testing.assert_allclose(
            getattr(ours, name)[:, 0], answers.column(theirs, name), rtol=1e-8, atol=1e-10
        )
    np.testing.assert_array_equal(ours.alarm[:, 0], answers.column(theirs, "alarm") == 1)


@pytest.mark.parametrize("setting", sorted(SETTINGS))
@pytest.mark.parametrize("unit", sorted(set(UNITS) - ANY_TREND))
def test_a_trend_is_kept_where_r_keeps_it(unit, setting):
    ours, theirs = flexible("dates", unit, setting)
    np.testing.assert_array_equal(ours.trend[:, 0], answers.column(theirs, "trend") == 1)


CLASSIC = {
    "farrington": {"b": 5},
    "farrington plain": {"b": 3, "w": 2, "alpha": 0.01, "power": "none"},
}


@pytest.mark.parametrize("unit", sorted(set(UNITS) - {"gaps"} - ANY_TREND))
@pytest.mark.parametrize("method", sorted(CLASSIC))
def test_the_classic_algorithm_answers_as_r(method, unit):
    theirs = answers.chosen("simple.csv.gz", method=method, unit=unit)
    ours = farrington(answers.series()[unit], weeks=answers.weeks(theirs), **CLASSIC[method])
    bound = np.nan_to_num(ours.upper_bound[:, 0])
    np.testing.assert_allclose(bound, answers.column(theirs, "upper_bound"), rtol=1e-8, atol=1e-10)
    np.testing.assert_array_equal(ours.alarm[:, 0], answers.column(theirs, "alarm") == 1)
    tail = 1 - answers.column(theirs, "score")
    np.testing.assert_allclose(ours.p_value[:, 0], tail, rtol=1e-7, atol=1e-10)
