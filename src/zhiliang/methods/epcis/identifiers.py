"""Identifiers in events: one spelling for one thing, whatever it was written as."""

from functools import lru_cache

from zhiliang.methods.gs1 import canonical


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
        return text
