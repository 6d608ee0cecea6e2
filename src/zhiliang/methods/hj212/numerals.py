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
# Days from 1970-01-01 to the first of each month from January of the year 0 on.
_FIRSTS = np.arange("0000-01", "10000-02", dtype="M8[M]").astype("M8[D]").astype(np.int64)


def _all(byte: int) -> np.uint64:
    return np.uint64(byte * 0x0101010101010101)


_ZEROS, _ONES, _HIGH, _TO_HIGH = (_all(byte) for byte in (0x30, 1, 0x80, 0x76))
# What a dot becomes when every byte is taken as a digit.
_DOTS = _all(ord(".") ^ ord("0"))
_BITS = {count: np.uint64(count) for count in (7, 8, 16, 32)}
_ONE = np.uint64(1)
# The highest bytes of a word, by how many.
_UPPER = ~LOW[::-1]
# Powers of ten by how many bits of a word lie before its fraction; 0: it has none.
_SCALES = np.ones(65)
_SCALES[8::8] = _TENS[7::-1]


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
    values, plain = _short(words[end - 8], length)
    plain &= (length > 0) & (length <= 8)
    longer = np.flatnonzero((length > 8) & (length <= 16))
    if len(longer):
        values[longer], plain[longer] = _long(data, end[longer], length[longer])
    np.negative(values, out=values, where=negative)
    return values, plain


def _short(word: Words, length: Ints) -> tuple[Floats, Truths]:
    """Numbers of at most 8 characters, which stand in the highest bytes of their words."""
    held = (word ^ _ZEROS) & _UPPER.take(length, mode="clip")
    other = held ^ _DOTS
    dot = (other - _ONES) & ~other & _HIGH
    dot = (dot & (~dot + _ONE)) >> _BITS[7]
    dotted = dot != 0
    # Everything before the dot, and with the dot; without a dot nothing.
    before, through = dot - dotted, (dot << _BITS[8]) - dotted
    digits = ((held & before) << _BITS[8]) | (held & ~through)
    plain = _are_digits(digits) & (length > dotted)
    return _decimal(digits) / _SCALES.take(np.bitwise_count(through)), plain


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
    if not fits.any():
        return np.full(len(start), -1)
    size = np.where(fits, length, 1)
    digits = (words[start + size - 8] ^ _ZEROS) & _UPPER.take(size)
    fits &= _are_digits(digits)
    return np.where(fits, _decimal(digits).astype(np.int64), -1)


def _are_digits(digits: Words) -> Truths:
    """Whether each byte of a word is at most 9."""
    found: Truths = ((digits + _TO_HIGH) | digits) & _HIGH == 0
    return found


def _pairs(digits: Words) -> Words:
    """Four whole numbers of two digits each, in 16 bits each, the first in the lowest."""
    return (digits * np.uint64(10) + (digits >> _BITS[8])) & np.uint64(0x00FF00FF00FF00FF)


def _decimal(digits: Words) -> Words:
    """Whole number of the eight digits of each word, the first in the lowest byte."""
    pairs = _pairs(digits)
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
    dated, (century, year, month, day) = _twos(words[start])
    clocked, (_, hour, minute, second) = _twos(words[start + 6])
    known &= dated & clocked & (month >= 1) & (month <= 12) & (day >= 1)
    known &= (hour < 24) & (minute < 60) & (second < 60) & ((century > 0) | (year > 0))
    months = np.where(known, (century * 100 + year) * 12 + month - 1, 0)
    days = _FIRSTS.take(months) + day - 1
    known &= days < _FIRSTS.take(months + 1)
    times = (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000
    if precise.any():
        digits = words[np.where(precise, start + 9, start)] ^ _ZEROS
        known &= _are_digits(digits)
        times += np.where(precise, _decimal(digits).astype(np.int64) % 1000, 0)
    return times, known


def _twos(word: Words) -> tuple[Truths, Ints]:
    """Which words are of eight digits, and four whole numbers of two digits each [4 × n]."""
    digits = word ^ _ZEROS
    fours = _pairs(digits).view(np.uint16).reshape(-1, 4)
    return _are_digits(digits), fours.T.astype(np.int64)
