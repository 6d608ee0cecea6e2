"""Check digits and check characters of GS1 keys (GS1 General Specifications 7.9)."""

from zhiliang.methods.gs1.characters import CSET_32, CSET_82, is_digits

# The first 97 primes, weights of a check pair from right to left.
PRIMES = tuple(n for n in range(2, 510) if all(n % d for d in range(2, int(n**0.5) + 1)))
_VALUES = {character: value for value, character in enumerate(CSET_82)}
_DIGITS = "0123456789"


def check_digit(digits: str) -> str:
    """Check digit of a number without it: weights 3, 1, 3 … from the right, modulo 10.

    Raises
    ------
    ValueError
        `digits` is empty or has other characters than 0-9.

    Examples
    --------
    >>> check_digit("0952012345678"), check_digit("95201234567891234")
    ('8', '5')
    """
    if not is_digits(digits):
        raise ValueError(f"a check digit is of digits only, not of {digits!r}")
    return check_digit_of_ascii(digits.encode())


def check_digit_of_ascii(digits: bytes) -> str:
    """Check digit of bytes known to be ASCII digits; nothing is tested."""
    # sum() over bytes is the fastest there is; 48 is the code of the digit 0.
    threefold = digits[::-2]
    zeros = 48 * (len(digits) + 2 * len(threefold))
    return _DIGITS[(zeros - sum(digits) - 2 * sum(threefold)) % 10]


def has_check_digit(number: str) -> bool:
    """Whether the last digit of `number` is its check digit; False for what is no number.

    A wrong digit is always caught; a swap of two neighbours too, unless they differ by 5.
    """
    return len(number) > 1 and is_digits(number) and check_digit(number[:-1]) == number[-1]


def check_pair(text: str) -> str:
    """Check characters of a GMN or MUDI without them: prime weights from the right, modulo 1021.

    Raises
    ------
    ValueError
        `text` has a character outside GS1's set of 82, or more than 97 of them.

    Examples
    --------
    >>> check_pair("1987654Ad4X4bL5ttr2310c")
    '2K'
    """
    if len(text) > len(PRIMES) or not _VALUES.keys() >= set(text):
        raise ValueError(f"a check pair is of 97 of GS1's 82 characters at most, not {text!r}")
    weighted = zip(reversed(text), PRIMES, strict=False)
    total = sum(_VALUES[character] * prime for character, prime in weighted)
    high, low = divmod(total % 1021, 32)
    return CSET_32[high] + CSET_32[low]


def has_check_pair(text: str) -> bool:
    """Whether the last two characters of `text` are its check pair."""
    return len(text) >= 2 and check_pair(text[:-2]) == text[-2:]
