"""Identifiers and patterns of them: what `MATCH_…` compares (EPCIS 2.0, 8.2.7.1.1; TDS 9)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db.models import Q

from zhiliang.methods.gs1 import canonical
from zhiliang.systems.traceability.models import Role
from zhiliang.systems.traceability.querying.names import Prefixes
from zhiliang.systems.traceability.querying.parameters import unfit

PURE = "urn:epc:idpat:"
_ROOT = "https://id.gs1.org/"


class Scheme(NamedTuple):
    """A kind of EPC: the beginning of its canonical form, and its parts in a URN.

    In `indicated` ones the first digit of the second part stands before the company prefix.
    """

    stem: str
    parts: int
    indicated: bool = False


SCHEMES = {
    "sgtin": Scheme("01/", 3, indicated=True),
    "upui": Scheme("01/", 3, indicated=True),
    "itip": Scheme("8006/", 5, indicated=True),
    "sscc": Scheme("00/", 2, indicated=True),
    "sgln": Scheme("414/", 3),
    "pgln": Scheme("417/", 2),
    "grai": Scheme("8003/0", 3),
    "giai": Scheme("8004/", 2),
    "gsrn": Scheme("8018/", 2),
    "gsrnp": Scheme("8017/", 2),
    "gdti": Scheme("253/", 3),
    "sgcn": Scheme("255/", 3),
    "cpi": Scheme("8010/", 3),
}


def matching(name: str, text: str, prefixes: Prefixes) -> Q:
    """The condition on named objects that an identifier or a pattern stands for.

    QueryFault for a pattern that the Tag Data Standard does not have.
    """
    if not text.startswith(PURE) or "*" not in text:
        return Q(object__canonical=prefixes.identifier(text))
    scheme, _, rest = text.removeprefix(PURE).partition(":")
    try:
        begins = [Q(object__canonical__startswith=one) for one in starts(scheme, rest.split("."))]
    except (ValueError, IndexError):
        raise unfit(name, text) from None
    found = Q()
    for one in begins:
        found |= one
    return found & _level(scheme)


def starts(scheme: str, parts: Sequence[str]) -> Iterator[str]:
    """Beginnings of the canonical forms that a pattern covers; a wildcard stands for all after it.

    Raises ValueError for a wildcard before a value, and for a wrong number of parts.
    """
    fixed = parts[: parts.index("*")]
    known = SCHEMES.get(scheme)
    if set(parts[len(fixed) :]) != {"*"} or (known and known.parts != len(parts)):
        raise ValueError(parts)
    if known is None:
        yield "urn:epc:id:" + ":".join([scheme, "".join(f"{one}." for one in fixed)])
        return
    if not all(one.isalnum() for one in fixed):
        raise ValueError(parts)
    yield from (f"{_ROOT}{known.stem}{start}" for start in _digits(scheme, known, fixed))


def _digits(scheme: str, known: Scheme, fixed: Sequence[str]) -> Iterator[str]:
    if not known.indicated or not fixed:
        # after a component's own reference comes its serial number, not more of the reference
        yield "".join(fixed) + ("/8011/" if scheme == "cpi" and len(fixed) == 2 else "")
    elif len(fixed) == 1:
        yield from (f"{digit}{fixed[0]}" for digit in range(10))
    else:
        gtin = canonical(f"{PURE}sgtin:{fixed[0]}.{fixed[1]}.*").rpartition("/")[2]
        yield gtin + "".join(fixed[2:])


def _level(scheme: str) -> Q:
    """A pattern of items finds items, and among classes the trade items but no lots."""
    if scheme == "upui":
        return Q(object__canonical__contains="/235/")
    if scheme != "sgtin":
        return Q()
    of_class = Q(role__gte=Role.EPC_CLASS)
    return (of_class & ~Q(object__canonical__contains="/10/")) | (
        ~of_class & Q(object__canonical__contains="/21/")
    )
