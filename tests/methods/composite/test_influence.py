"""Strengths and weaknesses, and the index without an element."""

import pytest

from zhiliang.methods.composite import Index, profile, remove_elements

pytestmark = pytest.mark.once

TREE = {"top": {"a": {"x": None, "y": {"direction": -1}}, "b": {"z": None}, "w": None}}
DATA = {"x": [1, 5, 3], "y": [9, 2, 4], "z": [10, 20, 15], "w": [3, 4, None]}


@pytest.fixture
def built():
    return Index(TREE).build(DATA, units=["A", "B", "C"])


def test_places_come_best_first_without_the_last_and_without_gaps(built):
    found = profile(built, "C", best=2, worst=2)
    assert [(place.code, place.rank) for place in found.strengths] == [("x", 2), ("y", 2)]
    assert [place.code for place in found.weaknesses] == ["y", "z"]
    assert profile(built, "A").strengths == ()


def test_a_place_tells_the_group_and_the_raw_value(built):
    place = profile(built, "B").strengths[1]
    assert (place.code, place.parent, place.rank, place.value) == ("y", "a", 1, 2)


def test_an_unknown_unit_is_refused(built):
    with pytest.raises(ValueError, match="'D'"):
        profile(built, "D")
    with pytest.raises(ValueError, match="'A'"):
        profile(Index(TREE), "A")


def test_without_an_element_the_index_is_that_of_the_tree_without_it(built):
    smaller = Index({"top": {"a": {"x": None, "y": {"direction": -1}}, "w": None}})
    found = remove_elements(built, ["b", "z"])
    assert found["b"].scores.tolist() == smaller.build(DATA).scores.tolist()
    assert found["z"].scores.tolist() == found["b"].scores.tolist()


def test_the_shift_is_the_mean_change_in_rank(built):
    found = remove_elements(built, ["a"])["a"]
    assert found.shift == abs(found.ranks - built.ranks).mean()


def test_the_weights_that_were_used_stay(built):
    weighted = built.replay(aggregate={"weights": {"x": 5}})
    again = weighted.replay(aggregate={"weights": {"x": 5, "w": 0}})
    assert remove_elements(weighted, ["w"])["w"].scores.tolist() == again.scores.tolist()
    equal = built.replay(aggregate={"weights": "equal"})
    assert remove_elements(equal, ["w"])["w"].ranks.tolist() == again.ranks.tolist()


@pytest.mark.parametrize(("code", "message"), [("top", "below the top"), ("v", "below the top")])
def test_what_cannot_be_removed_is_refused(built, code, message):
    with pytest.raises(ValueError, match=message):
        remove_elements(built, [code])


def test_the_last_element_stays():
    only = Index({"top": {"x": None}}).build(DATA)
    with pytest.raises(ValueError, match="nothing is left"):
        remove_elements(only, ["x"])
