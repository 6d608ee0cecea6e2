"""Classification by keywords: the cold start, and what a model is measured against."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from zhiliang.methods.complaint_text.normal import normal
from zhiliang.methods.tables.complaint_text.words import Rule


class Vote(NamedTuple):
    """A key, the sum of the weights of its words in the text, and these words as they come."""

    key: str
    score: int
    words: tuple[str, ...]


def by_rules(text: str, table: Sequence[Rule]) -> list[Vote]:
    """Count the words of a table that stand in a text, for each key; the highest score first.

    A word counts once, however often it comes. Words are read from left to right, the longest
    first, and don't overlap; equal scores stay in the table's order. Without any word: nothing.

    Examples
    --------
    >>> table = [Rule("heaters", "取暖器", 4), Rule("fire", "起火", 4), Rule("fire", "没有起火", 0)]
    >>> by_rules("取暖器冒烟，没有起火", table)
    [Vote(key='heaters', score=4, words=('取暖器',))]
    """
    found = dict.fromkeys(_pattern(tuple(table)).findall(normal(text)))
    votes = [_vote(key, found, rules) for key, rules in _by_key(tuple(table)).items()]
    return sorted((vote for vote in votes if vote.score), key=lambda vote: -vote.score)


def _vote(key: str, found: dict[str, None], weights: dict[str, int]) -> Vote:
    words = tuple(word for word in found if weights.get(word))
    return Vote(key, sum(weights[word] for word in words), words)


@lru_cache(16)
def _by_key(table: tuple[Rule, ...]) -> dict[str, dict[str, int]]:
    keys: dict[str, dict[str, int]] = {}
    for rule in table:
        keys.setdefault(rule.key, {})[rule.word] = rule.weight
    return keys


@lru_cache(16)
def _pattern(table: tuple[Rule, ...]) -> re.Pattern[str]:
    words = sorted({rule.word for rule in table}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)) or "(?!)")
