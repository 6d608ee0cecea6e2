"""What the filters and forms of sampling offer."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from zhiliang.core.language import pick
from zhiliang.core.models import Assignment, Organisation
from zhiliang.core.period import Period
from zhiliang.core.roles import Role
from zhiliang.systems.sampling.flow.milestones import MILESTONES, OVERDUE, overdue
from zhiliang.systems.sampling.models import (
    Conclusion,
    ProductClass,
    RegimeKey,
    SamplingPlan,
    Site,
)

OFFICES = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)
PARTIES = (*OFFICES, Role.SAMPLER, Role.LABORATORY, Role.ENTERPRISE)


def class_choices() -> Iterable[tuple[str, str]]:
    """Classes by code, with their names."""
    return [(str(one.pk), str(one)) for one in ProductClass.objects.all()]


def plan_choices() -> Iterable[tuple[str, str]]:
    """Plans that were issued, newest first."""
    plans = SamplingPlan.objects.exclude(state="draft")
    return [(str(plan.pk), str(plan)) for plan in plans]


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


def round_choices() -> Iterable[tuple[str, str]]:
    """Quarters, or whole years, for which there are plans, newest first."""
    plans = SamplingPlan.objects.exclude(state__in=("draft", "withdrawn"))
    found = plans.order_by("-year", "-quarter").values_list("year", "quarter").distinct()
    return [(key := round_key(year, quarter), round_words(key)) for year, quarter in found]


def round_key(year: int, quarter: int | None) -> str:
    """A quarter as addresses write it: 2026Q4; the year where a plan has no quarter."""
    return f"{year}Q{quarter}" if quarter else str(year)


def round_words(key: str) -> str:
    """A quarter or year in the reader's words."""
    period = Period.parse(key)
    return pick(period.label_zh, period.label_en)


def in_round(rows: "QuerySet[Any]", key: str, *, path: str = "") -> "QuerySet[Any]":
    """The rows of a round; `path` leads to the plan, ending in two underscores."""
    year, _q, quarter = key.partition("Q")
    return rows.filter(**{f"{path}year": int(year), f"{path}quarter": quarter or None})


def cases_in_round(rows: "QuerySet[Any]", key: str) -> "QuerySet[Any]":
    """The samples of the plans of a round."""
    return in_round(rows, key, path="plan__")


def progress_choices() -> Iterable[tuple[str, Any]]:
    """How far samples have come."""
    return [*((one.key, one.words) for one in MILESTONES), (OVERDUE, gettext("已逾期未报告"))]


def by_progress(rows: "QuerySet[Any]", key: str) -> "QuerySet[Any]":
    """The samples that have come so far, or are late."""
    if key == OVERDUE:
        return rows.filter(overdue(timezone.localdate()))
    return rows.filter(next(one.condition for one in MILESTONES if one.key == key))
