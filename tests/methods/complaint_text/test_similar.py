"""Texts that are alike: against Jaccard's index by definition, and laws of likeness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.complaint_text import similar
from zhiliang.systems.complaints.sample.texts import made_up

pytestmark = pytest.mark.once

words = st.text(st.sampled_from("取暖器漏电了 ，退Ａa😀"), max_size=12)
least = st.floats(0.05, 1)


def jaccard(one, other):
    """By definition; for texts of plain Chinese characters alone."""
    first, second = ({text[n : n + 2] for n in range(len(text) - 1)} for text in (one, other))
    return len(first & second) / len(first | second)


def test_likeness_is_the_share_of_pairs_in_common():
    assert similar("取暖器漏电", ["取暖器漏水"], least=0.1) == [(0, 3 / 5)]


@given(st.lists(st.text("取暖器漏电了", min_size=2, max_size=8), min_size=1, max_size=20), least)
def test_exactly_the_texts_from_the_limit_on_are_found(texts, limit):
    first, *others = texts
    expected = {n: jaccard(first, other) for n, other in enumerate(others)}
    found = similar(first, others, least=limit)
    assert dict(found) == {n: score for n, score in expected.items() if score >= limit}
    assert found == sorted(found, key=lambda one: (-one.score, one.place))


@given(words, words, least)
def test_likeness_is_mutual(one, other, limit):
    assert similar(one, [other], least=limit) == similar(other, [one], least=limit)


@given(words, st.text(" \u3000\n，。！", max_size=4))
def test_a_text_is_like_itself_whatever_stands_around_it(text, around):
    found = similar(text, [around + text + around])
    letters = any(one.isalnum() for one in text)
    assert found == ([(0, 1.0)] if letters else [])


def test_nothing_is_like_an_empty_text():
    assert similar("", ["", "漏电"]) == similar("漏电", ["", "😀！"]) == similar("漏电", []) == []


def test_a_single_character_is_like_itself_alone():
    assert similar("电", ["漏电", "电", "电电"], least=0.1) == [(1, 1.0)]


def test_the_same_complaint_with_another_order_number_is_found():
    first, second = (
        "取暖器漏电，订单202604150001，要求退款",
        "取暖器漏电！订单202611260009，要求退款。",
    )
    assert similar(first, [second]) == [(0, 1.0)]


def test_few_pairs_of_different_made_up_complaints_are_taken_for_repetitions():
    texts = [row.text for row in made_up(9, 200)]
    found = [one for n, text in enumerate(texts) for one in similar(text, texts[n + 1 :])]
    # Templates repeat themselves more than people do.
    assert len(found) / (200 * 199 / 2) < 0.01


def test_a_text_of_any_length_can_be_compared():
    assert similar("漏电" * 50_000, ["漏电" * 10, "\ud800" * 99]) == [(0, 1.0)]


@pytest.mark.parametrize("limit", [0, -1, 1.01, float("nan")])
def test_a_limit_that_is_no_share_is_refused(limit):
    with pytest.raises(ValueError, match="a share"):
        similar("漏电", [], least=limit)
