"""Identifiers as they are stored."""

from zhiliang.methods.gs1 import canonical


def canonical_or_same(text: str) -> str:
    """The canonical form of a GS1 identifier; any other text as it is."""
    try:
        return canonical(text)
    except ValueError:
        return text
