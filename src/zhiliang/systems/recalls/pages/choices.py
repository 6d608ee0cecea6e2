"""What the filters and forms of recalls offer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from zhiliang.core.models import Organisation
from zhiliang.core.policy import scopes, visible
from zhiliang.core.roles import Role
from zhiliang.systems.recalls.flow.recalls import LIVE
from zhiliang.systems.recalls.models import Basis, Consignee, Level, Origin, RegimeKey

STANDINGS = {
    "unsent": Q(sent_at=None),
    "sent": Q(sent_at__isnull=False, notified_at=None),
    "notified": Q(notified_at__isnull=False, replied_at=None),
    "replied": Q(replied_at__isnull=False),
}


def regime_choices() -> Iterable[tuple[str, Any]]:
    """Kinds of product by whose law recalls them."""
    return RegimeKey.choices


def level_choices() -> Iterable[tuple[str, Any]]:
    """Classes of recalls."""
    return Level.choices


def basis_choices() -> Iterable[tuple[str, Any]]:
    """Why firms recall."""
    return Basis.choices


def origin_choices() -> Iterable[tuple[str, Any]]:
    """Where clues come from."""
    return Origin.choices


def lateness_choices() -> Iterable[tuple[str, str]]:
    """Whether something is overdue, or waits to be decided."""
    return [
        ("overdue", gettext("有逾期事项")),
        ("widened", gettext("范围扩大待决定")),
        ("offered", gettext("移交待接收")),
    ]


def by_lateness(rows: "QuerySet[Any]", key: str) -> "QuerySet[Any]":
    """The recalls with something overdue, or waiting to be decided."""
    live = rows.filter(state__in=(*LIVE, "closed"))
    if key == "overdue":
        return overdue(rows)
    if key == "offered":
        return live.filter(offered_to__isnull=False)
    waiting = Q(scopes__adopted_at=None, scopes__dismissed_at=None, scopes__isnull=False)
    return live.filter(waiting).distinct()


def overdue(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """The recalls of which something is overdue now."""
    return rows.filter(state__in=LIVE, next_due_at__lte=timezone.now())


def standing_choices() -> Iterable[tuple[str, str]]:
    """How far consignees are."""
    return [
        ("unsent", gettext("未发通知")),
        ("sent", gettext("已发通知，未确认")),
        ("notified", gettext("已通知到，未答复")),
        ("replied", gettext("已答复")),
    ]


def by_standing(rows: "QuerySet[Consignee]", key: str) -> "QuerySet[Consignee]":
    """The consignees that are so far."""
    return rows.filter(STANDINGS[key])


def own_firms(person: Any) -> "QuerySet[Organisation]":
    """The organisations whose people somebody is one of."""
    return Organisation.objects.filter(pk__in=scopes(person, Role.ENTERPRISE).organisations)


def firms_within(person: Any) -> "QuerySet[Organisation]":
    """The organisations that an officer may see: those of the own places."""
    return visible(person, Organisation)


def offer(form: forms.Form, field: str, rows: "QuerySet[Any]") -> None:
    """Offer rows in a field that chooses one."""
    chosen = form.fields[field]
    assert isinstance(chosen, forms.ModelChoiceField)
    chosen.queryset = rows
