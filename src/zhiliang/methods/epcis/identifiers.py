"""Identifiers in events: one spelling for one thing, whatever it was written as."""

import re

from zhiliang.methods.epcis.contexts import Names, expanded
from zhiliang.methods.epcis.memory import LONGEST
from zhiliang.methods.epcis.vocabulary import web_of_urn
from zhiliang.methods.gs1 import canonical
from zhiliang.methods.gs1.digital_link import ALPHAS
from zhiliang.methods.tables.gs1.dictionary import rows

URIS = ("urn:", "http:", "https:")
EPC = ("urn:epc:id:", "urn:epc:class:", "urn:epc:idpat:")
HOMES = ("https://id.gs1.org/", "http://id.gs1.org/")
PRIMARY = [row.ai for row in rows().values() if row.qualifiers is not None]
NAMED = [name for name, ai in ALPHAS.items() if ai in PRIMARY]
# A path without a key in it is no Digital Link: most links of transactions end here.
LINK = re.compile(rf"https?://.*?/(?:{'|'.join(PRIMARY + NAMED)})/.", re.DOTALL)
KEYS = (
    r"00/\d{18}|01/\d{14}(?:/(?:10|21|235)/[^/?#]+)?|(?:253|255|8003)/\d{13,14}[^/?#]*|402/\d{17}"
    r"|41[47]/\d{13}|414/\d{13}/254/[^/?#]+|8006/\d{18}(?:/(?:10|21)/[^/?#]+)?|801[78]/\d{18}"
)
LOOSE = re.compile(rf"https?://[^?#]+?/({KEYS})/?(?:[?#].*)?", re.ASCII | re.DOTALL)


# Schemes of the Tag Data Standard that are made of no GS1 key.
OTHER_SCHEMES = ("gid", "usdod", "adi", "bic", "imovn")


# Most identifiers come once, a few times over in one event: a plain dictionary takes a third of
# the time of an lru_cache for these.
_KNOWN: dict[str, tuple[str, str]] = {}
MOST = 1 << 15


def reading(text: str) -> tuple[str, str]:
    """Read a URI: its canonical spelling, and why a seeming GS1 key is none ("" where it is sound).

    GS1 keys become Digital Links, URNs of CBV's words their web addresses, others stay.

    Examples
    --------
    >>> reading("urn:epc:id:sscc:4012345.0000000111")
    ('https://id.gs1.org/00/040123450000001112', '')
    >>> reading("https://shop.example/orders/7")
    ('https://shop.example/orders/7', '')
    """
    found = _KNOWN.get(text)
    if found is None:
        if len(text) > LONGEST:
            return _read(text.strip())
        if len(_KNOWN) >= MOST:
            _KNOWN.clear()
        found = _KNOWN[text] = _read(text.strip())
    return found


def _read(text: str) -> tuple[str, str]:
    if not (text.startswith(EPC) or LINK.match(text)):
        return web_of_urn(text), ""
    try:
        return canonical(text), ""
    except ValueError as error:
        # A mistyped check digit does not make two things of one under two domains.
        found = LOOSE.fullmatch(text)
        settled = f"https://id.gs1.org/{found[1]}" if found else text
        return settled, str(error) if _claims(text) else ""


def _claims(text: str) -> bool:
    """Whether a text says of itself that it holds a GS1 key."""
    if text.startswith(EPC):
        return text.split(":")[3] not in OTHER_SCHEMES
    return text.startswith(HOMES)


def identified(text: str, names: Names) -> str:
    """Return an identifier's canonical spelling, compact URIs written out first."""
    return reading(text if text.startswith(URIS) else expanded(text.strip(), names))[0]
