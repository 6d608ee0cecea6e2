"""Differences between two documents: none between equals, each named by its path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.evaluation.seal.differences import differences
from zhiliang.methods.canonical import canonical_json

pytestmark = pytest.mark.once

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


def paths(sealed, recomputed):
    return [(found.path, found.kind) for found in differences(sealed, recomputed)]


@given(JSON)
def test_a_document_does_not_differ_from_itself(value):
    assert paths(value, value) == []


@given(JSON, JSON)
def test_documents_differ_exactly_where_their_texts_do(one, other):
    assert (paths(one, other) == []) == (canonical_json(one) == canonical_json(other))


@given(JSON, JSON)
def test_differences_are_the_same_both_ways_round(one, other):
    assert [p for p, _ in paths(one, other)] == [p for p, _ in paths(other, one)]


def test_entries_are_named_by_code_or_key():
    one = {"subjects": [{"code": "440100", "items": [{"key": "air", "earned": "4"}]}]}
    other = {"subjects": [{"code": "440100", "items": [{"key": "air", "earned": "5"}]}]}
    assert paths(one, other) == [("subjects[440100].items[air].earned", "changed")]


def test_missing_and_added_parts_are_told_apart():
    assert paths({"a": 1, "c": [1, 2]}, {"b": 1, "c": [1]}) == [
        ("a", "missing"),
        ("b", "added"),
        ("c[1]", "missing"),
    ]


@pytest.mark.parametrize("pair", [(1, "1"), (1, True), (0, False), (None, ""), ([], {})])
def test_values_of_two_kinds_always_differ(pair):
    assert len(paths(*pair)) == 1
