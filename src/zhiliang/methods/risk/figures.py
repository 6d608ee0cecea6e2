"""Figures as people and files give them, read exactly."""

import re
from decimal import Decimal
from fractions import Fraction

Figure = Fraction | Decimal | int | float | str

# Enough for any probability or sum of money; a longer exponent would fill the memory.
WRITTEN = re.compile(r"\d{1,30}(\.\d{1,30})?(e[+-]?\d{1,2})?|\d{1,30}/\d{1,30}", re.ASCII | re.I)


def exactly(value: Figure) -> Fraction:
    """Value as a fraction [same unit]; a float counts as its shortest text, 0.001 as 1/1000.

    Raises
    ------
    TypeError
        A bool, or no number at all.
    ValueError
        Negative, not finite, not written as a number, or longer than any real figure.

    Examples
    --------
    >>> exactly("1/500") == exactly(0.002) == exactly(Decimal("2e-3"))
    True
    """
    if isinstance(value, bool) or not isinstance(value, Fraction | Decimal | int | float | str):
        raise TypeError(f"a number or its text is wanted, not {value!r}")
    if isinstance(value, Fraction | int) and value >= 0:
        return Fraction(value)
    text = str(value).strip()
    if not WRITTEN.fullmatch(text):
        raise ValueError(f"not a figure of zero or more, like 3, 0.002 or 1/500: {text[:80]!r}")
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise ValueError(f"a fraction over zero: {text!r}") from None
