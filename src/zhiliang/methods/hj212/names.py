"""Texts kept once and spoken of by number, so that rows can be sorted and joined as numbers."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhiliang.methods.hj212.checksum import Ints
from zhiliang.methods.hj212.spans import nothing, picked

NONE = -1


class Names:
    """Texts by number; those of `below`, which must not grow meanwhile, come first."""

    def __init__(self, below: "Names | None" = None) -> None:
        self.below = below
        self.base = 0 if below is None else len(below)
        self.known: dict[str, int] = {}
        self._array = pa.array([], pa.string())
        self._whole = self._array

    def __len__(self) -> int:
        """Count the texts."""
        return self.base + len(self.known)

    def number(self, text: str | None) -> int:
        """Return the number of a text, a new one if need be; of None and nothing: -1.

        Examples
        --------
        >>> names = Names()
        >>> names.number("Rtd"), names.number("Avg"), names.number("Rtd"), names.number(None)
        (0, 1, 0, -1)
        """
        if not text:
            return NONE
        if self.below is not None and text in self.below.known:
            return self.below.known[text]
        return self.known.setdefault(text, len(self))

    def numbers(self, texts: Iterable[str | None]) -> Ints:
        """Return the number of each text."""
        return np.fromiter((self.number(text) for text in texts), dtype=np.int64)

    def array(self) -> pa.StringArray:
        """Return all texts in the order of their numbers."""
        if self.below is not None and not self.known:
            return self.below.array()
        if len(self._array) != len(self.known) or len(self._whole) != len(self):
            self._array = pa.array(list(self.known), pa.string())
            self._whole = self._array
            if self.below is not None:
                self._whole = pa.concat_arrays([self.below.array(), self._array])
        return self._whole

    def column(self, numbers: Ints) -> pa.StringArray:
        """Return the text of each number; null for -1."""
        missing = numbers < 0
        if missing.all():
            return nothing(pa.string(), len(numbers))
        if not missing.any():
            return picked(self.array(), numbers)
        return pc.take(self.array(), pa.array(numbers, mask=missing), boundscheck=False)
