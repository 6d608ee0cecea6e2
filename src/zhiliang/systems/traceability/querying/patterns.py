"""Identifiers and patterns of them: what `MATCH_…` compares (EPCIS 2.0, 8.2.7.1.1; TDS 9)."""

from collections.abc import Iterator

from django.db.models import Q

from zhiliang.methods.gs1 import canonical
from zhiliang.systems.traceability.querying.names import identifier

PURE = "urn:epc:idpat:"


def matching(text: str) -> Q:
    """The condition on named objects that an identifier or a pattern stands for."""
    if text.startswith(PURE) and "*" in text:
        wanted = Q()
        for start in starts(text):
            wanted |= Q(object__canonical__startswith=start)
        return wanted
    return Q(object__canonical=identifier(text))


def starts(pattern: str) -> Iterator[str]:
    """Beginnings of the canonical forms that a pattern of EPC URNs covers.

    A wildcard stands for all that follows; the first digit of a GTIN's reference is its indicator
    and stands before the company prefix, so a pattern without a reference has ten beginnings.
    """
    scheme, _, rest = pattern.removeprefix(PURE).partition(":")
    parts = rest.split(".")
    fixed = parts[: parts.index("*")]
    if scheme in _INDICATED and len(fixed) == 1:
        yield from (f"{_INDICATED[scheme]}{digit}{fixed[0]}" for digit in range(10))
    elif scheme in _INDICATED:
        yield canonical(f"urn:epc:idpat:{scheme}:{fixed[0]}.{fixed[1]}.*") + _AFTER[scheme]
    else:
        yield f"{_STEMS[scheme]}{''.join(fixed)}"


_ROOT = "https://id.gs1.org/"
_INDICATED = {"sgtin": f"{_ROOT}01/", "itip": f"{_ROOT}8006/", "sscc": f"{_ROOT}00/"}
_AFTER = {"sgtin": "/21/", "itip": "", "sscc": ""}
_STEMS = {
    "sgln": f"{_ROOT}414/",
    "grai": f"{_ROOT}8003/0",
    "giai": f"{_ROOT}8004/",
    "gsrn": f"{_ROOT}8018/",
    "gsrnp": f"{_ROOT}8017/",
    "gdti": f"{_ROOT}253/",
    "cpi": f"{_ROOT}8010/",
    "sgcn": f"{_ROOT}255/",
    "pgln": f"{_ROOT}417/",
    "upui": f"{_ROOT}01/",
}
