"""Seconds as small positive numbers, turned so that the greater one is always the better one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.trace.numbering import Ints

Labels = NDArray[np.integer]

# Seconds of 68 years fit into 31 bits; whatever is wider takes 62.
NARROW, WIDE = 2**31 - 1, 2**62
FARTHEST = 2**60


@dataclass(frozen=True, slots=True)
class Face:
    """Time t [s] as the label `offset` + `sign` · t, 1 to `span`.

    Forward tracing wants the earliest arrival (`sign` -1), backward tracing the latest departure
    (`sign` +1): in labels each wants the greatest, and 0 says "not reached".
    """

    offset: int
    sign: int
    span: int

    @property
    def dtype(self) -> type[np.int32] | type[np.int64]:
        """Smallest type that holds every label."""
        return np.int32 if self.span == NARROW else np.int64

    @property
    def always(self) -> int:
        """Time at which a root was already itself: before all others, or after them."""
        ends = np.iinfo(np.int64)
        return int(ends.min if self.sign < 0 else ends.max)

    def labels(self, t: Ints) -> Labels:
        """Label of each time; right only for times that it `holds`."""
        return (self.offset + self.sign * t).astype(self.dtype)

    def times(self, labels: Labels) -> Ints:
        """Undo `labels`."""
        return self.sign * (labels.astype(np.int64) - self.offset)

    def holds(self, t: Ints) -> bool:
        """Whether all of these times have labels."""
        if not t.size:
            return True
        ends = [self.offset + self.sign * int(end) for end in (t.min(), t.max())]
        return min(ends) >= 1 and max(ends) <= self.span

    def between(self, first: int, last: int) -> tuple[int, int]:
        """Least and greatest label of the times from `first` to `last`."""
        ends = [max(-WIDE, min(WIDE, self.offset + self.sign * end)) for end in (first, last)]
        return min(ends), max(ends)


def faces(t: Ints) -> tuple[Face, Face]:
    """Labels that prefer the earlier and labels that prefer the later, with room on both sides.

    Raises
    ------
    ValueError
        A time farther from 0 than 2^60 s.

    Examples
    --------
    >>> earlier, later = faces(np.array([5, 7]))
    >>> earlier.times(earlier.labels(np.array([5, 7]))).tolist()
    [5, 7]
    """
    first, last = (int(t.min()), int(t.max())) if t.size else (0, 0)
    if max(-first, last) > FARTHEST:
        raise ValueError(f"times from {first} to {last}: more than 2^60 s from 0")
    span = NARROW if last - first < NARROW else WIDE
    origin = (first + last + 1 - span) // 2
    return Face(span + origin, -1, span), Face(1 - origin, 1, span)
