"""What is refused, and what the refusal says."""

import numpy as np
import pytest

from zhiliang.methods.aberration import (
    bayes,
    complete,
    cusum,
    ears,
    farrington,
    farrington_flexible,
    glr_nb,
)

pytestmark = pytest.mark.once

X = np.full(300, 5.0)


@pytest.mark.parametrize("detector", [farrington_flexible, farrington, ears, bayes, cusum])
@pytest.mark.parametrize("count", [0.5, -1, np.inf])
def test_a_count_is_a_whole_number(detector, count):
    with pytest.raises(ValueError, match="row 3, unit 0"):
        detector(np.where(np.arange(300) == 3, count, 5.0), weeks=[290])


@pytest.mark.parametrize(
    ("detector", "needed"), [(farrington_flexible, 212), (farrington, 55), (ears, 7), (bayes, 6)]
)
def test_too_short_a_history_says_how_much_is_needed(detector, needed):
    with pytest.raises(ValueError, match=f"week {needed - 1} has .* needs {needed}"):
        detector(X, weeks=[needed - 1])
    assert detector(X, weeks=[needed]).upper_bound.shape == (1, 1)


@pytest.mark.parametrize("weeks", [[], [300], [-1], [2.5]])
def test_weeks_are_rows_that_are_there(weeks):
    with pytest.raises(ValueError, match="weeks"):
        farrington_flexible(X, weeks=weeks)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"threshold_method": "nbPlugin"}, "nb_plugin"),
        ({"power": "1/3"}, "2/3"),
        ({"alpha": 0}, "probability"),
        ({"b": 0}, "at least one year"),
        ({"w": 30}, "half a year"),
        ({"periods": 47}, "45 weeks"),
        ({"periods": 0}, "at least 1"),
        ({"past_weeks_not_included": 250}, "no reference week"),
        ({"population": [[1, 2]]}, "population"),
        ({"population": -1 * X}, "population"),
        ({"limit54": (-1, 4)}, "limit54"),
    ],
)
def test_settings_out_of_range_are_refused(setting, said):
    with pytest.raises(ValueError, match=said):
        farrington_flexible(X, weeks=[290], **setting)


def test_a_chart_has_no_gaps():
    for chart in (cusum, glr_nb):
        with pytest.raises(ValueError, match="without a gap"):
            chart(X, weeks=[290, 292], mean=5, **({"dispersion": 0} if chart is glr_nb else {}))


def test_a_mean_of_a_chart_needs_its_dispersion():
    with pytest.raises(ValueError, match="dispersion"):
        glr_nb(X, weeks=[290], mean=5)


def test_reports_do_not_come_in_before_earlier_ones_are_known():
    with pytest.raises(ValueError, match="week 1"):
        complete([[1, 2], [np.nan, 2]])
