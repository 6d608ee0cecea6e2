"""Values of a normal form as the pre-hash string has them (CBV 2.0, 8.9)."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from zhiliang.methods.epcis.contexts import Key

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


def text_of(value: Any) -> str:
    """Return a value as text; numbers plain, without zeros at their ends.

    Examples
    --------
    >>> [text_of(value) for value in (True, 1.0, "0.50", "+7", "a", None)]
    ['true', '1', '0.5', '7', 'a', '']
    """
    if isinstance(value, str):
        return _plain_number(value) if NUMBER.fullmatch(value) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _plain_number(text: str) -> str:
    exact = Decimal(text)
    if exact == exact.to_integral_value():
        return str(int(exact))
    near = float(text)
    return str(int(near)) if near.is_integer() else repr(near)


def rounded(stamp: str) -> str:
    """Return an instant to the millisecond: the fourth decimal alone decides, half up.

    Examples
    --------
    >>> rounded("2023-02-02T11:04:03.142500Z")
    '2023-02-02T11:04:03.143Z'
    """
    if not STAMP.fullmatch(stamp):
        return stamp
    if stamp[23] < "5":
        return f"{stamp[:23]}Z"
    near = datetime.fromisoformat(stamp) + timedelta(microseconds=500)
    return f"{near.isoformat(timespec='milliseconds')[:23]}Z"


def clark(name: str) -> str:
    """Return a name as the pre-hash string has it: {namespace}local name."""
    return name.clark if isinstance(name, Key) else name
