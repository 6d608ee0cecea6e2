"""What a value says, read one at a time: numbers, times. The arrays of `numerals` say the same."""

import math
import re
from datetime import datetime, timedelta
from typing import NamedTuple

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_EPOCH = datetime(1970, 1, 1)
_MILLISECOND = timedelta(milliseconds=1)


class Number(NamedTuple):
    """A number, or None and the code of why there is none (`value_negative` has both)."""

    value: float | None
    code: str


def read_number(text: str) -> Number:
    """Read a value; what is no finite number is missing, with the reason.

    Examples
    --------
    >>> read_number("0.036"), read_number("1e999").code, read_number("-1.5")
    (Number(value=0.036, code=''), 'value_not_finite', Number(value=-1.5, code='value_negative'))
    """
    if not text:
        return Number(None, "value_empty")
    if not NUMBER.fullmatch(text):
        known = NOT_FINITE.fullmatch(text)
        return Number(None, "value_not_finite" if known else "value_not_number")
    value = float(text)
    if not math.isfinite(value):
        return Number(None, "value_not_finite")
    return Number(value, "value_negative" if value < 0 else "")


def read_time(text: str) -> int | None:
    """Milliseconds from 1970-01-01 of a local time of 14 or 17 digits; None: it is no time.

    Examples
    --------
    >>> read_time("19700101000001"), read_time("19700101000001250"), read_time("20230229000000")
    (1000, 1250, None)
    """
    if len(text) not in (14, 17) or not text.isascii() or not text.isdigit():
        return None
    year, *rest = (int(text[:4]), *(int(text[place : place + 2]) for place in range(4, 14, 2)))
    month, day, hour, minute, second = rest
    try:
        moment = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    return (moment - _EPOCH) // _MILLISECOND + int(text[14:] or 0)
