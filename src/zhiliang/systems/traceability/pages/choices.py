"""What the filters and forms of traceability offer."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiliang.core.roles import Role
from zhiliang.systems.traceability.scanning.words import STEPS

OFFICES = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)
READERS = (*OFFICES, Role.ENTERPRISE)


def step_choices() -> Iterable[tuple[str, Any]]:
    """Steps of trade."""
    return STEPS.items()


def yes_or_no() -> Iterable[tuple[str, Any]]:
    """Both answers."""
    return (("True", _("是")), ("False", _("否")))
