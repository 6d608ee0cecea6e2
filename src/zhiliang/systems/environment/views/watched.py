"""Whose outlets a reader answers for: officers their place, a source its own."""

from typing import Any

from django.http import HttpRequest

from zhiliang.core.pages.choices import city_choices
from zhiliang.core.policy import scopes, visible
from zhiliang.core.roles import Role
from zhiliang.systems.environment.models import Outlet
from zhiliang.systems.environment.views.asked import within

WATCHERS = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)
WHOLE_GATEWAY = (Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)


def watched(person: Any) -> Any:
    """Outlets inside the scopes of those who look after the monitoring."""
    rows = visible(person, Outlet).select_related("organisation", "plant")
    found = rows.none()
    for role in WATCHERS:
        found |= scopes(person, role).within(rows, place="place")
    return found


def answered_for(person: Any) -> Any:
    """The same, and a source's own."""
    rows = visible(person, Outlet).select_related("organisation", "plant")
    own = scopes(person, Role.ENTERPRISE).within(
        rows.exclude(organisation=None), place="place", organisation="organisation"
    )
    return own | watched(person)


def of_city(request: HttpRequest, outlets: Any) -> Any:
    """Those in the city of the address, in the order of their codes."""
    place = request.GET.get("place", "")
    if place in dict(city_choices()):
        outlets = outlets.filter(place_id__in=within(place))
    return outlets.order_by("code")
