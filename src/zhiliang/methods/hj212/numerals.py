"""Numbers and times of many stretches of a buffer at once; exactly what `values` reads one by one.

A decimal of at most 15 digits is a whole number below 2^53 over a power of ten up to 10^15: both
are exact in a double, so their quotient is the correctly rounded value, as `float` gives it.
"""

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.hj212.checksum import Bytes, Ints
from zhiliang.methods.hj212.spans import LOW, Words

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

# Numbers read together, so that their words stay near the processor.
SLICE = 1 << 13

_TENS = np.array([10.0**power for power in range(17)])
_MONTHS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


def _all(byte: int) -> np.uint64:
    return np.uint64(byte * 0x0101010101010101)


_ZEROS, _ONES, _HIGH, _DOTS, _TO_HIGH = (_all(byte) for byte in (0x30, 1, 0x80, 0x2E, 0x76))
_BITS = {count: np.uint64(count) for count in (7, 8, 16, 32)}
_ONE = np.uint64(1)


def read_numbers(data: Bytes, words: Words, start: Ints, length: Ints) -> tuple[Floats, Truths]:
    """Values of stretches [n], and which of them are plain decimals; the others need a closer look.

    Examples
    --------
    >>> from zhiliang.methods.hj212.spans import words_at_any
    >>> buffer = np.frombuffer(b"########;-1.50;156720160.000;1e3", dtype=np.uint8)
    >>> start, length = np.array([9, 15, 29]), np.array([5, 13, 3])
    >>> values, plain = read_numbers(buffer, words_at_any(buffer), start, length)
    >>> values.tolist()[:2], plain.tolist()
    ([-1.5, 156720160.0], [True, True, False])
    """
    values = np.empty(len(start), dtype=np.float64)
    plain = np.empty(len(start), dtype=np.bool_)
    for begin in range(0, len(start), SLICE):
        part = slice(begin, begin + SLICE)
        values[part], plain[part] = _numbers(data, words, start[part], length[part])
    return values, plain


def _numbers(data: Bytes, words: Words, start: Ints, length: Ints) -> tuple[Floats, Truths]:
    negative = data.take(start) == ord("-")
    length = length - negative
    end = start + negative + length
    values, plain = _short(words[end - 8], np.clip(length, 0, 8))
    plain &= length <= 8
    longer = np.flatnonzero((length > 8) & (length <= 16))
    if len(longer):
        values[longer], plain[longer] = _long(data, end[longer], length[longer])
    np.negative(values, out=values, where=negative)
    return values, plain & (length > 0)


def _short(word: Words, length: Ints) -> tuple[Floats, Truths]:
    """Numbers of at most 8 characters, which stand in the highest bytes of their words."""
    fill = LOW.take(8 - length)
    word = (word & ~fill) | (_ZEROS & fill)
    other = word ^ _DOTS
    dot = (other - _ONES) & ~other & _HIGH
    dot = (dot & (~dot + _ONE)) >> _BITS[7]
    dotted = dot != 0
    # Without a dot `before` is everything: the word then stays as it is.
    before = dot - _ONE
    closed = (
        ((word & before) << _BITS[8]) | (word & ~((dot << _BITS[8]) - _ONE)) | (_ZEROS & LOW[1])
    )
    digits = np.where(dotted, closed, word) ^ _ZEROS
    plain = ((digits + _TO_HIGH) | digits) & _HIGH == 0
    plain &= length > dotted
    places = np.where(dotted, 7 - (np.bitwise_count(before) >> 3).astype(np.int8), 0)
    return _decimal(digits).astype(np.float64) / _TENS.take(places), plain


def read_whole(words: Words, start: Ints, length: Ints, *, longest: int) -> Ints:
    """Whole numbers of at most `longest` (to 8) digits; -1 for everything else.

    Examples
    --------
    >>> from zhiliang.methods.hj212.spans import words_at_any
    >>> buffer = np.frombuffer(b"########2011;7a", dtype=np.uint8)
    >>> words = words_at_any(buffer)
    >>> read_whole(words, np.array([8, 13]), np.array([4, 2]), longest=4).tolist()
    [2011, -1]
    """
    fits = (length > 0) & (length <= longest)
    size = np.where(fits, length, 1)
    fill = LOW.take(8 - size)
    digits = ((words[start + size - 8] & ~fill) | (_ZEROS & fill)) ^ _ZEROS
    fits &= ((digits + _TO_HIGH) | digits) & _HIGH == 0
    return np.where(fits, _decimal(digits).astype(np.int64), -1)


def _decimal(digits: Words) -> Words:
    """Whole number of the eight digits of each word, the first in the lowest byte."""
    pairs = (digits * np.uint64(10) + (digits >> _BITS[8])) & np.uint64(0x00FF00FF00FF00FF)
    fours = (pairs * np.uint64(100) + (pairs >> _BITS[16])) & np.uint64(0x0000FFFF0000FFFF)
    return (fours * np.uint64(10_000) + (fours >> _BITS[32])) & np.uint64(0xFFFFFFFF)


def _long(data: Bytes, end: Ints, length: Ints) -> tuple[Floats, Truths]:
    """Numbers of 9 to 16 characters, at most 15 of them digits, character by character."""
    whole = np.zeros(len(end), dtype=np.int64)
    places = np.zeros(len(end), dtype=np.int64)
    dots = np.zeros(len(end), dtype=np.int64)
    plain = np.ones(len(end), dtype=np.bool_)
    for back in range(16, 0, -1):
        inside = length >= back
        digit = data[end - back].astype(np.int64) - ord("0")
        is_digit = inside & (digit >= 0) & (digit <= 9)
        dot = inside & (digit == ord(".") - ord("0"))
        plain &= is_digit | dot | ~inside
        whole = np.where(is_digit, whole * 10 + digit, whole)
        places += is_digit & (dots > 0)
        dots += dot
    plain &= (dots <= 1) & (length - dots <= 15)
    return whole / _TENS[places], plain


def read_times(words: Words, start: Ints, length: Ints) -> tuple[Ints, Truths]:
    """Milliseconds from 1970-01-01 of local times of 14 or 17 digits, and which are times.

    Examples
    --------
    >>> from zhiliang.methods.hj212.spans import words_at_any
    >>> buffer = np.frombuffer(b"19700101000001;20230229000000;########", dtype=np.uint8)
    >>> times, known = read_times(words_at_any(buffer), np.array([0, 15]), np.array([14, 14]))
    >>> times.tolist()[:1], known.tolist()
    ([1000], [True, False])
    """
    precise = length == 17
    known = precise | (length == 14)
    start = np.where(known, start, 0)
    # Year to day, day to second, and the last eight digits where there are milliseconds.
    date, dated = _eight(words[start])
    clock, clocked = _eight(words[start + 6])
    rest, ended = _eight(words[np.where(precise, start + 9, start)])
    known &= dated & clocked & ended
    year, month, day = date // 10_000, date // 100 % 100, date % 100
    hour, minute, second = clock // 10_000 % 100, clock // 100 % 100, clock % 100
    known &= (year >= 1) & (month >= 1) & (month <= 12) & (day >= 1)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    known &= day <= _MONTHS[np.where(known, month, 0)] + (leap & (month == 2))
    known &= (hour < 24) & (minute < 60) & (second < 60)
    seconds = ((_days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
    return seconds * 1000 + np.where(precise, rest % 1000, 0), known


def _eight(word: Words) -> tuple[Ints, Truths]:
    """Whole numbers of words of eight digits, and which are."""
    digits = word ^ _ZEROS
    return _decimal(digits).astype(np.int64), ((digits + _TO_HIGH) | digits) & _HIGH == 0


def _days(year: Ints, month: Ints, day: Ints) -> Ints:
    """Days from 1970-01-01 in the Gregorian calendar, years taken to begin in March."""
    year = year - (month <= 2)
    since_march = (153 * (month + np.where(month > 2, -3, 9)) + 2) // 5
    return 365 * year + year // 4 - year // 100 + year // 400 + since_march + day - 719_469
