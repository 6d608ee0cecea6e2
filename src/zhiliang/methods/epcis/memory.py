"""Remembering answers about short texts only: a cache of what strangers send must stay small."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

Answer = TypeVar("Answer")
LONGEST = 512  # characters
MOST = 1 << 12


def remembered(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Remember the answers of a function where its first argument, a text, is short."""
    known = lru_cache(MOST)(function)

    @wraps(function)
    def answer(text: str, *rest: Any) -> Answer:
        return known(text, *rest) if len(text) <= LONGEST else function(text, *rest)

    return answer
