"""Texts that no database keeps: with the character NUL, or with half of a surrogate pair."""

import re
from collections.abc import Iterator
from typing import Any

_SUSPECT = re.compile(rb"\\u(0000|[dD][89a-fA-F])")


def is_text(text: str) -> bool:
    """Whether a text can be stored and sent as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def has_only_texts(content: bytes, found: Any) -> bool:
    """Whether all that was read from JSON can be kept; `content` tells whether to look at all."""
    return not _SUSPECT.search(content) or all(map(is_text, _texts(found)))


def _texts(found: Any) -> Iterator[str]:
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            yield from one
            left += one.values()
        elif isinstance(one, list):
            left += one
