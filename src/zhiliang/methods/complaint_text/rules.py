"""Classification by keywords: the cold start, and what a model is measured against."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from zhiliang.methods.complaint_text.normal import normal
from zhiliang.methods.tables.complaint_text.words import Rule, rules


class Vote(NamedTuple):
    """A key, the sum of the weights of its words in the text, and these words as they come."""

    key: str
    score: int
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Keywords:
    """A table of rules made ready: its keys in order, a pattern of all words, what each says."""

    keys: tuple[str, ...]
    pattern: re.Pattern[str]
    rules: dict[str, tuple[Rule, ...]]


@cache
def keywords(axis: str) -> Keywords:
    """Make the rules of an axis (product, hazard, kind) ready."""
    return compiled(rules(axis))


def compiled(table: Iterable[Rule]) -> Keywords:
    """Make a table of rules ready: of words that begin in one place the longest is read."""
    said: dict[str, tuple[Rule, ...]] = {}
    endings: dict[str, set[str]] = defaultdict(set)
    for rule in (rows := tuple(table)):
        said[rule.word] = (*said.get(rule.word, ()), rule)
        endings[rule.word[0]].add(rule.word[1:])
    branches = (re.escape(first) + _longest_first(rest) for first, rest in endings.items())
    keys = tuple(dict.fromkeys(rule.key for rule in rows))
    return Keywords(keys, re.compile("|".join(branches) or "(?!)"), said)


def speaking(text: str, table: Keywords) -> list[Rule]:
    """List the rules whose word stands in a text, each once, as the words come.

    Words are read from left to right, the longest first, and don't overlap. Those of weight 0
    only keep a shorter word from being read.
    """
    found = dict.fromkeys(table.pattern.findall(normal(text)))
    return [rule for word in found for rule in table.rules[word] if rule.weight]


def by_rules(text: str, table: Keywords) -> list[Vote]:
    """Count the words of a table that stand in a text, for each key; the highest score first.

    A word counts once, however often it comes; equal scores stay in the table's order. Without
    any word: nothing.

    Examples
    --------
    >>> rows = [Rule("heaters", "取暖器", 4), Rule("fire", "起火", 4), Rule("fire", "没有起火", 0)]
    >>> by_rules("取暖器冒烟，没有起火", compiled(rows))
    [Vote(key='heaters', score=4, words=('取暖器',))]
    """
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in speaking(text, table):
        found[rule.key].append(rule)
    votes = [
        Vote(key, sum(rule.weight for rule in said), tuple(rule.word for rule in said))
        for key, said in found.items()
    ]
    return sorted(votes, key=lambda vote: (-vote.score, table.keys.index(vote.key)))


def _longest_first(endings: Iterable[str]) -> str:
    ordered = sorted(endings, key=lambda ending: (-len(ending), ending))
    return f"(?:{'|'.join(map(re.escape, ordered))})"
