"""Keyword rules: which words count, and what the tables hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.core.product_kinds import hazards, products
from zhiliang.methods.complaint_text.normal import normal
from zhiliang.methods.complaint_text.rules import Vote, by_rules, compiled, keywords
from zhiliang.methods.tables.complaint_text.words import AXES, Rule, kinds, rules

pytestmark = pytest.mark.once

TABLE = compiled(
    [
        Rule("shock", "漏电", 4),
        Rule("fire", "电线", 1),
        Rule("fire", "起火", 4),
        Rule("fire", "没有起火", 0),
        Rule("shock", "电", 1),
        Rule("explosion", "起火", 2),
    ]
)


def test_the_key_with_most_weight_comes_first_with_its_words():
    found = by_rules("起火，漏电，漏电", TABLE)
    assert found == [
        Vote("shock", 4, ("漏电",)),
        Vote("fire", 4, ("起火",)),
        Vote("explosion", 2, ("起火",)),
    ]


def test_the_longest_word_is_read_and_read_once():
    assert by_rules("漏电线", TABLE) == [Vote("shock", 4, ("漏电",))]


def test_what_is_denied_does_not_count():
    assert by_rules("没有起火", TABLE) == []


def test_an_empty_table_and_an_empty_text_say_nothing():
    assert by_rules("起火", compiled([])) == by_rules("", TABLE) == by_rules("天气好", TABLE) == []


@given(st.text(st.sampled_from("漏电线没有起火 好"), max_size=30))
def test_scores_are_the_weights_of_the_words_that_are_named(text):
    weights = {("shock", "漏电"): 4, ("fire", "电线"): 1, ("fire", "起火"): 4}
    weights |= {("shock", "电"): 1, ("explosion", "起火"): 2}
    for key, score, words in by_rules(text, TABLE):
        assert score == sum(weights[key, word] for word in words)
        assert all(word in normal(text) for word in words)


@pytest.mark.parametrize(
    ("axis", "known"), [("product", products), ("hazard", hazards), ("kind", kinds)]
)
def test_every_key_is_one_by_which_records_are_counted(axis, known):
    assert {rule.key for rule in rules(axis)} == set(known())


@pytest.mark.parametrize("axis", AXES)
def test_words_are_written_as_texts_are_read_and_once_for_a_key(axis):
    words = [(rule.key, rule.word) for rule in rules(axis)]
    assert [word for _, word in words if normal(word) != word] == []
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("axis", AXES)
def test_every_word_alone_speaks_for_its_key(axis):
    silent = [
        rule
        for rule in rules(axis)
        if rule.weight
        and rule.key not in {vote.key for vote in by_rules(rule.word, keywords(axis))}
    ]
    assert silent == []
