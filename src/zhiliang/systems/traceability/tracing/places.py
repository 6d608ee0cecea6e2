"""Cities of places: what the public and other firms may know of where something was."""

from datetime import date
from functools import lru_cache

from django.utils import timezone

from zhiliang.core import places
from zhiliang.core.language import pick

_CITY = slice(0, 4)


def city_code(place: str | None) -> str:
    """The code of the city that a place lies in (GB/T 2260); empty for none."""
    return f"{place[_CITY]}00" if place else ""


def city_of(place: str | None) -> str:
    """The name of the city that a place lies in; empty for none."""
    if not (code := city_code(place)):
        return ""
    try:
        return pick(*_names(code, timezone.localdate()))
    except LookupError:
        return ""


@lru_cache(maxsize=256)
def _names(code: str, day: date) -> tuple[str, str]:
    """Both names on a day; LookupError for none, which is not kept."""
    found = places.names_on(day).filter(place=code).first()
    if found is None:
        raise LookupError(code)
    return found.name_zh, found.name_en
