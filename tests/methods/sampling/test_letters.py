"""Code letters against the printed table."""

import numpy as np
import pytest

from tests.methods.sampling.published import rows
from zhiliang.methods.sampling import code_letter

pytestmark = pytest.mark.once

LEVELS = ("S-1", "S-2", "S-3", "S-4", "I", "II", "III")


@pytest.mark.parametrize("level", LEVELS)
def test_both_ends_of_every_band_have_the_printed_letter(level):
    for row in rows("letters.csv"):
        last = int(row["lot_max"] or 10**9)
        assert code_letter(int(row["lot_min"]), level) == row[level]
        assert code_letter(last, level) == row[level]


def test_arrays_of_lots_and_levels_broadcast():
    found = code_letter(np.array([[8], [9]]), np.array(["I", "III"]))
    assert found.tolist() == [["A", "B"], ["A", "C"]]


def test_a_larger_lot_or_a_higher_general_level_never_has_an_earlier_letter():
    lots = np.unique(np.geomspace(2, 10**6, 400).astype(int))
    letters = np.array([code_letter(lots, level) for level in ("I", "II", "III")])
    assert (np.sort(letters, axis=1) == letters).all()
    assert (np.sort(letters, axis=0) == letters).all()


@pytest.mark.parametrize("lot", [0, 1, -5])
def test_a_lot_of_less_than_two_is_refused_with_what_to_do(lot):
    with pytest.raises(ValueError, match="begins at 2 units; inspect a single unit by itself"):
        code_letter(lot, "II")


@pytest.mark.parametrize("lot", [2.5, float("nan"), float("inf"), "100", True, None])
def test_a_lot_that_is_no_whole_number_is_refused(lot):
    with pytest.raises(ValueError, match="whole number of units"):
        code_letter(lot, "II")


def test_an_unknown_level_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="no inspection level 'IV': take one of S-1, S-2"):
        code_letter(100, "IV")
