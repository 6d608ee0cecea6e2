"""What the filters and forms of traceability offer."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiliang.core.language import name_of
from zhiliang.core.models import Place
from zhiliang.core.places import latest_names
from zhiliang.core.roles import Role
from zhiliang.systems.traceability.scanning.words import STEPS

OFFICES = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)
READERS = (*OFFICES, Role.ENTERPRISE)


def city_choices() -> Iterable[tuple[str, str]]:
    """Cities by code, with their names of today."""
    names = latest_names(timezone.localdate())
    codes = Place.objects.filter(level="city").order_by("pk").values_list("pk", flat=True)
    return [(code, name_of(names[code])) for code in codes if code in names]


def step_choices() -> Iterable[tuple[str, Any]]:
    """Steps of trade."""
    return STEPS.items()


def yes_or_no() -> Iterable[tuple[str, Any]]:
    """Both answers."""
    return (("True", _("是")), ("False", _("否")))
