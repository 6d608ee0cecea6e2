"""Keyed digests: equal phone numbers, addresses and senders are found without being read."""

import re
import secrets
import unicodedata

from django.utils.crypto import constant_time_compare, salted_hmac

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without what is taken for one another: 0 and O, 1, I and L."""
CODE_LENGTH = 12
"""Characters of a receipt's code, the last of them a check character: 54 bits of chance."""


def key_of(kind: str, text: str) -> str:
    """The digest of a normalised text; empty for an empty one."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
    return _digest(f"complaints.{kind}", plain) if plain else ""


def phone_key(text: str) -> str:
    """The digest of a phone number by its digits, whatever stands between them; 86 is left out."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    return key_of("phone", digits.removeprefix("0086").removeprefix("86"))


def new_code() -> str:
    """A receipt's code that nobody guesses, with a check character against slips of the pen."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH - 1))
    return body + _check(body)


def code_of(once: str) -> str:
    """The code of what is sent with a secret: the same one however often it is sent."""
    number = int(_digest("complaints.code", once), 16)
    places = (number // len(ALPHABET) ** place for place in range(CODE_LENGTH - 1))
    body = "".join(ALPHABET[place % len(ALPHABET)] for place in places)
    return body + _check(body)


def code_digest(number: str, code: str) -> str:
    """What is kept of a receipt's code: enough to know it again, not to tell it."""
    return _digest("complaints.receipt", f"{number}:{plain_code(code)}")


def plain_code(code: str) -> str:
    """A code as it was typed, without blanks, dashes and lower case."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", code)).upper()


def mistyped(code: str) -> bool:
    """Whether a code cannot be one: wrong length, characters or check character."""
    plain = plain_code(code)
    well_formed = len(plain) == CODE_LENGTH and set(plain) <= set(ALPHABET)
    return not well_formed or _check(plain[:-1]) != plain[-1]


def opens(digest: str, number: str, code: str) -> bool:
    """Whether a code is that of a receipt; takes as long for a wrong one as for the right one."""
    return constant_time_compare(digest, code_digest(number, code))


def _check(body: str) -> str:
    """A weighted sum modulo the prime 31: any single slip and any swap of neighbours shows."""
    total = sum(place * ALPHABET.index(one) for place, one in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]


def _digest(salt: str, text: str) -> str:
    return salted_hmac(salt, text, algorithm="sha256").hexdigest()
