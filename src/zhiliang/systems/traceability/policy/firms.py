"""For which firm somebody speaks."""

from typing import Any

from zhiliang.core.models import Organisation
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role


def firms_of(person: Any) -> frozenset[int]:
    """Keys of all firms that a person speaks for."""
    return scopes(person, Role.ENTERPRISE).organisations


def firm_of(person: Any) -> Organisation | None:
    """The one firm that a person speaks for; None for nobody's or several firms' person."""
    firms = firms_of(person)
    return Organisation.objects.get(pk=next(iter(firms))) if len(firms) == 1 else None
