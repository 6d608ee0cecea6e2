"""Shares laid end to end, from which one can be found and taken out without a walk through all."""

from collections.abc import Sequence


class Shares:
    """Whole numbers > 0 whose running sums are kept in a tree (Fenwick 1994).

    `total` is the sum of those not taken out.

    Examples
    --------
    >>> shares = Shares([5, 1, 2])
    >>> shares.take(5), shares.take(5), shares.take(4), shares.total
    (1, 2, 0, 0)
    """

    def __init__(self, weights: Sequence[int]) -> None:
        self.total = sum(weights)
        self._weights = list(weights)
        self._sums = [0, *weights]
        for place in range(1, len(self._sums)):
            if (above := place + (place & -place)) < len(self._sums):
                self._sums[above] += self._sums[place]

    def take(self, number: int) -> int:
        """Take out the share that holds `number` (0 to `total` - 1) and return its place."""
        place = self._holding(number)
        weight, self._weights[place] = self._weights[place], 0
        self.total -= weight
        above = place + 1
        while above < len(self._sums):
            self._sums[above] -= weight
            above += above & -above
        return place

    def _holding(self, number: int) -> int:
        place, step = 0, 1 << len(self._sums).bit_length()
        while step := step >> 1:
            further = place + step
            if further < len(self._sums) and self._sums[further] <= number:
                place, number = further, number - self._sums[further]
        return place
