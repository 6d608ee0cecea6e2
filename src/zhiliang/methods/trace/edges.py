"""Edges between lots as they are given: checked columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.trace.numbering import Ints, whole
from zhiliang.methods.trace.rows import Quantities, stable_order


@dataclass(frozen=True, slots=True)
class Edges:
    """`quantity` of lot `src` went into lot `dst` at `t` [s]; four columns [edges]."""

    src: Ints
    dst: Ints
    t: Ints
    quantity: Quantities

    @classmethod
    def of(
        cls, src: ArrayLike, dst: ArrayLike, t: ArrayLike, quantity: ArrayLike | None = None
    ) -> "Edges":
        """Check the columns; no quantities at all are as many missing ones (NaN).

        Raises
        ------
        ValueError
            Unequal lengths, numbers that are not whole, a quantity that is negative or infinite.
        """
        columns = whole(src, "src"), whole(dst, "dst"), whole(t, "t")
        lengths = [column.size for column in columns]
        amounts = measured(quantity, lengths[0])
        if {*lengths, amounts.size} != {lengths[0]}:
            raise ValueError(f"src, dst, t and quantity of lengths {[*lengths, amounts.size]}")
        return cls(*columns, amounts)

    def where(self, chosen: NDArray[np.bool_] | Ints) -> "Edges":
        """Pick some of the edges, or all in another order."""
        return Edges(self.src[chosen], self.dst[chosen], self.t[chosen], self.quantity[chosen])

    def without_loops(self) -> "Edges":
        """All but those from a lot to itself."""
        is_loop = self.src == self.dst
        return self.where(~is_loop) if is_loop.any() else self

    def turned(self) -> "Edges":
        """Swap source and destination."""
        return Edges(self.dst, self.src, self.t, self.quantity)

    def joined(self, other: "Edges") -> "Edges":
        """Put other edges behind these."""
        columns = zip(self.columns(), other.columns(), strict=True)
        return Edges(*(np.concatenate(pair) for pair in columns))

    def columns(self) -> tuple[Ints, Ints, Ints, Quantities]:
        """Give the four columns."""
        return self.src, self.dst, self.t, self.quantity

    def in_time(self) -> "Edges":
        """All edges, the earliest first."""
        if not self.t.size:
            return self
        first, last = int(self.t.min()), int(self.t.max())
        return self.where(stable_order(self.t - first, last - first + 1))


def measured(quantity: ArrayLike | None, count: int) -> Quantities:
    """Quantities as floats, 32 bits if they came so; NaN is a missing one.

    Raises
    ------
    ValueError
        A negative or an infinite one.
    """
    if quantity is None:
        return np.full(count, np.nan)
    given = np.atleast_1d(np.asarray(quantity))
    amounts = given if given.dtype == np.float32 else given.astype(np.float64)
    if ((amounts < 0) | np.isinf(amounts)).any():
        raise ValueError("a quantity is 0 or more and finite; NaN where it is not known")
    return amounts
