"""Words of CBV 2.0 in their three spellings: bare word (JSON), web URI (hash) and URN (XML)."""

from zhiliang.methods.epcis.contexts import Names, expanded
from zhiliang.methods.epcis.memory import remembered
from zhiliang.methods.tables.epcis import kinds, words

URN = "urn:epcglobal:cbv:"
WEB = {name: {one: kind.web + one for one in words(name)} for name, kind in kinds().items()}
URNS = {kind.other: kind.web for kind in kinds().values() if kind.other.startswith(URN)}


@remembered
def bare(value: str, kind: str, names: Names) -> str:
    """Return the bare word of a standard value in any spelling; other values written out.

    Examples
    --------
    >>> from zhiliang.methods.epcis.contexts import names_of
    >>> bare("urn:epcglobal:cbv:bizstep:shipping", "BizStep", names_of([]))
    'shipping'
    """
    full = expanded(value.strip(), names)
    for start in kinds()[kind][1:3]:
        if full.startswith(start) and full[len(start) :] in words(kind):
            return full[len(start) :]
    return full


def web_of_urn(value: str) -> str:
    """Return the web URI of a URN of CBV (8.9: pre-hash string), anything else as it is."""
    end = value.find(":", len(URN)) + 1 if value.startswith(URN) else 0
    return URNS[value[:end]] + value[end:] if value[:end] in URNS else value
