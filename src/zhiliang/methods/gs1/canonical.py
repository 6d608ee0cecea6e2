"""One key for one object: a Digital Link on id.gs1.org, whatever form the object was named in.

Only the finest level identifies: a lot or a consumer product variant beside a serial number is a
fact about the object, not part of its name, and two sources need not both give it. So
/01/…/10/…/21/… is /01/…/21/…, as the EPC URN has it; `levels` keeps the lot.
"""

import re

from zhiliang.methods.gs1.building import CANONICAL_STEM, identifiers_of, path_of
from zhiliang.methods.gs1.checksum import check_digit_of_ascii
from zhiliang.methods.gs1.digital_link import SCHEMES, parse_digital_link
from zhiliang.methods.gs1.elements import SYMBOLOGIES, parse_element_string
from zhiliang.methods.gs1.schemes import APPENDED, INSTANCES
from zhiliang.methods.gs1.urn import NO_EXTENSION, elements_of_urn
from zhiliang.methods.gs1.values import FNC1, Element

# What nearly every identifier looks like: answered without taking it apart. Characters that are
# escaped, and whatever is wrong, are for the careful way.
_TRADE_ITEM = re.compile(
    r"urn:epc:(?:id:sgtin|class:(lgtin)):([0-9]{6,12})\.([0-9])([0-9]*)"
    r"(?<=:[0-9.]{14})\.([0-9A-Za-z\-._]{1,20})"
)
_LOGISTIC_UNIT = re.compile(r"urn:epc:id:sscc:(?=[0-9.]{18}\Z)([0-9]{6,12})\.([0-9])([0-9]*)")
_PLACE = re.compile(
    r"urn:epc:id:sgln:([0-9]{6,12})\.([0-9]*)(?<=:[0-9.]{13})\.([0-9A-Za-z\-._]{1,20})"
)
_CANONICAL = re.compile(
    r"https://id\.gs1\.org/(?:01/(?P<gtin>[0-9]{14})(?:/(?:10|21)/[0-9A-Za-z\-._]{1,20})?"
    r"|00/(?P<sscc>[0-9]{18})|414/(?P<gln>[0-9]{13})(?:/254/(?!0\Z)[0-9A-Za-z\-._]{1,20})?)"
)


def canonical(identifier: str) -> str:
    """Digital Link on id.gs1.org of an EPC URN, a Digital Link, "(01)…(10)…", "^01…" or ]d2….

    The finest level only, without attributes, query string and fragment; GTINs of 8, 12 and 13
    digits filled up to 14; one spelling of percent encoding. The same text for the same object.

    Raises
    ------
    ValueError
        Says why `identifier` is no GS1 identification.

    Examples
    --------
    >>> canonical("urn:epc:class:lgtin:4012345.012345.L47")
    'https://id.gs1.org/01/04012345123456/10/L47'
    >>> canonical("https://shop.example/p/01/4012345123456/10/L47/21/9?17=261231")
    'https://id.gs1.org/01/04012345123456/21/9'
    """
    return _quick(identifier) or CANONICAL_STEM + path_of(_finest(_identifiers(identifier)))


def levels(identifier: str) -> tuple[str, ...]:
    """Canonical links of `identifier` and of what it belongs to, finest first.

    Serial number, lot, consumer product variant, GTIN; a returnable asset, document or coupon
    with its serial number, and without; a place with its extension, and without.

    Raises
    ------
    ValueError
        As `canonical`.

    Examples
    --------
    >>> for link in levels("https://a/01/04012345123456/10/L47/21/9"):
    ...     print(link)
    https://id.gs1.org/01/04012345123456/21/9
    https://id.gs1.org/01/04012345123456/10/L47
    https://id.gs1.org/01/04012345123456
    """
    key, *qualifiers = _identifiers(identifier)
    steps = [*((key, one) for one in reversed(qualifiers)), (key,)]
    length = _LENGTHS.get(key.ai, len(key.value))
    if len(key.value) > length:
        steps.append((Element(key.ai, key.value[:length]),))
    return tuple(CANONICAL_STEM + path_of(step) for step in steps)


# Keys whose serial number is their end: length without it.
_LENGTHS = {scheme.key: scheme.length for scheme in INSTANCES.values() if scheme.serial == APPENDED}


def _quick(identifier: str) -> str:
    """Answer for a common shape, "" where `identifier` is of none."""
    if found := _CANONICAL.fullmatch(identifier):
        number = found[found.lastgroup or 0]
        digit = check_digit_of_ascii(number[:-1].encode())
        return identifier if digit == number[-1] else ""
    if found := _TRADE_ITEM.fullmatch(identifier):
        lot, company, lead, item, serial = found.groups()
        body = lead + company + item
        digit = check_digit_of_ascii(body.encode())
        return f"{CANONICAL_STEM}/01/{body}{digit}/{'10' if lot else '21'}/{serial}"
    if found := _LOGISTIC_UNIT.fullmatch(identifier):
        company, extension, reference = found.groups()
        body = extension + company + reference
        return f"{CANONICAL_STEM}/00/{body}{check_digit_of_ascii(body.encode())}"
    if found := _PLACE.fullmatch(identifier):
        body, extension = found[1] + found[2], found[3]
        link = f"{CANONICAL_STEM}/414/{body}{check_digit_of_ascii(body.encode())}"
        return link if extension == NO_EXTENSION.value else f"{link}/254/{extension}"
    return ""


def _identifiers(identifier: str) -> tuple[Element, ...]:
    """Key and qualifiers, decoded and checked; an extension 0 of a place is none."""
    key, *qualifiers = _read(identifier)
    return (key, *(one for one in qualifiers if one != NO_EXTENSION))


def _read(identifier: str) -> tuple[Element, ...]:
    if identifier[:8].lower() == "urn:epc:":
        return elements_of_urn(identifier)
    if identifier.startswith(("(", FNC1, *SYMBOLOGIES)):
        return identifiers_of(parse_element_string(identifier))
    if not identifier.startswith(SCHEMES):
        raise ValueError(
            f"no GS1 identification: an EPC URN, a Digital Link or (01)… wanted, not {identifier!r}"
        )
    return parse_digital_link(
        identifier, permit_convenience_alphas=True, permit_zero_suppressed_gtin=True
    ).identifiers


def _finest(identifiers: tuple[Element, ...]) -> tuple[Element, ...]:
    return (identifiers[0], *identifiers[1:][-1:])
