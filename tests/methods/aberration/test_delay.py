"""Completing counts that are still coming in."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiliang.methods.aberration import complete

pytestmark = pytest.mark.once

# Taylor and Ashe (1983), incremental claims in thousands; Mack (1993) gives the ultimate amounts.
TAYLOR_ASHE = """
357848 766940 610542 482940 527326 574398 146342 139950 227229 67948
352118 884021 933894 1183289 445745 320996 527804 266172 425046
290507 1001799 926219 1016654 750816 146923 495992 280405
310608 1108250 776189 1562400 272482 352053 206286
443160 693190 991983 769488 504851 470639
396132 937085 847498 805037 705960
440832 847631 1131398 1063269
359480 1061648 1443370
376686 986608
344014
"""
RESERVES = [0, 94634, 469511, 709638, 984889, 1419459, 2177641, 3920301, 4278972, 4625811]


def triangle(text):
    rows = [[float(cell) for cell in line.split()] for line in text.split("\n") if line]
    return np.array([row + [np.nan] * (len(rows) - len(row)) for row in rows])


def test_the_published_reserves_of_the_chain_ladder_are_found():
    found = complete(triangle(TAYLOR_ASHE))
    np.testing.assert_allclose((found.total - found.reported)[:, 0], RESERVES, atol=0.51)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 50), st.integers(2, 30))
def test_delays_that_never_change_are_completed_exactly(size, weeks):
    usual = np.outer(np.arange(1, weeks + 1) * size, [5, 3, 2]).astype(float)
    late = usual.copy()
    late[-1, 1:] = late[-2, 2:] = np.nan
    if weeks == 2:
        late[0] = usual[0]
    np.testing.assert_allclose(complete(late).total[:, 0], usual.sum(axis=1))


def test_what_was_never_reported_at_once_cannot_be_completed():
    late = np.array([[0, 3], [0, 2], [0, np.nan]])
    assert np.isnan(complete(late).total[2, 0])


def test_units_are_completed_by_their_own_delays():
    late = np.array([[[1, 4], [1, 0]], [[3, 4], [np.nan, np.nan]]])
    np.testing.assert_allclose(complete(late).total, [[2, 4], [6, 4]])
