"""The checks that GS1's dictionary names for the components of a value.

Each is a question of one component's text, already of its character set. They answer as the
reference procedures of GS1's syntax engine do.
"""

import re
from collections.abc import Callable

from zhiliang.methods.gs1 import dates
from zhiliang.methods.gs1.characters import (
    CSET_39,
    CSET_64,
    CSET_82,
    DIGITS,
    is_base64,
    is_digits,
)
from zhiliang.methods.gs1.checksum import has_check_digit, has_check_pair
from zhiliang.methods.gs1.coupons import is_coupon, is_positive_offer
from zhiliang.methods.tables.gs1 import codes

Linter = Callable[[str], bool]
SHORTEST_COMPANY_PREFIX = 4
IBAN_LENGTHS = range(11, 35)
_PERCENT_ENCODED = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*")
_POSITION = re.compile(r"([1-9][0-9]*)/([1-9][0-9]*)")
_IBAN = re.compile(r"[0-9A-Z]+")


def begins_with_company_prefix(text: str) -> bool:
    """Whether four digits begin `text`: the shortest company prefix."""
    head = text[:SHORTEST_COMPANY_PREFIX]
    return len(head) == SHORTEST_COMPANY_PREFIX and is_digits(head)


def is_iban(text: str) -> bool:
    """Whether `text` is an international bank account number with its check digits."""
    if text[:2] not in codes("iso3166alpha2") or len(text) not in IBAN_LENGTHS:
        return False
    turned = text[4:] + text[:4]
    known = _IBAN.fullmatch(turned)
    return known is not None and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def is_piece_of_total(text: str) -> bool:
    """Whether `text` is a piece's number and their total, equally long, none of them zero."""
    half = len(text) // 2
    return len(text) % 2 == 0 and 0 < int(text[:half]) <= int(text[half:])


def is_position(text: str) -> bool:
    """Whether `text` is a position and the last one, such as 2/3."""
    found = _POSITION.fullmatch(text)
    return found is not None and int(found[1]) <= int(found[2])


CHARACTER_SETS: dict[str, Linter] = {
    "N": DIGITS.issuperset,
    "X": frozenset(CSET_82).issuperset,
    "Y": CSET_39.issuperset,
    "Z": is_base64,
}
LINTERS: dict[str, Linter] = {
    "couponcode": is_coupon,
    "couponposoffer": is_positive_offer,
    "csum": has_check_digit,
    "csumalpha": has_check_pair,
    "gcppos1": begins_with_company_prefix,
    "gcppos2": lambda text: begins_with_company_prefix(text[1:]),
    "hasnondigit": lambda text: not is_digits(text),
    "hh": dates.is_hour,
    "hhmi": dates.is_time,
    "hyphen": lambda text: set(text) == {"-"},
    "iban": is_iban,
    "importeridx": CSET_64.__contains__,
    "iso3166": lambda text: text in codes("iso3166"),
    "iso3166999": lambda text: text == "999" or text in codes("iso3166"),
    "iso3166alpha2": lambda text: text in codes("iso3166alpha2"),
    "iso4217": lambda text: text in codes("iso4217"),
    "iso5218": frozenset("0129").__contains__,
    "latitude": lambda text: int(text) <= 1_800_000_000,
    "longitude": lambda text: int(text) <= 3_600_000_000,
    "mediatype": lambda text: text in codes("mediatype"),
    "mi": dates.is_sixtieth,
    "nonzero": lambda text: text.strip("0") != "",
    "nozeroprefix": lambda text: not text.startswith("0"),
    "packagetype": lambda text: text in codes("packagetype"),
    "pcenc": lambda text: _PERCENT_ENCODED.fullmatch(text) is not None,
    "pieceoftotal": is_piece_of_total,
    "posinseqslash": is_position,
    "ss": dates.is_sixtieth,
    "winding": frozenset("019").__contains__,
    "yesno": frozenset("01").__contains__,
    "yymmd0": dates.is_date_or_month,
    "yymmdd": dates.is_date,
    "yyyymmdd": dates.is_long_date,
    "zero": lambda text: text.strip("0") == "",
}
# What a refused value is not, for the reader of the message.
REASONS = {
    "N": "has other characters than digits",
    "X": "has a character outside GS1's set of 82",
    "Y": "has a character outside GS1's set of 39",
    "Z": "is not of the web's base 64",
    "couponcode": "is no North American coupon code",
    "couponposoffer": "is no North American positive offer",
    "csum": "has a wrong check digit",
    "csumalpha": "has a wrong pair of check characters",
    "gcppos1": "does not begin with a GS1 company prefix",
    "gcppos2": "has no GS1 company prefix from its second digit on",
    "hasnondigit": "has digits only",
    "hh": "is no hour",
    "hhmi": "is no time of day",
    "hyphen": "is no hyphen",
    "iban": "is no international bank account number",
    "importeridx": "is no importer index",
    "iso3166": "is no country's number",
    "iso3166999": "is no country's number, nor 999",
    "iso3166alpha2": "is no country's two letters",
    "iso4217": "is no currency's number",
    "iso5218": "is no biological sex code (0, 1, 2, 9)",
    "latitude": "is no latitude",
    "longitude": "is no longitude",
    "mediatype": "is no AIDC media type",
    "mi": "is no minute",
    "nonzero": "is zero",
    "nozeroprefix": "begins with zero",
    "packagetype": "is no package type",
    "pcenc": "has a percent sign without two hexadecimal digits",
    "pieceoftotal": "is no piece of a total",
    "posinseqslash": "is no position in a sequence (such as 2/3)",
    "ss": "is no second",
    "winding": "is no winding direction (0, 1, 9)",
    "yesno": "is neither 0 nor 1",
    "yymmd0": "is no date (YYMMDD, or YYMM00)",
    "yymmdd": "is no date (YYMMDD)",
    "yyyymmdd": "is no date (YYYYMMDD)",
    "zero": "is not zero",
}
