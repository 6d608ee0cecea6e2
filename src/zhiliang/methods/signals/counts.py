"""Reports to pairs of product and hazard: how often, and how often by chance."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Pairs that some report names, sorted by product and hazard, each array [pairs].

    `n`: reports with the pair; `expected`: reports with it if product and hazard had nothing to do
    with each other; `with_product`, `with_hazard`: reports with either; `reports`: all of them.
    """

    products: NDArray[Any]
    hazards: NDArray[Any]
    n: Whole
    expected: Real
    with_product: Whole
    with_hazard: Whole
    reports: int

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.n)

    def table(self) -> tuple[Real, Real, Real, Real]:
        """Return the fourfold table of each pair: both, product alone, hazard alone, neither.

        A report that names product and hazard, but each in another mention, counts on either side
        and not as both; "neither" never falls below none for it.
        """
        both = self.n.astype(float)
        product, hazard = self.with_product - both, self.with_hazard - both
        return both, product, hazard, np.maximum(self.reports - both - product - hazard, 0.0)


def pairs(
    reports: Sequence[Hashable],
    products: Sequence[Any],
    hazards: Sequence[Any],
    strata: Sequence[Hashable] | None = None,
) -> Counts:
    """Count the reports of each pair of product and hazard; one row a mention, equally long.

    With `strata` (a row's city, sex, kind of source) the expected number is worked out within
    each and summed, so that what differs between strata makes no signal; all other numbers are
    of the whole.

    Raises
    ------
    ValueError
        Rows of unequal length, or none.

    Examples
    --------
    >>> found = pairs([1, 1, 2, 3], ["kettle", "kettle", "kettle", "toy"], ["burn"] * 3 + ["cut"])
    >>> found.products.tolist(), found.n.tolist(), found.expected.round(3).tolist()
    (['kettle', 'toy'], [2, 1], [1.333, 0.333])
    """
    lengths = {
        len(reports),
        len(products),
        len(hazards),
        len(reports if strata is None else strata),
    }
    if lengths == {0} or len(lengths) > 1:
        raise ValueError(
            "reports, products, hazards and strata have one row a mention, at least one"
        )
    report, _ = _coded(reports)
    product, product_names = _coded(products)
    hazard, hazard_names = _coded(hazards)
    pair, mentioned = _distinct(product, hazard)
    one, other = mentioned.T
    whole = _margins((report, product, hazard), np.zeros_like(report), (one, other))
    if strata is None:
        expected = whole[0] * whole[1] / whole[2]
    else:
        expected = _expected((report, product, hazard), _coded(strata)[0], (one, other))
    return Counts(
        products=product_names[one],
        hazards=hazard_names[other],
        n=np.bincount(_distinct(pair, report)[1][:, 0], minlength=len(mentioned)),
        expected=expected,
        with_product=whole[0],
        with_hazard=whole[1],
        reports=int(whole[2]),
    )


def _coded(values: Sequence[Any]) -> tuple[Whole, NDArray[Any]]:
    """Return a code for each value and the values in their order."""
    names = sorted(dict.fromkeys(values))
    codes = {name: code for code, name in enumerate(names)}
    listed = np.empty(len(names), dtype=object)
    listed[:] = names
    return np.fromiter((codes[value] for value in values), np.int64, len(values)), listed


def _distinct(one: Whole, other: Whole) -> tuple[Whole, Whole]:
    """Return for each row the place of its two codes among the distinct ones, and these."""
    width = int(other.max()) + 1
    keys, places = np.unique(one * width + other, return_inverse=True)
    return places, np.stack(np.divmod(keys, width), axis=1)


def _reports_with(report: Whole, code: Whole, size: int) -> Whole:
    return np.bincount(_distinct(code, report)[1][:, 0], minlength=size)


def _margins(
    coded: tuple[Whole, Whole, Whole], stratum: Whole, pair: tuple[Whole, Whole], at: int = 0
) -> tuple[Whole, Whole, int]:
    inside = stratum == at
    report, product, hazard = (code[inside] for code in coded)
    one, other = pair
    return (
        _reports_with(report, product, int(coded[1].max()) + 1)[one],
        _reports_with(report, hazard, int(coded[2].max()) + 1)[other],
        len(np.unique(report)),
    )


def _expected(coded: tuple[Whole, Whole, Whole], stratum: Whole, pair: tuple[Whole, Whole]) -> Real:
    expected = np.zeros(len(pair[0]))
    for at in range(int(stratum.max()) + 1):
        with_product, with_hazard, reports = _margins(coded, stratum, pair, at)
        expected += with_product * with_hazard / reports
    return expected
