"""The draw of what is verified: from a frozen pool and public seeds, always the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.evaluation.drawing import drawn, pool_digest, pool_of
from zhiliang.methods.draw import rfc3797_draw

pytestmark = pytest.mark.once
SEEDS = ["9.18.26.34.41.45 .", "2 5 12 8 10"]


def subject(code, *keys, records=0):
    rows = [f"figure {code} #{number}" for number in range(records)]
    return {
        "code": code,
        "items": [{"key": k, "rule": "threshold", "rows": rows} for k in keys],
    }


def pool(*subjects):
    codes = [one["code"] for one in subjects]
    return pool_of({"subjects": list(subjects)}, codes, records=lambda item: item["rows"])


def test_subjects_and_items_stand_in_the_order_of_their_keys():
    made = pool(subject("440300", "b", "a"), subject("440100", "c"))
    assert [one["subject"] for one in made] == ["440100", "440300"]
    assert [item["item"] for item in made[1]["items"]] == ["a", "b"]


def test_vetoes_and_bonuses_are_not_drawn():
    one = subject("440100", "a")
    one["items"].append({"key": "z", "rule": "veto", "rows": []})
    assert [item["item"] for item in pool(one)[0]["items"]] == ["a"]


def test_each_subject_is_drawn_with_the_seeds_and_its_place():
    """The published procedure, followed by hand."""
    made = pool(subject("440100", *"abcdefgh"), subject("440300", *"abcdefgh"))
    found = drawn(made, SEEDS, items=3, records=0)
    for place, code in enumerate(("440100", "440300"), start=1):
        numbers = rfc3797_draw([*SEEDS, place], 8, 3)
        assert list(found[code]) == ["abcdefgh"[number - 1] for number in numbers]


def test_records_are_drawn_within_a_drawn_item():
    made = pool(subject("440100", "a", records=5))
    (records,) = drawn(made, SEEDS, items=1, records=2)["440100"].values()
    numbers = rfc3797_draw([*SEEDS, 1, 1], 5, 2)
    assert records == [made[0]["items"][0]["records"][number - 1] for number in numbers]


@given(st.integers(1, 12), st.integers(1, 12))
def test_as_many_are_drawn_as_there_are_and_none_twice(there, asked):
    made = pool(subject("440100", *(f"i{n:02}" for n in range(there))))
    found = list(drawn(made, SEEDS, items=asked, records=0)["440100"])
    assert len(found) == len(set(found)) == min(there, asked)


def test_another_seed_draws_otherwise():
    made = pool(subject("440100", *(f"i{n:02}" for n in range(40))))
    one, other = (drawn(made, seeds, items=5, records=0) for seeds in (SEEDS, ["7"]))
    assert one != other


def test_the_digest_moves_with_any_record():
    one, other = (pool(subject("440100", "a", records=count)) for count in (1, 2))
    assert pool_digest(one) != pool_digest(other)
