"""Bring indicators of different units to one scale, higher always better."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.composite.arrays import directions, per_indicator, pooled, table, unpooled
from zhiliang.methods.composite.ranks import Floats, ascending_ranks


def normalise(
    x: ArrayLike,
    method: str = "min_max",
    *,
    direction: ArrayLike | None = None,
    **parameters: Any,
) -> Floats:
    """Every indicator on one scale, higher always better [as `x`].

    Each column is multiplied by its direction first, as COINr does; a NaN stays a NaN and counts
    in no minimum, mean or rank. In a panel units and years are pooled, so scores compare over time.

    Parameters
    ----------
    x
        [units × indicators] or [units × indicators × years], any unit.
    method
        One of `NORMALISATIONS`: ``min_max`` (low=0, high=100), ``z_score`` (mean=0, sd=1),
        ``rank``, ``percentile_rank`` (0 to 1), ``borda`` (rank − 1), ``distance_to_target``
        (targets, cap=False), ``distance_to_best`` and ``distance_to_worst`` (0 to 1),
        ``distance_to_reference`` (reference, cap=False), ``fraction_of_max``, ``scaled``
        (bounds=(0, 100), scale=100), ``goalposts`` (goalposts, truncate=True), ``none``.
    direction
        [indicators] +1 or −1; None: all +1.
    parameters
        Those of the method, one for all or one for each indicator. Targets, bounds and goalposts
        are in the indicator's own unit, whatever its direction.

    Raises
    ------
    ValueError
        An unknown method, a direction other than ±1, a parameter of the wrong length or sense.
    TypeError
        A parameter that the method does not have, or one that it needs and did not get.

    Notes
    -----
    OECD/JRC 2008, step 5; COINr `Normalise` and `n_minmax`, `n_zscore`, `n_rank`, `n_prank`,
    `n_borda`, `n_dist2targ`, `n_dist2max`, `n_dist2ref`, `n_fracmax`, `n_scaled`, `n_goalposts`
    (parameters as with its "use_iMeta"). An indicator whose values are all the same has no range:
    the methods that divide by it give NaN, and `Index` refuses it by name.

    Examples
    --------
    >>> normalise([[1, 10], [3, 30], [2, 20]], "min_max", direction=[1, -1]).tolist()
    [[0.0, 100.0], [100.0, 0.0], [50.0, 50.0]]
    >>> normalise([[60.0], [80.0]], "goalposts", goalposts=(40, 90)).tolist()
    [[0.4], [0.8]]
    """
    if method not in NORMALISATIONS:
        raise ValueError(f"unknown normalisation {method!r}: one of {', '.join(NORMALISATIONS)}")
    values = table(x)
    signs = directions(direction, values.shape[1])
    if "reference" in parameters and values.ndim == 3:
        raise ValueError("a reference unit has one value in each year of a panel: give targets")
    # A NaN from a range of 0 is an answer here; the index says which indicator it is.
    with np.errstate(invalid="ignore", divide="ignore"):
        rows = NORMALISATIONS[method](pooled(values) * signs, signs, **parameters)
    rows[~np.isfinite(rows)] = np.nan
    return unpooled(rows, values.shape)


def _min_max(x: Floats, signs: Floats, *, low: ArrayLike = 0, high: ArrayLike = 100) -> Floats:
    floor = per_indicator(low, len(x), "low")
    return _share_of_range(x) * (per_indicator(high, len(x), "high") - floor) + floor


def _z_score(x: Floats, signs: Floats, *, mean: ArrayLike = 0, sd: ArrayLike = 1) -> Floats:
    counts = (~np.isnan(x)).sum(axis=1, keepdims=True)
    centred = x - np.nansum(x, axis=1, keepdims=True) / counts
    spread = np.sqrt(np.nansum(centred**2, axis=1, keepdims=True) / (counts - 1))
    wanted = per_indicator(sd, len(x), "sd")
    if (wanted <= 0).any():
        raise ValueError("sd must be positive")
    # The same value everywhere has a spread of rounding errors only.
    spread[_highest(x) == _lowest(x)] = np.nan
    return np.asarray(centred / spread * wanted + per_indicator(mean, len(x), "mean"))


def _rank(x: Floats, signs: Floats) -> Floats:
    return ascending_ranks(x)


def _borda(x: Floats, signs: Floats) -> Floats:
    return ascending_ranks(x) - 1


def _percentile_rank(x: Floats, signs: Floats) -> Floats:
    return np.asarray(_borda(x, signs) / ((~np.isnan(x)).sum(axis=1, keepdims=True) - 1))


def _share_of_range(x: Floats) -> Floats:
    lowest = _lowest(x)
    return (x - lowest) / (_highest(x) - lowest)


def _distance_to_best(x: Floats, signs: Floats) -> Floats:
    best = _highest(x)
    return 1 - (best - x) / (best - _lowest(x))


def _distance_to_worst(x: Floats, signs: Floats) -> Floats:
    return _share_of_range(x)


def _distance_to_target(
    x: Floats, signs: Floats, *, targets: ArrayLike, cap: bool = False
) -> Floats:
    lowest = _lowest(x)
    share = (x - lowest) / (per_indicator(targets, len(x), "targets") * signs - lowest)
    return np.minimum(share, 1.0) if cap else share


def _distance_to_reference(
    x: Floats, signs: Floats, *, reference: int, cap: bool = False
) -> Floats:
    if not 0 <= reference < x.shape[1]:
        raise ValueError(f"the reference is a position among {x.shape[1]} units: {reference}")
    held = x[:, [reference]]
    share = 1 - (held - x) / (held - _lowest(x))
    return np.minimum(share, 1.0) if cap else share


def _fraction_of_max(x: Floats, signs: Floats) -> Floats:
    return x / _highest(x)


def _scaled(
    x: Floats, signs: Floats, *, bounds: ArrayLike = (0, 100), scale: ArrayLike = 100
) -> Floats:
    low, high = _bounds(bounds, signs, "bounds")
    return (x - low) / (high - low) * per_indicator(scale, len(x), "scale")


def _goalposts(x: Floats, signs: Floats, *, goalposts: ArrayLike, truncate: bool = True) -> Floats:
    posts = np.asarray(goalposts, dtype=np.float64)
    low, high = _bounds(posts[..., :2], signs, "goalposts")
    share = (x - low) / (high - low)
    scale = per_indicator(posts[..., 2] if posts.shape[-1] == 3 else 1, len(x), "goalposts")
    return (np.clip(share, 0.0, 1.0) if truncate else share) * scale


def _none(x: Floats, signs: Floats) -> Floats:
    return x.copy()


def _bounds(pairs: ArrayLike, signs: Floats, name: str) -> tuple[Floats, Floats]:
    """Lower and upper bound on the scale that is already turned, as columns."""
    given = np.asarray(pairs, dtype=np.float64)
    if given.ndim not in (1, 2) or given.shape[-1] != 2:
        raise ValueError(f"{name}: a lower and an upper one, for all or for each indicator")
    low = per_indicator(given[..., 0], len(signs), name)
    high = per_indicator(given[..., 1], len(signs), name)
    if (low >= high).any():
        raise ValueError(f"{name}: the lower one must be below the upper one")
    return np.where(signs > 0, low, -high), np.where(signs > 0, high, -low)


def _lowest(x: Floats) -> Floats:
    return np.asarray(np.fmin.reduce(x, axis=1, keepdims=True))


def _highest(x: Floats) -> Floats:
    return np.asarray(np.fmax.reduce(x, axis=1, keepdims=True))


NORMALISATIONS: Mapping[str, Callable[..., Floats]] = MappingProxyType(
    {
        "min_max": _min_max,
        "z_score": _z_score,
        "rank": _rank,
        "percentile_rank": _percentile_rank,
        "borda": _borda,
        "distance_to_target": _distance_to_target,
        "distance_to_best": _distance_to_best,
        "distance_to_worst": _distance_to_worst,
        "distance_to_reference": _distance_to_reference,
        "fraction_of_max": _fraction_of_max,
        "scaled": _scaled,
        "goalposts": _goalposts,
        "none": _none,
    }
)
