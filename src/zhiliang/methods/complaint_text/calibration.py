"""Whether stated probabilities can be believed: of texts said to be right in 8 of 10, how many."""

from collections.abc import Sequence
from typing import NamedTuple

from zhiliang.methods.tables.complaint_text.limits import BANDS


class Band(NamedTuple):
    """Texts whose first choice has a probability from `low` to that of the next band.

    Their number, the mean of these probabilities, and the share that was right [0 to 1].
    """

    low: float
    texts: int
    probability: float
    right: float


class Calibration(NamedTuple):
    """Bands that hold texts, and the expected calibration error [0 to 1; None without texts].

    The error is the mean distance of the stated from the found share, weighted by texts (Naeini,
    Cooper and Hauskrecht 2015).
    """

    bands: tuple[Band, ...]
    error: float | None


def banded(stated: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Put stated probabilities into bands of equal width.

    Examples
    --------
    >>> banded([0.55, 0.95, 0.85, 0.85], [False, True, True, False]).bands[1]
    Band(low=0.8, texts=2, probability=0.85, right=0.5)
    """
    places = [min(int(one * BANDS), BANDS - 1) for one in stated]
    bands = [_band(place, places, stated, right) for place in sorted(set(places))]
    gaps = [band.texts * abs(band.probability - band.right) for band in bands]
    return Calibration(tuple(bands), sum(gaps) / len(stated) if stated else None)


def _band(
    place: int, places: Sequence[int], stated: Sequence[float], right: Sequence[bool]
) -> Band:
    inside = [number for number, other in enumerate(places) if other == place]
    mean = sum(stated[number] for number in inside) / len(inside)
    share = sum(right[number] for number in inside) / len(inside)
    return Band(place / BANDS, len(inside), mean, share)
