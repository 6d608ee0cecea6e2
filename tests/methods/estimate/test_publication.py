"""What is fit to be published, and what becomes of small cells."""

from dataclasses import replace

import numpy as np
import pytest

from zhiliang.methods.estimate import (
    Design,
    estimate_rate,
    nchs_2017,
    proportion_interval,
    published_rates,
    small_cells,
)

pytestmark = pytest.mark.once


def rate_of(passed, tested, **changed):
    return replace(estimate_rate(Design(np.ones(tested)), np.arange(tested) < passed), **changed)


@pytest.mark.parametrize(
    ("rate", "shown", "review", "notes"),
    [
        (rate_of(27, 29), False, False, ["too_few"]),
        (rate_of(180, 200, n_eff=29.9), False, False, ["too_weak"]),
        (rate_of(20, 40), False, False, ["too_wide"]),
        (rate_of(4, 100), False, False, ["too_wide_for_size"]),
        (rate_of(96, 100), True, False, ["complement"]),
        (rate_of(60, 100), True, False, []),
        (rate_of(9990, 10000), True, False, []),
        (rate_of(100, 100), True, True, ["none_or_all"]),
        (rate_of(0, 100), True, True, ["none_or_all"]),
        (rate_of(600, 1000, df=7), True, True, ["few_degrees"]),
        (rate_of(600, 1000, df=8), True, False, []),
        (rate_of(600, 1000, df=0), False, False, ["too_wide"]),
    ],
)
def test_the_nchs_standard_says_what_is_shown(rate, shown, review, notes):
    verdict = nchs_2017(rate)
    assert (verdict.shown, verdict.review) == (shown, review)
    assert [note.key for note in verdict.notes] == notes


def test_the_nchs_standard_never_counts_more_than_were_tested():
    """A design that is better than a simple random sample narrows no interval here."""
    low, high = proportion_interval(24, 40, method="clopper_pearson")
    assert high - low > 0.30
    assert not nchs_2017(rate_of(24, 40, n_eff=400.0)).shown


def test_the_nchs_standard_does_not_depend_on_the_interval_that_is_shown():
    assert not nchs_2017(rate_of(20, 40, low=0.49, high=0.51)).shown


def test_limits_of_ones_own_are_all_named_where_they_fail():
    rule = small_cells(minimum_tested=10, minimum_effective=20, widest=0.1)
    assert [note.key for note in rule(rate_of(5, 9)).notes] == ["too_few", "too_weak", "too_wide"]
    assert rule(rate_of(980, 1000)).shown
    with pytest.raises(ValueError, match="not negative"):
        small_cells(widest=-0.1)


def test_an_unknown_interval_is_no_narrow_one():
    assert not small_cells(widest=0.5)(rate_of(9, 9, low=float("nan"), high=float("nan"))).shown


CITY = np.array(["a"] * 3 + ["b"] * 40 + ["c"] * 4)
REGION = np.array(["west"] * 43 + ["east"] * 4)
PASSED = np.arange(47) % 10 > 0
RULE = small_cells(minimum_tested=20)


def test_a_small_cell_takes_the_figure_of_the_first_group_that_is_large_enough():
    found = published_rates(Design(np.ones(47)), PASSED, [CITY, REGION, ["all"] * 47], RULE)
    assert {cell: (one.group, one.level, one.rate.n) for cell, one in found.items()} == {
        "a": ("west", 1, 43),
        "b": ("b", 0, 40),
        "c": ("all", 2, 47),
    }
    assert [note.key for note in found["a"].own.notes] == ["too_few"]


def test_a_cell_that_no_group_can_carry_is_suppressed():
    found = published_rates(Design(np.ones(47)), PASSED, [CITY, REGION], RULE)
    assert (found["c"].rate, found["c"].group, found["c"].verdict.shown) == (None, "east", False)
    alone = published_rates(Design(np.ones(47)), PASSED, [CITY], RULE)
    assert [cell for cell, one in alone.items() if one.rate is None] == ["a", "c"]


def test_groups_must_hold_whole_cells():
    split = np.where(np.arange(47) == 1, "east", REGION)
    with pytest.raises(ValueError, match="a cell lies in 'east' and in another group"):
        published_rates(Design(np.ones(47)), PASSED, [CITY, split], RULE)
    with pytest.raises(ValueError, match="need the labels"):
        published_rates(Design(np.ones(47)), PASSED, [], RULE)
