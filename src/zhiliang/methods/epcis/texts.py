"""Values as the pre-hash string has them (CBV 2.0, 8.9)."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from zhiliang.methods.epcis.contexts import Names, expanded
from zhiliang.methods.epcis.identifiers import URIS, reading

NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


def text_of(value: Any, names: Names) -> str:
    """Return a value as text: identifiers canonical, prefixes written out, numbers plain.

    Examples
    --------
    >>> from zhiliang.methods.epcis.contexts import names_of
    >>> [text_of(value, names_of(None)) for value in (True, 1.0, "0.50", "+7", " a ", None)]
    ['true', '1', '0.5', '7', 'a', '']
    """
    if isinstance(value, str):
        return reading(value)[0] if value.startswith(URIS) else _written(value, names)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


@lru_cache(1 << 14)
def _written(value: str, names: Names) -> str:
    text = expanded(value.strip(), names)
    return _plain_number(text) if NUMBER.fullmatch(text) else reading(text)[0]


def _plain_number(text: str) -> str:
    exact = Decimal(text)
    if exact == exact.to_integral_value():
        return str(int(exact))
    near = float(text)
    return str(int(near)) if near.is_integer() else repr(near)
