"""Which warnings concern a place, a kind of product, a word: what the public asks."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhiliang.core.places import latest_names, subtree
from zhiliang.systems.risk.models import AnnouncedWarning

LONGEST = 60


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; empty parts ask for everything."""

    place: str = ""
    product: str = ""
    words: str = ""

    @classmethod
    def of(cls, query: Any) -> "Asked":
        """From the query of an address; what is too long is cut."""
        return cls(
            query.get("place", "")[:6], query.get("product", "")[:20], query.get("q", "")[:LONGEST]
        )

    @property
    def query(self) -> str:
        """As the query of an address, with its question mark; empty where nothing is asked."""
        parts = {"place": self.place, "product": self.product, "q": self.words}
        told = urlencode({name: value for name, value in parts.items() if value})
        return f"?{told}" if told else ""

    def narrow(self, rows: "QuerySet[AnnouncedWarning]") -> "QuerySet[AnnouncedWarning]":
        """The warnings that answer."""
        if self.place:
            rows = concerning(rows, self.place)
        if self.product:
            rows = rows.filter(product=self.product)
        for word in self.words.split():
            names = ("title", "title_en", "matters", "measures", "area", "number")
            found = Q()
            for name in names:
                found |= Q(**{f"{name}__icontains": word})
            rows = rows.filter(found)
        return rows


def concerning(rows: "QuerySet[Any]", code: str) -> "QuerySet[Any]":
    """The warnings that name a place, a part of it, or what it is a part of."""
    codes = subtree([code], day=timezone.localdate()) | around(code)
    named = AnnouncedWarning.objects.filter(areas__in=codes).order_by().values("pk")
    return rows.filter(pk__in=named)


def around(code: str) -> frozenset[str]:
    """The places that a place lies in."""
    names = latest_names(timezone.localdate())
    found: set[str] = set()
    name = names.get(code)
    while name and name.parent_id and name.parent_id not in found:
        found.add(name.parent_id)
        name = names.get(name.parent_id)
    return frozenset(found)
