"""What a text seems to be about, for a person to confirm."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from zhiliang.methods.complaint_text.learned import Learned, predict
from zhiliang.methods.complaint_text.rules import by_rules, keywords
from zhiliang.methods.tables.complaint_text.limits import SUGGESTED, WORDS_SHOWN
from zhiliang.methods.tables.complaint_text.words import AXES


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

    An axis that has a model is read by it; what the keyword rules would say first takes the last
    place if the model doesn't name it. The rules alone are asked without a model, and where nothing
    in the text spoke for the model's first choice.

    Examples
    --------
    >>> found = classify("取暖器用了三天就漏电，要求退款")
    >>> found.product[0].key, found.hazard[0].key, found.kind[0]
    ('heaters', 'shock', Choice(key='refund', value=4, words=('退款',), basis='rules'))
    """
    return Suggestion(*(_choices(text, axis, (model or {}).get(axis)) for axis in AXES))


def _choices(text: str, axis: str, model: Learned | None) -> tuple[Choice, ...]:
    learned, ruled = _learned(text, model) if model else (), _ruled(text, axis)
    if not learned or not learned[0].words:
        return ruled
    missed = ruled[:1] if ruled and ruled[0].key not in {one.key for one in learned} else ()
    return (*learned[: SUGGESTED - len(missed)], *missed)


def _learned(text: str, model: Learned) -> tuple[Choice, ...]:
    [guesses] = predict(model, [text])
    return tuple(
        Choice(guess.key, guess.probability, tuple(gram.text for gram in guess.grams), "model")
        for guess in guesses
    )


def _ruled(text: str, axis: str) -> tuple[Choice, ...]:
    votes = by_rules(text, keywords(axis))[:SUGGESTED]
    return tuple(Choice(key, score, words[:WORDS_SHOWN], "rules") for key, score, words in votes)
