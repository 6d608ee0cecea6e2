"""Trophic state index of lakes and reservoirs, TLI(Σ)."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.tables.surface_water import TROPHIC_TERMS

MESOTROPHIC, LIGHT, MEDIUM, HEAVY = 30.0, 50.0, 60.0, 70.0


def trophic_index(values: Mapping[str, ArrayLike]) -> NDArray[np.float64]:
    """TLI(Σ) from the five quantities, all of one shape [1; 0 to 100].

    `chlorophyll_a` [mg/m³], `total_phosphorus`, `total_nitrogen`, `permanganate_index` [mg/L],
    `transparency` [m]. NaN where one is missing or not above zero: its logarithm has no value.

    Raises
    ------
    ValueError
        Other quantities than these five.

    Notes
    -----
    总站生字〔2001〕090号 (secondary; three copies agree). TLI = Σ W_j·10·(a_j + b_j·ln C_j) with
    W_j = r_j² / Σ r_j², r the correlation with chlorophyll a in 26 Chinese lakes.

    Examples
    --------
    >>> lake = {"chlorophyll_a": 26.0, "total_phosphorus": 0.11, "total_nitrogen": 1.2,
    ...         "transparency": 0.6, "permanganate_index": 4.5}
    >>> round(float(trophic_index(lake)), 1)
    56.1
    """
    if values.keys() != {term.factor for term in TROPHIC_TERMS}:
        raise ValueError("the index needs: " + ", ".join(term.factor for term in TROPHIC_TERMS))
    weight = sum(term.r**2 for term in TROPHIC_TERMS)
    total = np.zeros(())
    for term in TROPHIC_TERMS:
        given = np.asarray(values[term.factor], dtype=np.float64)
        logarithm = np.log(np.where(given > 0, given, np.nan))
        total = total + float(term.r**2 / weight) * 10 * (term.constant + term.slope * logarithm)
    return np.asarray(total)


def trophic_state(index: ArrayLike) -> NDArray[np.int8]:
    """State by TLI: 1 oligotrophic (below 30), 2 mesotrophic (to 50), 3 to 5 eutrophic; 0 missing.

    Lightly to 60, moderately to 70, hypereutrophic above. The table `TROPHIC_WORDS` has the
    words in order.

    Notes
    -----
    总站生字〔2001〕090号 (secondary).

    Examples
    --------
    >>> trophic_state([29.9, 30, 50, 50.1, 60.1, 70.1, float("nan")]).tolist()
    [1, 2, 2, 3, 4, 5, 0]
    """
    values = np.asarray(index, dtype=np.float64)
    above = sum((values > edge).astype(np.int8) for edge in (LIGHT, MEDIUM, HEAVY))
    state = 1 + (values >= MESOTROPHIC) + above
    return np.where(np.isnan(values), 0, state).astype(np.int8)
