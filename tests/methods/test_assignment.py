"""Inspectors drawn for each firm: those in conflict stay out, loads stay below a limit."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.draw import TooFewPeople, assign, draw
from zhiliang.methods.draw.assignment import subject_seed

pytestmark = pytest.mark.once

FIRMS = ["甲厂", "乙厂", "丙厂"]
PEOPLE = ["01", "02", "03", "04"]
seeds = st.text(min_size=1)


@given(seeds)
def test_each_firm_gets_its_own_draw(seed):
    for one in assign(FIRMS, PEOPLE, seed=seed):
        assert one.people == draw(PEOPLE, 2, seed=subject_seed(seed, one.subject)).order


@given(seeds, st.sets(st.sampled_from(PEOPLE), max_size=2))
def test_who_is_in_conflict_is_never_drawn_and_stays_on_record(seed, out):
    conflicts = {"乙厂": dict.fromkeys(out, "曾任职")}
    first, second, _third = assign(FIRMS, PEOPLE, seed=seed, conflicts=conflicts)
    assert not out & set(second.people)
    assert second.excluded == tuple((person, "曾任职") for person in sorted(out))
    assert first.excluded == ()


@given(seeds)
def test_a_conflict_at_one_firm_moves_no_other(seed):
    plain = assign(FIRMS, PEOPLE, seed=seed)
    moved = assign(FIRMS, PEOPLE, seed=seed, conflicts={"甲厂": {"01": "亲属"}})
    assert moved[1:] == plain[1:]
    assert assign(FIRMS[::-1], PEOPLE[::-1], seed=seed) == plain[::-1]


@given(seeds, st.integers(1, 8), st.integers(2, 4))
def test_nobody_gets_more_tasks_than_the_limit(seed, subjects, most):
    people = [f"{number:02}" for number in range(subjects * 2)]
    assigned = assign([str(i) for i in range(subjects)], people, seed=seed, most=most)
    tasks = Counter(person for one in assigned for person in one.people)
    assert max(tasks.values()) <= most
    assert sum(tasks.values()) == 2 * subjects


def test_who_has_all_the_tasks_is_told_apart_from_who_is_in_conflict():
    conflicts = {"乙厂": {"03": "亲属"}}
    first, second = assign(["甲厂", "乙厂"], [*PEOPLE, "05"], seed="s", most=1, conflicts=conflicts)
    assert set(second.full) == set(first.people) - {"03"}
    assert second.excluded == (("03", "亲属"),)
    assert not set(first.people) & set(second.people)


def test_too_few_left_names_the_firm():
    with pytest.raises(TooFewPeople, match="丙厂: 2 people are wanted, 1 may be drawn") as refusal:
        assign(FIRMS, PEOPLE[:2], seed="s", conflicts={"丙厂": {"01": "亲属"}})
    assert (refusal.value.subject, refusal.value.wanted, refusal.value.left) == ("丙厂", 2, 1)


def test_a_limit_that_leaves_too_few_names_the_firm():
    with pytest.raises(TooFewPeople, match="乙厂"):
        assign(FIRMS, PEOPLE[:3], seed="s", most=1)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: assign(FIRMS, PEOPLE, seed=""),
        lambda: assign(FIRMS, PEOPLE, seed="s", per_subject=0),
        lambda: assign(FIRMS, PEOPLE, seed="s", most=0),
        lambda: assign(["甲厂", "甲厂"], PEOPLE, seed="s"),
        lambda: assign(FIRMS, ["01", "01", "02"], seed="s"),
        lambda: assign(FIRMS, PEOPLE, seed="s", conflicts={"甲厂": {"09": "亲属"}}),
        lambda: assign(FIRMS, PEOPLE, seed="s", conflicts={"甲厂": {"01": ""}}),
    ],
)
def test_lists_that_cannot_be_drawn_from_are_refused(attempt):
    with pytest.raises(ValueError):
        attempt()
