"""What an address asks for: a place, a year, a day; nonsense falls back and never breaks a page."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.models import Place
from zhiliang.core.pages.choices import city_choices
from zhiliang.core.places import latest_names, subtree
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role

CAPITAL = "440100"
YEARS = range(1990, 2100)


def own_city(person: Any) -> str:
    """The city an officer of a city or of one of its districts belongs to; "" for others."""
    codes = scopes(person, Role.CITY_OFFICER).places
    cities = Place.objects.filter(level="city").values_list("pk", flat=True)
    return next((code for code in sorted(cities) if code in codes), "")


def city_asked(request: HttpRequest) -> str:
    """The city of the address, else the officer's own, else the capital."""
    asked = request.GET.get("place", "")
    if asked in dict(city_choices()):
        return asked
    return own_city(request.user) or CAPITAL


def year_asked(request: HttpRequest, known: list[int]) -> int:
    """The year of the address, else the newest known one, else this year."""
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in YEARS:
        return int(asked)
    return known[0] if known else timezone.localdate().year


def day_of(text: str) -> date:
    """A day of an address; Http404 for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404(_("没有这一天。")) from None


def within(city: str) -> frozenset[str]:
    """Codes of a city and of what lies in it."""
    return subtree([city], day=timezone.localdate())


def city_of_each() -> dict[str, str]:
    """Every place's city: itself, or what it lies in."""
    names = latest_names(timezone.localdate())
    cities = set(Place.objects.filter(level="city").values_list("pk", flat=True))
    found = {}
    for code in names:
        above: str | None = code
        while above and above not in cities:
            above = names[above].parent_id if above in names else None
        if above:
            found[code] = above
    return found
