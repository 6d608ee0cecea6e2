"""Texts that may say the same once more: the same complaint sent twice, or a repeated one."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.complaint_text.normal import normal
from zhiliang.methods.tables.complaint_text.limits import LEAST_SIMILAR, LONGEST_COMPARED

# Never in a text that has been brought to its normal form.
_END = "\0"
_BETWEEN = re.compile(r"[\W_]+")


class Similar(NamedTuple):
    """Where a text stands among the others, and how alike it is [0 to 1]."""

    place: int
    score: float


def similar(text: str, others: Sequence[str], *, least: float = LEAST_SIMILAR) -> list[Similar]:
    """Find the texts that are alike from `least` on; the most alike first, then as they come.

    Jaccard's index of the sets of neighbouring pairs of characters, the first 2,000 characters of
    each text read as for classification, letters and digits alone. A person decides: forms filled
    in alike are alike without being the same matter, and the same matter told anew is not found.

    Raises
    ------
    ValueError
        `least` is not above 0 and at most 1.

    Examples
    --------
    >>> similar("取暖器漏电", ["牛奶过期了", "取暖器 漏电", "取暖器漏电，要求退款"], least=0.3)
    [Similar(place=1, score=1.0), Similar(place=2, score=0.5)]
    """
    if not 0 < least <= 1:
        raise ValueError(f"a share above 0 and at most 1, not {least}")
    own, read = _read(text), [_read(other) for other in others]
    scored = [Similar(place, _jaccard(own, read[place])) for place in _likely(own, read, least)]
    found = (one for one in scored if one.score >= least)
    return sorted(found, key=lambda one: (-one.score, one.place))


def _read(text: str) -> str:
    return _BETWEEN.sub("", normal(text, LONGEST_COMPARED))


def _pairs(text: str) -> set[str]:
    """Collect the neighbouring pairs of characters; of a single one, itself."""
    return {text[place : place + 2] for place in range(len(text) - 1)} or {text} - {""}


def _jaccard(one: str, other: str) -> float:
    first, second = _pairs(one), _pairs(other)
    return len(first & second) / (len(first | second) or 1)


def _likely(own: str, others: Sequence[str], least: float) -> list[int]:
    """Places of texts that hold enough of the pairs to be alike, repeated ones counted again."""
    if len(own) < 2:
        return [place for place, other in enumerate(others) if other == own]
    pairs, wanted = _codes(_END.join(others) + _END), np.unique(_codes(own))
    nearest = wanted[np.searchsorted(wanted, pairs).clip(max=len(wanted) - 1)]
    before = np.r_[0, np.cumsum(nearest == pairs)]
    ends = np.cumsum([len(other) + 1 for other in others], dtype=np.int64) - 1
    held = np.diff(before[ends], prepend=0)
    # Rounding must not lose one that is exactly at the limit.
    return np.flatnonzero(held >= least * len(wanted) - 1e-6).tolist()


def _codes(text: str) -> NDArray[np.int64]:
    """Return a number for each neighbouring pair of characters."""
    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.int64)
    return points[:-1] << 21 | points[1:]
