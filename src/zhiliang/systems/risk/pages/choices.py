"""What the filters and forms of risk monitoring offer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from zhiliang.core.language import name_of
from zhiliang.core.models import Department, Place
from zhiliang.core.places import latest_names
from zhiliang.core.policy import holds_everywhere
from zhiliang.core.product_kinds import hazard_choices, product_choices
from zhiliang.core.roles import Role
from zhiliang.systems.risk.models import Colour, Information, Kind, WarningKind
from zhiliang.systems.risk.policy.cases import departments_of, places_of

PROVINCE = "440000"


def city_choices() -> Iterable[tuple[str, str]]:
    """The province and its cities by code, with their names of today."""
    names = latest_names(timezone.localdate())
    rows = Place.objects.filter(Q(level="city") | Q(pk=PROVINCE)).order_by("pk")
    return [(code, name_of(names[code])) for code in rows.values_list("pk", flat=True)]


def products_offered() -> Iterable[tuple[str, Any]]:
    """Kinds of products."""
    return product_choices()


def hazards_offered() -> Iterable[tuple[str, Any]]:
    """Kinds of hazards."""
    return hazard_choices()


def kind_choices() -> Iterable[tuple[str, Any]]:
    """What observations are of."""
    return Kind.choices


def warning_choices() -> Iterable[tuple[str, Any]]:
    """Kinds of warnings."""
    return WarningKind.choices


def colour_choices() -> Iterable[tuple[str, Any]]:
    """The levels of an emergency warning."""
    return Colour.choices


def receipt_choices() -> Iterable[tuple[str, str]]:
    """How far information is."""
    return [
        ("overdue", gettext("逾期未签收")),
        ("waiting", gettext("待签收")),
        ("done", gettext("已签收")),
    ]


def by_receipt(rows: "QuerySet[Information]", key: str) -> "QuerySet[Information]":
    """The information that is so far."""
    if key == "done":
        return rows.exclude(acknowledged_at=None)
    waiting = rows.filter(acknowledged_at=None)
    return waiting.filter(due_at__lt=timezone.now()) if key == "overdue" else waiting


def own_places(person: Any) -> "QuerySet[Place]":
    """The places for which somebody may write: all for the province, else the own ones."""
    rows = Place.objects.exclude(level="country").prefetch_related("names")
    if holds_everywhere(person, (Role.PROVINCIAL_OFFICER, Role.OFFICE)) or departments_of(person):
        return rows
    return rows.filter(pk__in=places_of(person))


def own_departments(person: Any) -> "QuerySet[Department]":
    """The departments that somebody is an officer of."""
    return Department.objects.filter(pk__in=departments_of(person))


def all_places() -> "QuerySet[Place]":
    """Every place that may be concerned."""
    return Place.objects.exclude(level="country").prefetch_related("names")


def offer(form: forms.Form, field: str, rows: "QuerySet[Any]") -> None:
    """Offer rows in a field that chooses one or several."""
    chosen = form.fields[field]
    assert isinstance(chosen, forms.ModelChoiceField)
    chosen.queryset = rows
