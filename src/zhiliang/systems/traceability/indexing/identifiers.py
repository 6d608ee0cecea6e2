"""Identifiers as they are stored."""

from zhiliang.methods.epcis.identifiers import reading
from zhiliang.methods.gs1 import canonical


def canonical_or_same(text: str) -> str:
    """The canonical form of a GS1 identifier, as in events; any other text as it is."""
    found = reading(text)[0]
    if found != text:
        return found
    try:
        return canonical(text)
    except ValueError:
        return text
