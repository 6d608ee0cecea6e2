"""Percent encoding as GS1's syntax engine reads and writes it.

A percent sign without two hexadecimal digits stands for itself. Decoded bytes are characters of
the same number (Latin 1): those above 127 are in no GS1 character set, so the checks refuse them.
"""

import re

from zhiliang.methods.gs1.characters import UNRESERVED

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_RESERVED = re.compile(r"[^A-Za-z0-9\-._~]")
_ESCAPES = {chr(n): f"%{n:02X}" for n in range(256) if chr(n) not in UNRESERVED}


def unescape(text: str) -> str:
    """Decode a part of a path: a plus sign is a plus sign."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "%" in text else text


def unescape_query(text: str) -> str:
    """Decode a value of a query string: a plus sign is a space."""
    return unescape(text.replace("+", " "))


def escape(text: str) -> str:
    """Write `text` for a path in its one spelling: all but letters, digits, -._~ as %XX.

    Raises
    ------
    ValueError
        `text` has a character above 255.
    """
    try:
        return _RESERVED.sub(lambda found: _ESCAPES[found[0]], text)
    except KeyError as unknown:
        raise ValueError(f"no percent encoding of {unknown} in {text!r}") from None


def escape_query(text: str) -> str:
    """Write `text` as a value of a query string: a space is a plus sign."""
    return escape(text).replace("%20", "+")
