"""Whether stated probabilities can be believed: of texts said to be right in 8 of 10, how many were."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from zhiliang.methods.complaint_text.learned import Learned, probabilities
from zhiliang.methods.tables.complaint_text.limits import BANDS


class Band(NamedTuple):
    """Texts whose first choice has a probability from `low` to the next band, the mean of these
    probabilities, and the share that was right [0 to 1].
    """

    low: float
    texts: int
    probability: float
    right: float


class Calibration(NamedTuple):
    """Bands that hold texts, and the expected calibration error [0 to 1; None without texts]:
    the mean distance of stated from found, weighted by texts (Naeini, Cooper, Hauskrecht 2015).
    """

    bands: tuple[Band, ...]
    error: float | None


def calibration(model: Learned, texts: Sequence[str], labels: Sequence[str]) -> Calibration:
    """Compare the probability of first choices with how often they were right."""
    if not texts:
        return Calibration((), None)
    found = probabilities(model, texts)
    right = np.array(model.keys)[found.argmax(axis=1)] == np.array(labels)
    return banded(found.max(axis=1).tolist(), right.tolist())


def banded(stated: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Put stated probabilities into bands of equal width.

    Examples
    --------
    >>> banded([0.55, 0.95, 0.85, 0.85], [False, True, True, False]).bands[1]
    Band(low=0.8, texts=2, probability=0.85, right=0.5)
    """
    places = [min(int(one * BANDS), BANDS - 1) for one in stated]
    bands = []
    for place in sorted(set(places)):
        inside = [number for number, other in enumerate(places) if other == place]
        mean = sum(stated[number] for number in inside) / len(inside)
        share = sum(right[number] for number in inside) / len(inside)
        bands.append(Band(place / BANDS, len(inside), mean, share))
    gaps = [band.texts * abs(band.probability - band.right) for band in bands]
    return Calibration(tuple(bands), sum(gaps) / len(stated) if stated else None)
