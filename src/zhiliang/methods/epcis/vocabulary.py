"""Words of CBV 2.0 in their three spellings: bare word (JSON), web URI (hash) and URN (XML)."""

from functools import lru_cache

from zhiliang.methods.epcis.contexts import Names, expanded
from zhiliang.methods.tables.epcis import kinds, words

URN = "urn:epcglobal:cbv:"
URNS = {kind.other: kind.web for kind in kinds().values() if kind.other.startswith(URN)}


@lru_cache(1 << 14)
def bare(kind: str, value: str, names: Names) -> str:
    """Return the bare word of a standard value in any spelling; other values written out.

    Examples
    --------
    >>> from zhiliang.methods.epcis.contexts import names_of
    >>> bare("BizStep", "urn:epcglobal:cbv:bizstep:shipping", names_of([]))
    'shipping'
    """
    full = expanded(value.strip(), names)
    for start in kinds()[kind][1:3]:
        if full.startswith(start) and full[len(start) :] in words(kind):
            return full[len(start) :]
    return full


@lru_cache(1 << 14)
def web(kind: str, value: str, names: Names) -> str:
    """Return the web URI of a standard value in any spelling; other values written out."""
    word = bare(kind, value, names)
    return kinds()[kind].web + word if word in words(kind) else web_of_urn(word)


def web_of_urn(value: str) -> str:
    """Return a value with CBV URNs in it replaced by web URIs (CBV 2.0, 8.9: pre-hash string)."""
    if URN in value:
        for urn, address in URNS.items():
            value = value.replace(urn, address)
    return value
