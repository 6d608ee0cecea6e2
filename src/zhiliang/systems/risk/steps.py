"""What steps have in common: the local year of a moment, keys in order."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone


def year_of(moment: datetime) -> int:
    """The local year of a moment."""
    return timezone.localtime(moment).year


def codes_of(places: Iterable[Any]) -> list[str]:
    """Keys of places or departments, sorted."""
    return sorted(place.pk for place in places)
