"""Cities of places: what the public and other firms may know of where something was."""

from django.utils import timezone

from zhiliang.core import places
from zhiliang.core.language import name_of
from zhiliang.core.models import PlaceName

_DISTRICTS = slice(0, 4)


def city_code(place: str | None) -> str:
    """The code of the city that a place lies in (GB/T 2260); empty for none."""
    return f"{place[_DISTRICTS]}00" if place else ""


def city_of(place: str | None) -> str:
    """The name of the city that a place lies in; empty for none."""
    if not (code := city_code(place)):
        return ""
    names = places.names_on(timezone.localdate()).filter(place=code)
    found: PlaceName | None = names.first()
    return name_of(found) if found else ""
