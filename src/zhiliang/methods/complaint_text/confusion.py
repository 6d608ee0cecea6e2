"""How often suggestions were right, key by key, and what a key was taken for when they weren't."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

NOTHING = ""
"""Stands for a text for which nothing was suggested."""


class Figures(NamedTuple):
    """What became of a key.

    How many texts have it; precision, recall and F1 [0 to 1; None: nothing to divide by]; the
    other key it was most often taken for, and how often.
    """

    key: str
    texts: int
    precision: float | None
    recall: float | None
    f1: float | None
    taken_for: str
    times: int


@dataclass(frozen=True, eq=False, slots=True)
class Confusion:
    """Counts [confirmed key × suggested key] of the first suggestion; keys in order."""

    keys: tuple[str, ...]
    counts: NDArray[np.int64]

    @property
    def texts(self) -> int:
        """How many texts were looked at."""
        return int(self.counts.sum())

    @property
    def right(self) -> float | None:
        """Share of texts whose first suggestion was right; None without texts."""
        return _share(int(self.counts.trace()), self.texts)

    @property
    def macro_f1(self) -> float | None:
        """Mean F1 of the keys that any text has; None without texts."""
        found = [row.f1 for row in self.rows() if row.texts and row.f1 is not None]
        return sum(found) / len(found) if found else None

    def rows(self) -> list[Figures]:
        """Return the figures of each key that was confirmed or suggested."""
        used = self.counts.sum(axis=0) + self.counts.sum(axis=1)
        return [self._figures(place) for place in np.flatnonzero(used).tolist() if self.keys[place]]

    def _figures(self, place: int) -> Figures:
        has, said = int(self.counts[place].sum()), int(self.counts[:, place].sum())
        hit, wrong = int(self.counts[place, place]), self.counts[place].copy()
        wrong[place] = 0
        other = int(wrong.argmax())
        return Figures(
            self.keys[place],
            has,
            _share(hit, said),
            _share(hit, has),
            _share(2 * hit, has + said),
            self.keys[other] if wrong[other] else NOTHING,
            int(wrong[other]),
        )


def compared(confirmed: Sequence[str], suggested: Sequence[str]) -> Confusion:
    """Count confirmed against suggested keys; "" where nothing was suggested.

    Raises
    ------
    ValueError
        The sequences differ in length.

    Examples
    --------
    >>> found = compared(["fire", "fire", "shock"], ["fire", "shock", "shock"])
    >>> found.rows()[0].recall, found.rows()[0].taken_for
    (0.5, 'shock')
    """
    keys = tuple(sorted({*confirmed, *suggested}))
    place = {key: number for number, key in enumerate(keys)}
    counts = np.zeros((len(keys), len(keys)), np.int64)
    for key, said in zip(confirmed, suggested, strict=True):
        counts[place[key], place[said]] += 1
    return Confusion(keys, counts)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
