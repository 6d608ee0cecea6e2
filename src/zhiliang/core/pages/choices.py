"""What the filters and forms of many systems offer."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from zhiliang.core.language import name_of
from zhiliang.core.models import Place
from zhiliang.core.models.source import Source
from zhiliang.core.places import latest_names


def city_choices() -> Iterable[tuple[str, str]]:
    """Cities by code, with their names of today."""
    names = latest_names(timezone.localdate())
    codes = Place.objects.filter(level="city").order_by("pk").values_list("pk", flat=True)
    return [(code, name_of(names[code])) for code in codes if code in names]


def source_choices() -> Iterable[tuple[str, Any]]:
    """Where records come from."""
    return Source.choices
