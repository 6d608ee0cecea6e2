"""EPC URNs read: their key and serial number, and the Digital Link of both.

A percent sign without two hexadecimal digits, and characters that a URN should escape, are taken
as they stand: tools write serial numbers in both ways.
"""

import re
from collections.abc import Iterator

from zhiliang.methods.gs1.building import CANONICAL_STEM, path_of
from zhiliang.methods.gs1.characters import is_digits
from zhiliang.methods.gs1.checksum import check_digit
from zhiliang.methods.gs1.percent import unescape
from zhiliang.methods.gs1.schemes import APPENDED, CLASSES, INSTANCES, Scheme
from zhiliang.methods.gs1.values import Element, check_element

COMPANY_PREFIX_LENGTHS = range(6, 13)
EXTENSION = "254"
NO_EXTENSION = Element(EXTENSION, "0")
ANY = "*"
_URN = re.compile(r"(?i:urn:epc):(?P<scheme>(?:id|class|idpat):[a-z]+):(?P<body>.*)", re.DOTALL)


def urn_to_link(urn: str) -> str:
    """Digital Link on id.gs1.org of an EPC URN: urn:epc:id:…, class:lgtin:…, idpat:….*.

    Raises
    ------
    ValueError
        Says why: no such URN, a wrong number of digits or fields, a wrong serial number.

    Examples
    --------
    >>> urn_to_link("urn:epc:id:sgtin:4012345.012345.a%2Fb")
    'https://id.gs1.org/01/04012345123456/21/a%2Fb'
    """
    return CANONICAL_STEM + path_of(elements_of_urn(urn))


def elements_of_urn(urn: str) -> tuple[Element, ...]:
    """Key, and serial number where it is no part of it, of an EPC URN.

    Raises
    ------
    ValueError
        As `urn_to_link`.
    """
    found = _URN.fullmatch(urn)
    if found is None:
        raise ValueError(f"not an EPC URN: {urn!r}")
    name, body = found["scheme"], found["body"]
    if name in CLASSES:
        elements = [_class(CLASSES[name], body)]
    elif name in INSTANCES:
        elements = [*_instance(INSTANCES[name], body)]
    else:
        raise ValueError(f"the EPC scheme {name} has no Digital Link: {urn!r}")
    for element in elements:
        check_element(element)
    return tuple(elements)


def _class(scheme: Scheme, body: str) -> Element:
    company, reference, *pieces, serial = _fields(scheme, body)
    if serial != ANY:
        raise ValueError(f"a class ends in .{ANY}, not in {body!r}")
    return Element(scheme.key, _key(scheme, company, reference) + _pieces(pieces))


def _instance(scheme: Scheme, body: str) -> Iterator[Element]:
    company, reference, *rest = _fields(scheme, body)
    if not scheme.digits and not reference:
        raise ValueError(f"nothing between the points in {body!r}")
    serial = unescape(rest.pop()) if scheme.serial else ""
    if scheme.serial and serial in ("", ANY):
        raise ValueError(f"one thing has a serial number, not {serial!r}: {body!r}")
    key = _key(scheme, company, reference) + _pieces(rest)
    yield Element(scheme.key, key + serial if scheme.serial == APPENDED else key)
    qualifier = Element(scheme.serial, serial)
    if scheme.serial not in ("", APPENDED) and qualifier != NO_EXTENSION:
        yield qualifier


def _fields(scheme: Scheme, body: str) -> list[str]:
    wanted = 2 + scheme.pieces + (scheme.serial != "")
    fields = body.split(".", wanted - 1)
    if len(fields) != wanted:
        raise ValueError(f"{wanted} fields with points between them wanted, not {body!r}")
    return fields


def _key(scheme: Scheme, company: str, reference: str) -> str:
    if not is_digits(company) or len(company) not in COMPANY_PREFIX_LENGTHS:
        raise ValueError(f"a company prefix has 6 to 12 digits, not {company!r}")
    if not scheme.digits:
        return company + unescape(reference)
    if scheme.leads:
        company, reference = reference[:1] + company, reference[1:]
    digits = company + reference
    if not is_digits(digits) or len(digits) != scheme.digits:
        raise ValueError(
            f"{scheme.digits} digits of company prefix and reference wanted, not {digits!r}"
        )
    return scheme.prefix + digits + check_digit(digits)


def _pieces(pieces: list[str]) -> str:
    if any(len(piece) != 2 for piece in pieces):
        raise ValueError(f"two digits of piece and of total wanted, not {pieces}")
    return "".join(pieces)
