"""Bulletins are public; the province and the leading group's office take them in."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet

from zhiliang.core.policy import Policy, register
from zhiliang.core.roles import Role
from zhiliang.systems.environment.models import Bulletin, CityAir


@register
class BulletinPolicy(Policy):
    """Anybody reads published bulletins."""

    model = Bulletin
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "import": (Role.PROVINCIAL_OFFICER, Role.OFFICE)
    }

    def visible_to(self, person: Any) -> "QuerySet[Bulletin]":
        """All bulletins, superseded ones included."""
        return Bulletin.objects.all()


@register
class CityAirPolicy(Policy):
    """Anybody reads the rows of bulletins in force."""

    model = CityAir

    def visible_to(self, person: Any) -> "QuerySet[CityAir]":
        """Rows of current bulletins."""
        return CityAir.objects.filter(bulletin__superseded_at=None)
