"""Ambition of proposed targets: cases by hand and the laws of comparing."""

from decimal import Decimal
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.ambition import ambition
from zhiliang.methods.ranking import competition_ranks
from zhiliang.methods.tables.ambition import JUDGEMENTS

pytestmark = pytest.mark.once

value = st.fractions(-100, 100, max_denominator=20)
peers = st.lists(value, max_size=7)


@pytest.mark.parametrize(
    ("proposed", "judgement"),
    [
        *((79, "below_baseline"), (80, "below_path"), (Decimal("83.9"), "below_path")),
        *((84, "below_peers"), (85, "below_peers"), (86, "in_line"), (87, "ambitious")),
    ],
)
def test_the_first_that_holds_is_the_judgement(proposed, judgement):
    found = ambition(proposed, baseline=80, required=84, peers=[82, 86, 90])
    assert found.judgement == judgement


def test_above_the_median_but_just_on_the_path_is_in_line():
    assert ambition(84, baseline=80, required=84, peers=[81, 82]).judgement == "in_line"


def test_without_peers_path_and_baseline_decide():
    assert ambition(84, baseline=80, required=84, peers=[]).judgement == "in_line"
    alone = ambition(85, baseline=80, required=84, peers=[])
    assert (alone.judgement, alone.median, alone.rank, alone.peers) == ("ambitious", None, 1, 0)


def test_figures_are_given_with_the_judgement():
    found = ambition(83, baseline=80, required=84, peers=[82, 83, 85, 86])
    assert found.improvement == 3
    assert found.step_share == Fraction(3, 4)
    assert (found.rank, found.peers, found.median) == (3, 4, 84)


def test_where_less_is_better_a_lower_proposal_is_the_more_ambitious():
    found = ambition(30, baseline=40, required=34, peers=[36, 33, 28], direction=-1)
    assert (found.improvement, found.step_share) == (10, Fraction(10, 6))
    assert (found.rank, found.median, found.judgement) == (2, 33, "ambitious")


def test_a_path_that_asks_for_no_improvement_has_no_step():
    found = ambition(92, baseline=91, required=90, peers=[91])
    assert (found.step_share, found.judgement) == (None, "ambitious")
    assert ambition(Decimal("90.5"), baseline=91, required=90, peers=[]).zh.startswith("低于基线")


@given(value, value, value, peers)
def test_all_values_turned_round_stand_as_before(aim, start, due, others):
    up = ambition(aim, baseline=start, required=due, peers=others)
    turned = [-other for other in others]
    down = ambition(-aim, baseline=-start, required=-due, peers=turned, direction=-1)
    assert (up.judgement, up.improvement, up.step_share, up.rank) == (
        *(down.judgement, down.improvement, down.step_share, down.rank),
    )


@given(value, value, value, peers, st.fractions(0, 50, max_denominator=9))
def test_proposing_more_is_never_judged_less(aim, start, due, others, more):
    order = list(JUDGEMENTS)
    low = ambition(aim, baseline=start, required=due, peers=others)
    high = ambition(aim + more, baseline=start, required=due, peers=others)
    assert order.index(low.judgement) <= order.index(high.judgement)
    assert high.rank <= low.rank


@given(value, value, value, peers)
def test_rank_and_median_are_those_of_the_peers(aim, start, due, others):
    found = ambition(aim, baseline=start, required=due, peers=others)
    assert found.rank == competition_ranks([(-v,) for v in (aim, *others)])[0]
    assert found.median == (median(others) if others else None)


def test_every_judgement_is_said_in_both_languages():
    for zh, en in JUDGEMENTS.values():
        assert not zh.isascii()
        assert en.isascii()
    found = ambition(1, baseline=2, required=3, peers=[])
    assert (found.zh, found.en) == JUDGEMENTS["below_baseline"]


def test_a_float_and_a_wrong_direction_are_refused():
    with pytest.raises(TypeError, match="exact"):
        ambition(0.5, baseline=0, required=1, peers=[])
    with pytest.raises(ValueError, match="direction"):
        ambition(1, baseline=0, required=1, peers=[], direction=0)
