"""GS1 keys by name, and whether a number is one.

A UPUI is a GTIN with a third-party serial number (235), an LGTIN one with a lot (10): their keys
are GTINs.
"""

from zhiliang.methods.gs1.checksum import has_check_digit
from zhiliang.methods.gs1.values import Element, check_element

# Identifier by name; (414) stands for every global location number.
KEYS = {
    "SSCC": "00",
    "GTIN": "01",
    "GDTI": "253",
    "GCN": "255",
    "GINC": "401",
    "GSIN": "402",
    "GLN": "414",
    "PGLN": "417",
    "GRAI": "8003",
    "GIAI": "8004",
    "ITIP": "8006",
    "CPID": "8010",
    "GMN": "8013",
    "GSRNP": "8017",
    "GSRN": "8018",
}
GTIN_LENGTHS = (8, 12, 13, 14)


def is_valid_gtin(code: object) -> bool:
    """Whether `code` is a GTIN of 8, 12, 13 or 14 digits with its check digit. Never raises.

    Examples
    --------
    >>> is_valid_gtin("09520123456788"), is_valid_gtin("9520123456788"), is_valid_gtin(None)
    (True, True, False)
    """
    return isinstance(code, str) and len(code) in GTIN_LENGTHS and has_check_digit(code)


def gtin_14(code: str) -> str:
    """Fill a GTIN up to 14 digits with zeros on the left.

    Raises
    ------
    ValueError
        `code` is no GTIN.

    Examples
    --------
    >>> gtin_14("9520123456788")
    '09520123456788'
    """
    if not is_valid_gtin(code):
        raise ValueError(f"a GTIN has 8, 12, 13 or 14 digits and a right check digit, not {code!r}")
    return code.zfill(14)


def is_valid_key(name: str, code: object) -> bool:
    """Whether `code` is a whole key of the kind `name`, as a barcode has it.

    A GTIN has 14 digits here, a GRAI its leading zero; GRAI, GDTI and GCN may have their serial
    number. False for what is no text; KeyError where there is no such kind of key.

    Examples
    --------
    >>> is_valid_key("SSCC", "952012345678912345"), is_valid_key("GLN", "9520123456789")
    (True, False)
    """
    ai = KEYS[name]
    if not isinstance(code, str):
        return False
    try:
        check_element(Element(ai, code))
    except ValueError:
        return False
    return True
