"""Complaints about firms, for everybody: searched, and what grows."""

from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from zhiliang.core.language import name_of
from zhiliang.core.models import Organisation
from zhiliang.core.pages.guards import by_policy, public
from zhiliang.core.pages.page import Words
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import PER_PAGE, RIGHT, download
from zhiliang.core.places import latest_names
from zhiliang.core.policy import visible
from zhiliang.core.product_kinds import products
from zhiliang.systems.complaints.models import PublishedComplaint
from zhiliang.systems.complaints.publishing import (
    LEAST,
    WINDOW,
    Growth,
    Tally,
    growing,
    shown_firms,
)

LONGEST_SEARCH = 100
SHORTEST_NAME, MOST_NAMES = 2, 8
KINDS = ("enterprise", "individual", "public_institution", "social")


class Firms(tables.Table):
    """One line a firm."""

    name = tables.Column(
        gettext_lazy("经营者"),
        accessor="submission__firm__name",
        linkify=lambda record: reverse("complaint_firm", args=[record["submission__firm"]]),
    )
    place = tables.Column(gettext_lazy("地区"), accessor="submission__firm__place")
    ended = tables.Column(gettext_lazy("办结投诉（件）"), attrs=RIGHT)
    settled = tables.Column(gettext_lazy("调解成功（件）"), attrs=RIGHT)
    rate = tables.Column(gettext_lazy("成功率（%）"), empty_values=(), attrs=RIGHT, orderable=False)

    class Meta:
        default = ""
        order_by = "-ended"
        empty_text = gettext_lazy("没有符合条件的记录。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = latest_names(timezone.localdate())

    def render_place(self, value: str) -> str:
        """The place in the reader's language."""
        found = self.places.get(value)
        return name_of(found) if found else value

    def value_place(self, value: str) -> str:
        """As on the page."""
        return self.render_place(value)

    def render_rate(self, record: dict[str, Any]) -> str:
        """Success of mediation, from enough complaints on."""
        return str(Tally("", record["ended"], record["settled"]).rate)

    def value_rate(self, record: dict[str, Any]) -> str:
        """As on the page."""
        return self.render_rate(record)


class Growing(tables.Table):
    """What grows: now, before, and the difference."""

    name = tables.Column(gettext_lazy("分项"), orderable=False)
    now = tables.Column(gettext_lazy("最近期间"), attrs=RIGHT, orderable=False)
    before = tables.Column(gettext_lazy("此前期间"), attrs=RIGHT, orderable=False)
    more = tables.Column(gettext_lazy("增加件数"), attrs=RIGHT, orderable=False)

    class Meta:
        default = ""


@dataclass(frozen=True)
class Growths:
    """A list of what grows, with its title."""

    title: Words
    table: Growing


@require_safe
@by_policy
def firms(request: HttpRequest) -> HttpResponse:
    """Firms by name, the most complained about first; what grows beside them."""
    rows = visible(request.user, PublishedComplaint)
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    found = shown_firms(rows)
    for word in asked.split():
        found = found.filter(submission__firm__name__icontains=word)
    table = Firms(found)
    table.label = _("有公示的经营者")
    RequestConfig(request, paginate=False).configure(table)
    if given := download(table, request, name="complaints-by-firm"):
        return given
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    count = len(found)
    context = {
        "heading": _heading(asked, count),
        "lead": _("只统计办结的消费投诉。投诉多不等于产品差：卖得多的，投诉往往也多。"),
        "crumbs": [Crumb(_("消费投诉公示"))],
        "table": table,
        "count": count,
        "asked": asked,
        "least": LEAST,
        "days": WINDOW.days,
        "growths": [] if asked else _growths(rows),
        "sample": rows.filter(source="sample").exists(),
    }
    return render(request, "complaints/firms.html", context)


def _heading(asked: str, count: int) -> str:
    if asked:
        return _("名称含“%(asked)s”的经营者：%(count)s 家有公示") % {"asked": asked, "count": count}
    return _("消费投诉公示：%(count)s 家经营者") % {"count": count}


def _growths(rows: "QuerySet[PublishedComplaint]") -> list[Growths]:
    now, kinds = timezone.now(), products()
    firms = growing(rows, "submission__firm__name", now)
    goods = growing(rows, "submission__product", now)
    named = [Growth(str(kinds.get(one.key, one.key)), one.now, one.before) for one in goods]
    told = ((_("投诉增加的经营者"), firms), (_("投诉增加的商品类别"), named))
    return [Growths(title, _table(title, found)) for title, found in told if found]


def _table(title: str, found: list[Growth]) -> Growing:
    table = Growing(
        [
            {"name": one.key, "now": one.now, "before": one.before, "more": one.now - one.before}
            for one in found
        ]
    )
    table.label = title
    return table


@require_safe
@public
def firm_names(request: HttpRequest) -> HttpResponse:
    """Names of firms on the register that contain what was typed: names alone, and few."""
    typed = request.GET.get("firm_name", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    rows = Organisation.objects.filter(name__icontains=typed, kind__in=KINDS)
    found = rows if len(typed) >= SHORTEST_NAME else rows.none()
    names = found.values_list("name", flat=True).distinct()[:MOST_NAMES]
    return render(request, "complaints/firm_names.html", {"names": names})


urlpatterns = [
    path("complaints/firms/", firms, name="complaint_firms"),
    path("complaints/firms/names/", firm_names, name="complaint_firm_names"),
]
