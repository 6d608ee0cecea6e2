"""Identifiers in events: one spelling for one thing, whatever it was written as."""

import re
from functools import lru_cache

from zhiliang.methods.gs1 import canonical

KEYS = (
    r"00/\d{18}|01/\d{14}(?:/(?:10|21|235)/[^/?#]+)?|(?:253|255|8003)/\d{13,14}[^/?#]*|402/\d{17}"
    r"|41[47]/\d{13}|414/\d{13}/254/[^/?#]+|8006/\d{18}(?:/(?:10|21)/[^/?#]+)?|801[78]/\d{18}"
)
LOOSE = re.compile(rf"https?://[^?#]+?/({KEYS})/?(?:[?#].*)?", re.ASCII | re.DOTALL)


@lru_cache(1 << 14)
def canonical_id(text: str) -> str:
    """Return the canonical Digital Link of a GS1 identifier; anything else as it is.

    Examples
    --------
    >>> canonical_id("urn:epc:id:sscc:4012345.0000000111")
    'https://id.gs1.org/00/040123450000001112'
    """
    if not text.startswith(("urn:epc:", "http:", "https:", "HTTP")):
        return text
    try:
        return canonical(text)
    except ValueError:
        # A mistyped check digit does not make two things of one under two domains.
        found = LOOSE.fullmatch(text)
        return f"https://id.gs1.org/{found[1]}" if found else text
