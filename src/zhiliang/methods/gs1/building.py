"""Digital Links written from elements."""

from collections.abc import Iterable, Sequence

from zhiliang.methods.gs1.percent import escape, escape_query
from zhiliang.methods.gs1.values import Element, row_of
from zhiliang.methods.tables.gs1 import key_sequences

CANONICAL_STEM = "https://id.gs1.org"


def path_of(identifiers: Iterable[Element]) -> str:
    """Write /AI/value for each of `identifiers`, in their order."""
    return "".join(f"/{ai}/{escape(value)}" for ai, value in identifiers)


def build_digital_link(elements: Sequence[Element], *, stem: str = CANONICAL_STEM) -> str:
    """Write a Digital Link of `elements`, as GS1's syntax engine does.

    The first primary key leads, as many of its qualifiers as are there follow, all else goes
    into the query string, identifiers of predefined length first. Repeated elements once.
    Nothing is checked here but that the link can be written: give it what was parsed.

    Raises
    ------
    ValueError
        There is no primary key, or an element that a query string may not hold.

    Examples
    --------
    >>> build_digital_link([Element("01", "09520123456788"), Element("10", "A/1")])
    'https://id.gs1.org/01/09520123456788/10/A%2F1'
    """
    path = identifiers_of(elements)
    hoisted = {ai for ai, _ in path}
    rest = [one for one in dict.fromkeys(elements) if one.ai not in hoisted]
    query = "&".join(f"{ai}={escape_query(value)}" for ai, value in sorted(rest, key=_open_ended))
    return stem.removesuffix("/") + path_of(path) + ("?" + query if query else "")


def identifiers_of(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Pick the first primary key and as many of its qualifiers as are there, in a path's order.

    Raises
    ------
    ValueError
        There is no primary key.
    """
    values = dict(reversed(elements))
    sequence = _best_sequence([ai for ai, _ in elements])
    return tuple(Element(ai, values[ai]) for ai in sequence)


def _best_sequence(present: list[str]) -> tuple[str, ...]:
    key = next((ai for ai in present if row_of(ai).qualifiers is not None), None)
    if key is None:
        raise ValueError(f"no primary key of a Digital Link among {present}")
    fitting = (one for one in sorted(key_sequences()) if one[0] == key and {*one} <= {*present})
    return max(fitting, key=len)


def _open_ended(element: Element) -> bool:
    row = row_of(element.ai)
    if not row.attribute:
        raise ValueError(f"({row.ai}) may not stand in a query string")
    return not row.predefined
