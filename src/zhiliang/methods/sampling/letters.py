"""Sample size code letters (GB/T 2828.1-2012, table 1; MIL-STD-105E, table I)."""

from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.sampling.series import Places, level_places
from zhiliang.methods.tables.sampling.editions import LETTERS
from zhiliang.methods.tables.sampling.single import lot_bands

SMALLEST_LOT = 2
BAND_FROM = np.array([band.lot_from for band in lot_bands()])
LETTER_PLACES = np.array([[LETTERS.index(x) for x in band.letters] for band in lot_bands()])
LETTER_NAMES = np.array(LETTERS)


@overload
def code_letter(lot_size: int, level: str) -> str: ...
@overload
def code_letter(lot_size: ArrayLike, level: ArrayLike) -> str | NDArray[np.str_]: ...
def code_letter(lot_size: ArrayLike, level: ArrayLike) -> str | NDArray[np.str_]:
    """Code letter of a lot [units] at an inspection level; arrays give an array.

    It is where the search for a plan begins: an arrow may lead to a plan of another letter.

    Parameters
    ----------
    lot_size
        Units in the lot, whole numbers from 2.
    level
        `S-1` … `S-4`, `I`, `II`, `III`.

    Raises
    ------
    ValueError
        A lot of fewer than 2 units or of no whole number, or an unknown level.

    Examples
    --------
    >>> code_letter(2000, "II"), code_letter([8, 9], "II").tolist()
    ('K', ['A', 'B'])
    """
    found = LETTER_NAMES[letter_places(lot_size, level)]
    return str(found) if found.ndim == 0 else found


def letter_places(lot_size: ArrayLike, level: ArrayLike) -> Places:
    """Places of code letters in A … R, for arrays that broadcast."""
    bands = np.searchsorted(BAND_FROM, lots(lot_size), side="right") - 1
    return np.asarray(LETTER_PLACES[bands, level_places(level)])


def lots(lot_size: ArrayLike) -> NDArray[np.int64]:
    """Lot sizes as whole numbers.

    Raises
    ------
    ValueError
        A lot of fewer than 2 units or of no whole number.
    """
    given = np.asarray(lot_size)
    if given.dtype.kind not in "iuf" or not (np.isfinite(given) & (given == np.floor(given))).all():
        raise ValueError(f"a lot is a whole number of units, not {_first(given)!r}")
    if (given < SMALLEST_LOT).any():
        raise ValueError(
            f"a lot of {given.min()}: table 1 begins at {SMALLEST_LOT} units; "
            "inspect a single unit by itself, and an empty lot not at all"
        )
    return given.astype(np.int64)


def _first(given: NDArray[np.generic]) -> object:
    return given.ravel()[:1].tolist()[0] if given.size else None
