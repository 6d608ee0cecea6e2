"""Checks on reported figures: whether they heap where chance would not put them.

Each check compares the figures, as written, with a plain model of chance and says what that means
and does not mean. None is a verdict: every pattern has innocent causes too, and looking at many
places will find rare patterns in some. Uniform last digits are the model for figures that vary over
many times the unit they are written in (Preece 1981); the share of 0 and 5 is the idea of Whipple's
index for ages, as a test.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.tables.digit_heaping import (
    JUST_REACHED,
    LAST_DIGITS,
    LEAST_EXPECTED,
    NO_VERDICT,
    RARE,
    REPEATED,
    ROUND_FIGURES,
    TOO_FEW,
    ZERO_OR_FIVE,
    Check,
)
from zhiliang.methods.tails import binomial_tail, chi_square_tail, matching_tail, mixed_tail

Figure = Decimal | str

PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")

FIFTH, HALF = Fraction(1, 5), Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Heaping:
    """What a check found.

    `statistic` is chi-square for last digits and the share of hits [0 to 1] otherwise, None where
    no figure could be used; `p` is how often chance alone does at least as much [0 to 1], None
    below `minimum`; `n` figures were used. `zh` and `en` say it in words.
    """

    check: str
    statistic: Fraction | None
    p: Fraction | float | None
    n: int
    minimum: int
    zh: str
    en: str


def last_digits(figures: Sequence[Figure]) -> Heaping:
    """Whether last digits, as written, are uniform: chi-square with 9 degrees of freedom.

    Figures of a single significant digit are left out: their last digit is their first, which is
    not uniform.

    Raises
    ------
    TypeError
        A figure is neither Decimal nor text: other numbers have lost their last zeros.
    ValueError
        A text is not a plain decimal number.

    Examples
    --------
    >>> last_digits(["97.5", "98.0", "96.5"] * 20).statistic
    Fraction(820, 3)
    """
    counts = Counter(_last_digits(figures))
    n = sum(counts.values())
    minimum = 10 * LEAST_EXPECTED
    if not n:
        return _heaping(LAST_DIGITS, None, None, (0, 0, minimum))
    statistic = Fraction(sum((counts[str(d)] * 10 - n) ** 2 for d in range(10)), 10 * n)
    p = chi_square_tail(float(statistic), 9)
    return _heaping(LAST_DIGITS, statistic, p, (n, max(counts.values()), minimum))


def zero_or_five(figures: Sequence[Figure]) -> Heaping:
    """Whether more last digits are 0 or 5 than one in five: exact binomial tail.

    Raises
    ------
    TypeError
        A figure is neither Decimal nor text.
    ValueError
        A text is not a plain decimal number.

    Examples
    --------
    >>> zero_or_five(["97.5", "98.0", "96.5", "95.5", "99.2"]).p
    Fraction(21, 3125)
    """
    digits = _last_digits(figures)
    hits = sum(digit in "05" for digit in digits)
    p = binomial_tail(hits, len(digits), FIFTH)
    return _share(ZERO_OR_FIVE, hits, len(digits), p, least_trials(FIFTH))


def round_figures(figures: Sequence[Figure], step: Exact) -> Heaping:
    """Whether more figures are multiples of `step` (1, 5, 10) than their precision would make.

    Only figures written in a unit that divides the step are used: for step 1 those with decimals,
    for step 10 whole numbers too. A figure in units of u is a multiple with chance u/step; the
    tail over figures of several precisions is exact.

    Raises
    ------
    TypeError
        A figure is neither Decimal nor text, or the step is a float.
    ValueError
        A text is not a plain decimal number, or the step is not above zero.

    Examples
    --------
    >>> round_figures(["97.0", "98.0", "96.5", "95"], 1).p
    Fraction(7, 250)
    """
    width = exact(step)
    if width <= 0:
        raise ValueError(f"a step is above zero: {step}")
    read = [(exact(_number(figure)), _unit(figure) / width) for figure in figures]
    used = [(value, chance) for value, chance in read if chance < 1 and chance.numerator == 1]
    hits = sum(value % width == 0 for value, _ in used)
    chances = Counter(chance for _, chance in used)
    minimum = least_trials(max(chances, default=FIFTH))
    return _share(ROUND_FIGURES, hits, len(used), mixed_tail(hits, chances), minimum)


def just_reached(
    figures: Sequence[Figure], target: Exact, *, band: Exact, direction: int = 1
) -> Heaping:
    """Whether more figures have just reached the target than just missed it: exact binomial tail.

    Counts those within `band` [unit of the figures] on the good side, target included, against
    those within it on the other; chance puts as many on either. `direction` is 1 where more is
    better and -1 where less is.

    Raises
    ------
    TypeError
        A figure is neither Decimal nor text, or target or band is a float.
    ValueError
        A text is not a plain decimal number, `band` is not above zero, or `direction` is neither
        1 nor -1.

    Examples
    --------
    >>> just_reached(["90.0", "90.1", "95"] * 5, 90, band=1).p
    Fraction(1, 1024)
    """
    width, line = exact(band), exact(target)
    if width <= 0 or direction not in (1, -1):
        raise ValueError(f"a band is above zero and a direction 1 or -1: {band}, {direction}")
    ahead = [direction * (exact(_number(figure)) - line) for figure in figures]
    hits = sum(0 <= distance < width for distance in ahead)
    n = hits + sum(-width <= distance < 0 for distance in ahead)
    return _share(JUST_REACHED, hits, n, binomial_tail(hits, n, HALF), least_trials(HALF))


def repeated(before: Sequence[Figure | None], after: Sequence[Figure | None]) -> Heaping:
    """Whether more units repeat last year's figure than if one year were shuffled among them.

    The two sequences hold the same units in the same order, None where there is no figure; units
    without both are left out. Figures are equal by value. The tail is exact over all orders.

    Raises
    ------
    TypeError
        A figure is neither Decimal nor text.
    ValueError
        The sequences differ in length, or a text is not a plain decimal number.

    Examples
    --------
    >>> repeated(["97.5", "98.1", "96.4", None], ["97.5", "98.1", "96.4", "99"]).n
    3
    """
    pairs = [
        (_number(one), _number(other))
        for one, other in zip(before, after, strict=True)
        if one is not None and other is not None
    ]
    hits = sum(one == other for one, other in pairs)
    p = matching_tail(hits, [one for one, _ in pairs], [other for _, other in pairs])
    minimum = next(n for n in range(1, 99) if math.factorial(n) * RARE >= 1)
    return _share(REPEATED, hits, len(pairs), p, minimum)


def least_trials(chance: Fraction) -> int:
    """Fewest trials of which all being hits is rarer than once in a thousand.

    Raises
    ------
    ValueError
        `chance` is not between 0 and 1.

    Examples
    --------
    >>> least_trials(Fraction(1, 2)), least_trials(Fraction(1, 5))
    (10, 5)
    """
    if not 0 < chance < 1:
        raise ValueError(f"a chance between 0 and 1, not {chance}")
    trials = 1
    while chance**trials > RARE:
        trials += 1
    return trials


def _number(figure: Figure) -> Decimal:
    if not isinstance(figure, Decimal | str):
        raise TypeError(f"a figure as reported is text or a Decimal, not {figure!r}")
    text = figure.strip() if isinstance(figure, str) else format(figure, "f")
    if not PLAIN_NUMBER.fullmatch(text):
        raise ValueError(f"not a plain decimal number: {figure!r}")
    return Decimal(text)


def _unit(figure: Figure) -> Fraction:
    return Fraction(1, 10 ** max(-int(_number(figure).as_tuple().exponent), 0))


def _last_digits(figures: Sequence[Figure]) -> list[str]:
    written = [format(_number(figure), "f").lstrip("+-0.").replace(".", "") for figure in figures]
    return [digits[-1] for digits in written if len(digits) > 1]


def _share(check: Check, hits: int, n: int, p: Fraction, minimum: int) -> Heaping:
    statistic = Fraction(hits, n) if n else None
    return _heaping(check, statistic, p, (n, hits, minimum))


def _heaping(
    check: Check,
    statistic: Fraction | None,
    p: Fraction | float | None,
    counted: tuple[int, int, int],
) -> Heaping:
    n, hits, minimum = counted
    said = {"n": n, "hits": hits, "minimum": minimum}
    if n < minimum:
        zh, en = (text.format(**said) for text in TOO_FEW)
        return Heaping(check.key, statistic, None, n, minimum, zh, en)
    zh = check.zh.format(**said) + check.meaning_zh + NO_VERDICT[0]
    en = " ".join((check.en.format(**said), check.meaning_en, NO_VERDICT[1]))
    return Heaping(check.key, statistic, p, n, minimum, zh, en)
