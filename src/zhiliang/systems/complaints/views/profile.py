"""One firm's complaints, for everybody: how many, how they ended, of what, month by month."""

from collections.abc import Callable, Iterable
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from zhiliang.core.models import Organisation
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.page import Words
from zhiliang.core.pages.parts import Crumb, Figure
from zhiliang.core.pages.tables import PER_PAGE, RIGHT, UNBROKEN, download
from zhiliang.core.policy import visible
from zhiliang.core.product_kinds import hazards, products
from zhiliang.systems.complaints.models import PublishedComplaint, Topic
from zhiliang.systems.complaints.publishing import LEAST, Tally, by, by_month, by_year, whole
from zhiliang.systems.complaints.views.trend import trend_of

UNNAMED = gettext_lazy("未分类")
Named = Callable[[Any], Words]


class Tallies(tables.Table):
    """Counts and success of mediation by one thing."""

    name = tables.Column(gettext_lazy("分项"), orderable=False)
    ended = tables.Column(gettext_lazy("办结（件）"), attrs=RIGHT, orderable=False)
    settled = tables.Column(gettext_lazy("调解成功（件）"), attrs=RIGHT, orderable=False)
    rate = tables.Column(gettext_lazy("成功率（%）"), attrs=RIGHT, orderable=False)

    class Meta:
        default = ""


class Items(tables.Table):
    """Complaints whose complainants agreed that they are published, without persons."""

    ended_at = tables.DateTimeColumn(
        verbose_name=gettext_lazy("办结日期"), format="Y-m-d", attrs=UNBROKEN
    )
    product = tables.Column(
        gettext_lazy("商品类别"), accessor="submission__product", empty_values=()
    )
    topic = tables.Column(gettext_lazy("事由"), accessor="submission__topic", empty_values=())
    state = tables.Column(gettext_lazy("结果"), attrs=UNBROKEN)

    class Meta:
        default = ""
        empty_text = gettext_lazy("没有投诉人同意公示的投诉。")

    def render_product(self, record: PublishedComplaint) -> Words:
        """The kind in words."""
        return _product(record.submission.product)

    def render_topic(self, record: PublishedComplaint) -> Words:
        """The topic in words."""
        return _topic(record.submission.topic)

    def render_state(self, record: PublishedComplaint) -> str:
        """The outcome in words."""
        return record.state_name

    value_product, value_topic, value_state = render_product, render_topic, render_state

    def value_ended_at(self, value: Any) -> str:
        """The local day."""
        return f"{timezone.localtime(value):%Y-%m-%d}"


def _product(key: Any) -> Words:
    return str(products()[key]) if key in products() else UNNAMED


def _hazard(key: Any) -> Words:
    return str(hazards()[key]) if key in hazards() else UNNAMED


def _topic(key: Any) -> Words:
    return Topic(key).label if key in Topic.values else UNNAMED


@require_safe
@by_policy
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    """A firm with enough ended complaints; of any other one nothing is said."""
    rows = visible(request.user, PublishedComplaint).filter(submission__firm=pk)
    told = whole(rows)
    if told.ended < LEAST:
        raise Http404(
            _("没有公示：这家经营者办结的投诉不到 %(least)s 件，或者没有这家。") % {"least": LEAST}
        )
    firm = Organisation.objects.get(pk=pk)
    shown = {table.key: table for table in _tables(rows)}
    items = _items(rows)
    if given := _download(request, {**shown, "items": items}):
        return given
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(items)
    trend = shown.pop("months")
    context = {
        "heading": _heading(firm, told),
        "lead": _("只统计已经办结的消费投诉；不予受理的、涉嫌敲诈的和举报都不公示。"),
        "crumbs": [Crumb(_("消费投诉公示"), reverse("complaint_firms")), Crumb(firm.name)],
        "firm": firm,
        "figures": list(_figures(rows, told)),
        "trend": trend_of(by_month(rows, timezone.localdate()), trend),
        "trend_table": trend,
        "groups": list(shown.values()),
        "items": items,
        "least": LEAST,
        "sample": rows.filter(source="sample").exists(),
    }
    return render(request, "complaints/profile.html", context)


def _heading(firm: Organisation, told: Tally) -> str:
    facts = {"firm": firm.name, "ended": told.ended, "rate": told.rate}
    return _("%(firm)s：办结投诉 %(ended)s 件，调解成功率 %(rate)s%%") % facts


def _download(request: HttpRequest, found: dict[str, tables.Table]) -> HttpResponse | None:
    table = found.get(request.GET.get("table", ""))
    return download(table, request, name=f"complaints-{table.key}") if table else None


def _figures(rows: "QuerySet[PublishedComplaint]", told: Tally) -> Iterable[Figure]:
    sample = rows.filter(source="sample").exists()
    source = "sample" if sample else "records"
    period = _("自有记录起")
    yield Figure(_("办结投诉（件）"), str(told.ended), period=period, source=source)
    yield Figure(
        _("调解成功率"),
        str(told.rate),
        "%",
        period=period,
        numerator=str(told.settled),
        denominator=str(told.ended),
        source=source,
        note=_("结束调解的投诉中达成协议的占比；撤回、自行和解记入终止调解。"),
    )


def _tables(rows: "QuerySet[PublishedComplaint]") -> Iterable[Tallies]:
    months = by_month(rows, timezone.localdate())
    yield _tallies("months", _("每月办结"), months, lambda key: f"{key:%Y-%m}")
    yield _tallies("years", _("每年办结"), by_year(rows), str)
    for key, title, path_, named in (
        ("products", _("按商品类别"), "submission__product", _product),
        ("hazards", _("按危害"), "submission__hazard", _hazard),
        ("topics", _("按事由"), "submission__topic", _topic),
    ):
        yield _tallies(key, title, by(rows, path_), named)


def _tallies(key: str, title: str, found: Iterable[Tally], named: Named) -> Tallies:
    table = Tallies(
        [
            {
                "name": str(named(one.key)),
                "ended": one.ended,
                "settled": one.settled,
                "rate": "—" if one.rate is None else str(one.rate),
            }
            for one in found
        ]
    )
    table.label, table.key = title, key
    return table


def _items(rows: "QuerySet[PublishedComplaint]") -> Items:
    agreed = rows.filter(submission__publish_ok=True).select_related("submission")
    table = Items(agreed.order_by("-ended_at", "-pk"))
    table.label, table.key = _("同意公示的投诉"), "items"
    return table


urlpatterns = [path("complaints/firms/<int:pk>/", profile, name="complaint_firm")]
