"""What a text seems to be about, for a person to confirm."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from zhiliang.methods.complaint_text.learned import Learned, predict
from zhiliang.methods.complaint_text.rules import by_rules
from zhiliang.methods.tables.complaint_text.limits import SUGGESTED, WORDS_SHOWN
from zhiliang.methods.tables.complaint_text.words import AXES, rules


class Choice(NamedTuple):
    """A suggested key, what decided, and how strongly.

    `value` is a score of weights by rules, a probability [0 to 1] by a model.
    """

    key: str
    value: float
    words: tuple[str, ...]
    basis: Literal["rules", "model"]


class Suggestion(NamedTuple):
    """Up to three choices for each axis, the likeliest first; empty where nothing speaks."""

    product: tuple[Choice, ...]
    hazard: tuple[Choice, ...]
    kind: tuple[Choice, ...]


def classify(text: str, model: Mapping[str, Learned] | None = None) -> Suggestion:
    """Suggest product, hazard and kind of a complaint; it decides nothing, a person confirms.

    An axis that has a model is read by it, unless nothing in the text spoke for its first choice;
    then, and without a model, the keyword rules are asked.

    Examples
    --------
    >>> found = classify("取暖器用了三天就漏电，要求退款")
    >>> found.product[0].key, found.hazard[0].key, found.kind[0]
    ('heaters', 'shock', Choice(key='refund', value=4, words=('退款',), basis='rules'))
    """
    return Suggestion(*(_choices(text, axis, (model or {}).get(axis)) for axis in AXES))


def _choices(text: str, axis: str, model: Learned | None) -> tuple[Choice, ...]:
    learned = _learned(text, model) if model else ()
    return learned if learned and learned[0].words else _ruled(text, axis)


def _learned(text: str, model: Learned) -> tuple[Choice, ...]:
    [guesses] = predict(model, [text])
    return tuple(
        Choice(guess.key, guess.probability, tuple(gram.text for gram in guess.grams), "model")
        for guess in guesses
    )


def _ruled(text: str, axis: str) -> tuple[Choice, ...]:
    votes = by_rules(text, rules(axis))[:SUGGESTED]
    return tuple(Choice(key, score, words[:WORDS_SHOWN], "rules") for key, score, words in votes)
