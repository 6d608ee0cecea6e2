"""The notes a walk makes about every lot, kept for the next walk: making them anew costs more."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.trace.clock import Labels
from zhiliang.methods.trace.rows import Places


@dataclass(frozen=True, slots=True)
class Sheet:
    """Arrays [lots]: clean between walks are `level`, `done` and `is_waiting`.

    level
        Best label so far, 0: not reached.
    done
        How many edges at the end of its row are relaxed.
    is_waiting
        On the stack; only while plain Python or Numba walks lot after lot.
    stack, found
        Places still to be relaxed, and found; filled from the front.
    claim
        Who asked first, where several ask for one lot at once.
    """

    level: Labels
    done: NDArray[np.int32]
    is_waiting: NDArray[np.bool_]
    stack: NDArray[np.int32]
    found: NDArray[np.int32]
    claim: NDArray[np.int32]

    @classmethod
    def of(cls, count: int, label: np.dtype[np.integer]) -> "Sheet":
        """Clean notes on `count` lots."""
        stack, found, claim = (np.empty(count, np.int32) for _ in range(3))
        none = np.zeros(count, np.int32)
        return cls(np.zeros(count, label), none, np.zeros(count, np.bool_), stack, found, claim)

    def clean(self, places: Places) -> None:
        """Forget what was noted of these places."""
        self.level[places] = 0
        self.done[places] = 0
