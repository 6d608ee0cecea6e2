"""What the filters and forms of sampling offer."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from zhiliang.core.language import name_of
from zhiliang.core.models import Assignment, Organisation, Place
from zhiliang.core.places import latest_names
from zhiliang.core.roles import Role
from zhiliang.systems.sampling.models import (
    Conclusion,
    ProductClass,
    RegimeKey,
    SamplingPlan,
    Site,
    Source,
)

OFFICES = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)
PARTIES = (*OFFICES, Role.SAMPLER, Role.LABORATORY, Role.ENTERPRISE)


def city_choices() -> Iterable[tuple[str, str]]:
    """Cities by code, with their names of today."""
    names = latest_names(timezone.localdate())
    codes = Place.objects.filter(level="city").order_by("pk").values_list("pk", flat=True)
    return [(code, name_of(names[code])) for code in codes if code in names]


def class_choices() -> Iterable[tuple[str, str]]:
    """Classes by code, with their names."""
    return [(str(one.pk), str(one)) for one in ProductClass.objects.all()]


def plan_choices() -> Iterable[tuple[str, str]]:
    """Plans that were issued, newest first."""
    plans = SamplingPlan.objects.exclude(state="draft")
    return [(str(plan.pk), str(plan)) for plan in plans]


def source_choices() -> Iterable[tuple[str, Any]]:
    """Where records come from."""
    return Source.choices


def site_choices() -> Iterable[tuple[str, Any]]:
    """Where samples are taken."""
    return Site.choices


def regime_choices() -> Iterable[tuple[str, Any]]:
    """Kinds of product by whose law samples them."""
    return RegimeKey.choices


def conclusion_choices() -> Iterable[tuple[str, Any]]:
    """What tests may conclude."""
    return Conclusion.choices


def laboratories() -> "QuerySet[Organisation]":
    """Organisations whose people test samples."""
    held = Assignment.objects.filter(role=Role.LABORATORY).values("organisation")
    return Organisation.objects.filter(pk__in=held)
