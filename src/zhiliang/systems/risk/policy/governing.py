"""Who acts for a government: an emergency warning is issued by one of county level or above."""

from typing import Any

from zhiliang.core.models import Place
from zhiliang.core.policy import assignments_of
from zhiliang.core.roles import Role

GOVERNMENTS = (Place.Level.DISTRICT, Place.Level.CITY, Place.Level.PROVINCE)


def governs(person: Any, place: Place) -> bool:
    """Whether somebody acts for the government of just this place.

    A city or county officer whose seat is that place's own and no department's; the province's
    office for the province. Who works for a department, or for the city above, does not.
    """
    if place.level not in GOVERNMENTS:
        return False
    return any(_seat(held, place) for held in assignments_of(person))


def _seat(held: Any, place: Place) -> bool:
    if held.department_id or held.organisation_id:
        return False
    if place.level == Place.Level.PROVINCE:
        return held.role == Role.OFFICE and held.place_id in (None, place.pk)
    return held.role == Role.CITY_OFFICER and held.place_id == place.pk
