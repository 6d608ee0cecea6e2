"""EPC URNs written from Digital Links."""

import re

from zhiliang.methods.gs1.characters import is_digits
from zhiliang.methods.gs1.digital_link import parse_digital_link
from zhiliang.methods.gs1.percent import unescape
from zhiliang.methods.gs1.schemes import APPENDED, CLASSES, INSTANCES, Scheme
from zhiliang.methods.gs1.urn import ANY, COMPANY_PREFIX_LENGTHS, NO_EXTENSION
from zhiliang.methods.gs1.values import Element, check_characters, check_length

# What a URN may hold unescaped (TDS 2.x, 6.3.1: GS3A3Char, CPRefChar).
_TO_ESCAPE = re.compile(r"[\"%&/<>?#]")
_PATH = r"https?://[^/]+(?:/.*?)?/"
# The # of a component's number, unescaped: for a URI it would begin a fragment.
_COMPONENT = re.compile(_PATH + r"(8010)/([^?]*#[^?]*)/(8011)/([0-9]+)")
# Links with a wrong check digit, or whose last value has characters that a URI should escape.
_UNESCAPED = tuple(
    re.compile(_PATH + keys)
    for keys in (
        r"(00|01|402|414|417|8006|8017|8018)/([0-9]+)()()",
        r"(01|8006)/([0-9]+)/(?:22/[^/]+/)?(?:10/[^/]+/)?(21)/(.+)",
        r"(01|414)/([0-9]+)/(10|235|254)/(.+)",
        r"(8010)/(.+)/(8011)/([0-9]+)",
        r"(8010)/((?:(?!/8011/).)+)()()",
        r"(253|255|401|8003|8004)/(.+)()()",
    )
)


def link_to_urn(link: str, company_prefix_length: int) -> str:
    """EPC URN of what a Digital Link identifies: urn:epc:id:…, class:lgtin:… or idpat:….*.

    A lot beside a serial number, a consumer product variant, attributes and the domain have no
    place in a URN and are left out. So has the check digit: a wrong one, which
    `parse_digital_link` refuses, is not noticed here, nor are characters that the link should
    escape. How long the company prefix is cannot be seen from a key.

    Raises
    ------
    ValueError
        No Digital Link, none with a URN, or a company prefix that is not of 6 to 12 digits.

    Examples
    --------
    >>> link_to_urn("https://id.gs1.org/01/04012345123456/21/a%2Fb", 7)
    'urn:epc:id:sgtin:4012345.012345.a%2Fb'
    """
    if company_prefix_length not in COMPANY_PREFIX_LENGTHS:
        raise ValueError(f"a company prefix has 6 to 12 digits, not {company_prefix_length}")
    key, *qualifiers = _identifiers(link)
    last = qualifiers[-1] if qualifiers else None
    name, scheme = _scheme(key, last)
    fields = _fields(scheme, key.value, company_prefix_length)
    if name in CLASSES:
        fields.append(ANY)
    elif scheme.serial == APPENDED:
        fields.append(_escape(key.value[scheme.length :]))
    elif scheme.serial:
        fields.append(_escape((last or NO_EXTENSION).value))
    return f"urn:epc:{name}:{'.'.join(fields)}"


def _identifiers(link: str) -> list[Element]:
    if found := _COMPONENT.fullmatch(link):
        return _taken(found)
    try:
        return list(parse_digital_link(link).identifiers)
    except ValueError:
        found = next(filter(None, (form.fullmatch(link) for form in _UNESCAPED)), None)
        if found is None:
            raise
    return _taken(found)


def _taken(found: re.Match[str]) -> list[Element]:
    key, value, qualifier, serial = map(unescape, found.groups())
    elements = [Element(key, value), Element(qualifier, serial)][: 1 + (qualifier != "")]
    for element in elements:
        check_length(element)
        check_characters(element)
    return elements


def _scheme(key: Element, last: Element | None) -> tuple[str, Scheme]:
    wanted = last.ai if last else ""
    for name, scheme in INSTANCES.items():
        whole = scheme.serial == APPENDED and len(key.value) > scheme.length
        alone = last is None and (whole or scheme.serial in ("", NO_EXTENSION.ai))
        if scheme.key == key.ai and (alone or scheme.serial == wanted):
            return name, scheme
    for name, scheme in CLASSES.items():
        if scheme.key == key.ai and last is None:
            return name, scheme
    raise ValueError(f"no EPC URN of ({key.ai}){f' with ({wanted})' if wanted else ''}")


def _fields(scheme: Scheme, value: str, length: int) -> list[str]:
    """Cut a key into company prefix, reference and pieces."""
    if not scheme.digits:
        return [_company(value[:length], length), _escape(value[length:])]
    digits = value[len(scheme.prefix) :][: scheme.digits]
    lead, rest = (digits[:1], digits[1:]) if scheme.leads else ("", digits)
    pieces = value[len(scheme.prefix) + scheme.digits + 1 : scheme.length]
    return [
        rest[:length],
        lead + rest[length:],
        *(pieces[at : at + 2] for at in range(0, len(pieces), 2)),
    ]


def _company(head: str, length: int) -> str:
    if not is_digits(head) or len(head) < length:
        raise ValueError(f"a company prefix of {length} digits wanted, not {head!r}")
    return head


def _escape(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: f"%{ord(found[0]):02X}", text)
