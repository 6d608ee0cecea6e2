"""Publicly verifiable draws by RFC 3797 (2004): the canonical text of the sources, section 4."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

Number = int | float | Decimal | str
Source = Number | Sequence[Number]

LARGEST_POOL = 65_535
DECIMAL_NUMBER = re.compile(r"[0-9]+(\.[0-9]*)?")


def rfc3797_draw(seeds: Sequence[Source], pool: int, count: int) -> list[int]:
    """Places drawn from 1 to `pool`, in the order drawn, none twice. RFC 3797, section 4.

    `seeds` holds one source of randomness each, in their announced order; `rfc3797_key` says how
    they are read.

    Raises
    ------
    TypeError
        `pool` or `count` is no whole number, or a source that `rfc3797_key` refuses.
    ValueError
        `pool` is not 1 to 65535, `count` is not 0 to `pool`, or no seeds.

    Examples
    --------
    >>> rfc3797_draw([9319, [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]], pool=25, count=10)
    [17, 7, 2, 16, 25, 23, 8, 24, 19, 13]
    """
    if type(pool) is not int or type(count) is not int:
        raise TypeError("pool and count are whole numbers")
    if not 1 <= pool <= LARGEST_POOL:
        raise ValueError(f"RFC 3797 draws from 1 to {LARGEST_POOL} places, not from {pool}")
    if not 0 <= count <= pool:
        raise ValueError(f"cannot draw {count} of {pool} places")
    key = rfc3797_key(seeds).encode("ascii")
    left = list(range(1, pool + 1))
    return [left.pop(_rfc3797_value(key, turn) % len(left)) for turn in range(count)]


def rfc3797_key(seeds: Sequence[Source]) -> str:
    """Key text of the sources: `9319./2.5.8.10.12./`. RFC 3797, section 4.

    A source is a number or several. Numbers are sorted; each is written without leading zeros and
    ends in a period, or has it before a fraction without trailing zeros; "/" ends the source. A
    float stands for its shortest text, not for its binary value.

    Text is read as numbers between spaces (the word "float" before them is passed over), as one
    number with a fraction ("1.50"), or, if it ends in a period or holds two in a word, as whole
    numbers each ended by one ("9.18.26.", "9.18.26.34 ."). Text with a letter, which the RFC
    advises against, keeps only A to Z and 0 to 9, in capitals, accents removed, ended by "./".

    Raises
    ------
    TypeError
        `seeds` is one text, or a source is neither number nor text nor a sequence of them.
    ValueError
        No source, a source without a number, a negative or infinite number, a number in any other
        spelling (thousands separators), or letters outside the Latin alphabet.

    Examples
    --------
    >>> rfc3797_key([9319, "12 8 10", "9.18.26.34 .", "1.50", [0.25, 3], "Zürich 1-2"])
    '9319./8.10.12./9.18.26.34./1.5/0.253./ZURICH12./'
    """
    if isinstance(seeds, str | bytes):
        raise TypeError("seeds is a sequence of sources; put a single source in a list")
    if not seeds:
        raise ValueError("a draw needs at least one source of randomness")
    return "".join(f"{_source_text(source)}/" for source in seeds)


def _source_text(source: Source) -> str:
    if isinstance(source, str):
        numbers = source.strip().removeprefix("float").strip()
        lettered = any(map(str.isalpha, numbers))
        return _latin(source) if lettered else _numbers_text(_words(numbers))
    if isinstance(source, int | float | Decimal):
        return _numbers_text([source])
    if not isinstance(source, Sequence) or isinstance(source, bytes):
        raise TypeError(f"not a number, a text or a sequence of them: {source!r}")
    return _numbers_text(source)


def _words(text: str) -> list[str]:
    text = text.removesuffix("/").rstrip()
    dotted = text.endswith(".") or any(word.count(".") > 1 for word in text.split())
    return (text.replace(".", " ") if dotted else text).split()


def _latin(text: str) -> str:
    parts = [part for part in unicodedata.normalize("NFD", text) if part.isalnum()]
    if not all(map(str.isascii, parts)):
        raise ValueError(f"only Latin letters and digits have one canonical text: {text!r}")
    return "".join(parts).upper() + "."


def _numbers_text(numbers: Sequence[Number]) -> str:
    if not numbers:
        raise ValueError("a source of randomness holds no number")
    return "".join(_number_text(number) for number in sorted(map(_number, numbers)))


def _number(number: Number) -> Decimal:
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal | str):
        raise TypeError(f"not a number: {number!r}")
    if isinstance(number, str) and not DECIMAL_NUMBER.fullmatch(number):
        raise ValueError(f"not a number in plain digits with at most one point: {number!r}")
    value = Decimal(repr(number) if isinstance(number, float) else number)
    if not value.is_finite() or value.is_signed():
        raise ValueError(f"a source of randomness is a finite number, not negative: {number!r}")
    return value


def _number_text(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0") if "." in text else f"{text}."


def _rfc3797_value(key: bytes, turn: int) -> int:
    bracket = turn.to_bytes(2, "big")
    return int.from_bytes(hashlib.md5(bracket + key + bracket, usedforsecurity=False).digest())
