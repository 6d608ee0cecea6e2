"""A linear model of hashed character n-grams, learnt from complaints that people classified.

scikit-learn's HashingVectorizer and SGDClassifier (logistic loss, one key against the rest).
Nothing is downloaded, and no text is kept: weights are those of hashed pieces.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.complaint_text.reading import Pieces, pieces, vectors
from zhiliang.methods.tables.complaint_text.limits import (
    EPOCHS,
    FEATURES,
    PENALTY,
    SUGGESTED,
    WORDS_SHOWN,
)

Weights = NDArray[np.float32]


class Gram(NamedTuple):
    """A piece of the text and what it adds to the decision for a key: weight × value."""

    text: str
    contribution: float


class Guess(NamedTuple):
    """A key, its probability [0 to 1], and the pieces that spoke for it most."""

    key: str
    probability: float
    grams: tuple[Gram, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Learned:
    """A trained model: weights [keys × features], intercepts [keys], where training stands."""

    keys: tuple[str, ...]
    weights: Weights
    intercepts: Weights
    steps: float
    seed: int


def fit(texts: Sequence[str], labels: Sequence[str], *, seed: int) -> Learned:
    """Learn from texts and the key of each; the same rows in order and seed give the same model.

    Raises
    ------
    ValueError
        Fewer than two different keys, or not as many labels as texts.
    """
    keys = tuple(sorted(set(labels)))
    if len(keys) < 2 or len(texts) != len(labels):
        raise ValueError(
            f"{len(texts)} texts, {len(labels)} labels, {len(keys)} keys: "
            "a model needs a label for each text and two different ones"
        )
    trainer = _trainer(seed, epochs=EPOCHS)
    return _learned(keys, trainer.fit(vectors(texts), list(labels)), seed)


def partial_fit(model: Learned, texts: Sequence[str], labels: Sequence[str]) -> Learned:
    """Learn on from more texts, once through; the given model stays as it was.

    Raises
    ------
    ValueError
        A label that the model doesn't know (then train anew), or not as many labels as texts.
    """
    if strange := sorted(set(labels) - set(model.keys)):
        raise ValueError(f"keys that this model was not trained for: {', '.join(strange)}")
    trainer = _trainer(model.seed)
    trainer.classes_ = np.array(model.keys)
    of = slice(1, None) if len(model.keys) == 2 else slice(None)
    trainer.coef_, trainer.intercept_ = model.weights[of].copy(), model.intercepts[of].copy()
    trainer.t_, trainer.n_features_in_ = model.steps, FEATURES
    return _learned(model.keys, trainer.partial_fit(vectors(texts), list(labels)), model.seed)


def predict(
    model: Learned, texts: Sequence[str], *, top: int = SUGGESTED
) -> list[tuple[Guess, ...]]:
    """Suggest the likeliest keys of each text and what decided; nothing for an empty one.

    Probabilities are those of each key against the rest, divided by their sum; how far they can be
    believed is told by `calibration`.
    """
    return [
        tuple(_guesses(model, text, row, top))
        for text, row in zip(texts, probabilities(model, texts), strict=True)
    ]


def probabilities(model: Learned, texts: Sequence[str]) -> NDArray[np.float64]:
    """Probability [texts × keys] of each key; every row sums to 1."""
    each = np.exp(-np.logaddexp(0, -decisions(model, texts)))
    return np.asarray(each / each.sum(axis=1, keepdims=True))


def decisions(model: Learned, texts: Sequence[str]) -> NDArray[np.float64]:
    """Sum up intercept and contributions for each text and key [texts × keys]."""
    counted = vectors(texts).astype(np.float64)
    # Few of the features come in a few texts; the others need not be multiplied by 0.
    used = np.unique(counted.indices)
    found = counted[:, used] @ model.weights[:, used].T.astype(np.float64)
    return np.asarray(found + model.intercepts)


def contributions(model: Learned, text: str, key: str) -> list[Gram]:
    """List what each different piece of a text adds to the decision for a key, the most first.

    Pieces that fall together in the hash share their weight; with the intercept they sum up to
    the decision.
    """
    return _contributions(model.weights[model.keys.index(key)], pieces(text))


def _contributions(weights: Weights, seen: Pieces) -> list[Gram]:
    added: dict[str, float] = {}
    for piece, value in zip(seen.texts, seen.values * weights[seen.places], strict=True):
        added[piece] = added.get(piece, 0.0) + float(value)
    grams = (Gram(piece, value) for piece, value in added.items())
    return sorted(grams, key=lambda gram: (-gram.contribution, -len(gram.text), gram.text))


def _guesses(model: Learned, text: str, row: NDArray[np.float64], top: int) -> Iterator[Guess]:
    seen = pieces(text)
    for place in np.argsort(-row, kind="stable")[:top] if seen.texts else ():
        grams = _telling(_contributions(model.weights[place], seen))
        yield Guess(model.keys[place], float(row[place]), grams)


def _telling(grams: Iterable[Gram]) -> tuple[Gram, ...]:
    """Choose the strongest pieces; of two of which one contains the other only the stronger."""
    kept: list[Gram] = []
    for gram in grams:
        if len(kept) == WORDS_SHOWN or gram.contribution <= 0:
            break
        if not any(gram.text in one.text or one.text in gram.text for one in kept):
            kept.append(gram)
    return tuple(kept)


def _learned(keys: tuple[str, ...], trainer: Any, seed: int) -> Learned:
    weights, intercepts = trainer.coef_, trainer.intercept_
    if len(keys) == 2:
        # Of two keys only the second is learnt; the first is its contrary.
        weights, intercepts = np.vstack([-weights, weights]), np.r_[-intercepts, intercepts]
    return Learned(
        keys,
        np.ascontiguousarray(weights, dtype=np.float32),
        np.asarray(intercepts, dtype=np.float32),
        float(trainer.t_),
        seed,
    )


def _trainer(seed: int, *, epochs: int = 1) -> Any:
    from sklearn.linear_model import SGDClassifier

    return SGDClassifier(
        loss="log_loss", alpha=PENALTY, max_iter=epochs, tol=None, random_state=seed
    )
