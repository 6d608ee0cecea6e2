"""Loops that Numba compiles where it is installed; else they run as plain Python."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from numpy.typing import NDArray

HAS_NUMBA = find_spec("numba") is not None


def fastest(loop: Callable[..., Any]) -> Callable[..., Any]:
    """Return the loop compiled, or itself where Numba is missing; compiled at its first call."""
    return _compiled(loop) if HAS_NUMBA else loop


@cache
def _compiled(loop: Callable[..., Any]) -> Callable[..., Any]:
    compiled: Callable[..., Any] = import_module("numba").njit(nogil=True)(loop)
    return compiled


def seen(*arrays: NDArray[Any]) -> tuple[Any, ...]:
    """Arrays as the loop reads them fastest: plain Python takes single numbers from views."""
    return arrays if HAS_NUMBA else tuple(memoryview(array.data) for array in arrays)
