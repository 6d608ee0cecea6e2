"""What the filters and forms of complaints offer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from zhiliang.core.models import Person, Place
from zhiliang.core.policy import holds_everywhere, scopes
from zhiliang.core.product_kinds import hazard_choices, product_choices
from zhiliang.core.roles import Role
from zhiliang.systems.complaints.flow.parties import OFFICERS, READERS
from zhiliang.systems.complaints.models import Channel

LIVE = ("received", "accepted", "filed")
SOONEST = (F("next_due_on").asc(nulls_last=True), "-pk")


def channel_choices() -> Iterable[tuple[str, Any]]:
    """By which way things come in."""
    return Channel.choices


def late_choices() -> Iterable[tuple[str, str]]:
    """What is overdue, or not assigned to anybody."""
    return [("overdue", gettext("已逾期")), ("nobody", gettext("没有承办人"))]


def by_lateness(rows: "QuerySet[Any]", key: str) -> "QuerySet[Any]":
    """The cases that are overdue, or that nobody handles yet."""
    live = rows.filter(state__in=LIVE)
    if key == "overdue":
        return live.filter(next_due_on__lt=timezone.localdate())
    return live.filter(officer=None)


def offices_place(person: Any) -> "QuerySet[Place]":
    """The places to whose offices somebody may send a case: within a city, all of it."""
    rows = Place.objects.filter(level__in=("city", "district")).prefetch_related("names")
    if holds_everywhere(person, READERS):
        return rows
    cities = {code[:4] for code in scopes(person, Role.CITY_OFFICER).places}
    wanted = Q(pk__in=())
    for city in cities:
        wanted |= Q(pk__startswith=city)
    return rows.filter(wanted)


def officers_of(places: Iterable[str]) -> "QuerySet[Person]":
    """The officers of some places, by name of account."""
    held = Q(assignments__role__in=OFFICERS, assignments__place__in=places)
    return Person.objects.filter(held, is_active=True).distinct()


def offer(form: forms.Form, field: str, rows: "QuerySet[Any]") -> None:
    """Offer rows in a field that chooses one."""
    chosen = form.fields[field]
    assert isinstance(chosen, forms.ModelChoiceField)
    chosen.queryset = rows


def product_or_none() -> list[tuple[str, Any]]:
    """Kinds of products, none first."""
    return [("", "—"), *product_choices()]


def hazard_or_none() -> list[tuple[str, Any]]:
    """Kinds of hazards, none first."""
    return [("", "—"), *hazard_choices()]
