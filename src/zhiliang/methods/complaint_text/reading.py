"""What a model sees of a text: hashed character n-grams, and the keys its keywords speak for.

The keywords let a model recognise in new words what it has learnt in others: every word that the
rules know for "heaters" is seen as the same feature, as often as the word weighs. scikit-learn is
imported on first use, since pages that classify nothing need not wait for it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.complaint_text.normal import normal
from zhiliang.methods.complaint_text.rules import keywords, speaking
from zhiliang.methods.tables.complaint_text.limits import FEATURES, GRAMS
from zhiliang.methods.tables.complaint_text.words import AXES

# Never in a text that has been brought to its normal form, so no n-gram is taken for a key.
_KEY = "\t"


class Piece(NamedTuple):
    """What stands in the text, and the feature as which it is seen."""

    text: str
    feature: str


class Pieces(NamedTuple):
    """The different pieces of a text, where each is hashed to, and its value there."""

    texts: tuple[str, ...]
    places: NDArray[np.int32]
    values: NDArray[np.float64]


def vectors(texts: Iterable[str]) -> Any:
    """Hash and count the features of each text, scaled to length 1: sparse [texts × features]."""
    return _vectorizer().transform(texts)


def pieces(text: str) -> Pieces:
    """List what `vectors` counts in a text, with the same values."""
    counts = Counter(_pieces(text))
    if not counts:
        return Pieces((), np.zeros(0, np.int32), np.zeros(0))
    places = _hasher().transform([[piece.feature] for piece in counts]).indices
    times = np.array(list(counts.values()), dtype=np.float64)
    length = np.linalg.norm(np.bincount(places, weights=times))
    return Pieces(tuple(piece.text for piece in counts), places, times / length)


def _pieces(text: str) -> Iterator[Piece]:
    read = normal(text)
    for gram in _grams()(read):
        yield Piece(gram, gram)
    for axis in AXES:
        for rule in speaking(read, keywords(axis)):
            yield from repeat(Piece(rule.word, f"{_KEY}{axis}:{rule.key}"), rule.weight)


def _features(text: str) -> list[str]:
    return [piece.feature for piece in _pieces(text)]


@cache
def _grams() -> Any:
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(analyzer="char", ngram_range=GRAMS, lowercase=False).build_analyzer()


@cache
def _vectorizer() -> Any:
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(
        analyzer=_features, n_features=FEATURES, alternate_sign=False, dtype=np.float32
    )


@cache
def _hasher() -> Any:
    from sklearn.feature_extraction import FeatureHasher

    return FeatureHasher(FEATURES, input_type="string", alternate_sign=False)
