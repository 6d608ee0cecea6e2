"""Draws for everybody: digests before, result and both documents after, and how to check them."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import django_tables2 as tables
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import RequestConfig

from zhiliang.core.language import name_of
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import PER_PAGE, RIGHT, download, written
from zhiliang.core.places import latest_names
from zhiliang.core.policy import fetch, visible
from zhiliang.systems.sampling.models import Draw, ProductClass, SamplingCase, Site
from zhiliang.systems.sampling.pages.draws import draws as page

DOCUMENTS = ("before", "after")


class DigestColumn(tables.Column):
    """A SHA-256, of which a list shows the beginning and a download carries the whole."""

    def render(self, value: str) -> Any:
        """The first signs; the whole on hover."""
        return format_html('<code title="{}">{}…</code>', value, value[:12])


class Draws(tables.Table):
    """One line a draw."""

    number = tables.Column(
        gettext_lazy("抽取编号"), linkify=lambda record: address_of(record), order_by="number"
    )
    title = tables.Column(gettext_lazy("计划"), accessor="plan__title", orderable=False)
    authority = tables.Column(
        gettext_lazy("组织部门所在地"), accessor="plan__authority", orderable=False
    )
    frozen_at = tables.Column(gettext_lazy("冻结时间"))
    before_digest = DigestColumn(gettext_lazy("抽取前文件摘要"), orderable=False)
    drawn_at = tables.Column(gettext_lazy("抽取时间"))
    after_digest = DigestColumn(gettext_lazy("抽取后文件摘要"), orderable=False)
    standing = tables.Column(gettext_lazy("现在"), empty_values=(), orderable=False)

    class Meta:
        default = ""

    def render_frozen_at(self, value: datetime) -> Any:
        """The minute."""
        return written(value, kind="moment", page=page)

    def render_drawn_at(self, value: datetime) -> Any:
        """The minute."""
        return written(value, kind="moment", page=page)

    def render_standing(self, record: Draw) -> str:
        """What there is to see of it today."""
        return standing_of(record)

    def value_standing(self, record: Draw) -> str:
        """What there is to see of it today."""
        return standing_of(record)


class Drawn(tables.Table):
    """What came out: firms in the order drawn, with those who were sent."""

    product = tables.Column(gettext_lazy("产品类别"), orderable=False)
    place = tables.Column(gettext_lazy("地区"), orderable=False)
    site = tables.Column(gettext_lazy("抽样环节"), orderable=False)
    order = tables.Column(gettext_lazy("抽取次序"), attrs=RIGHT, orderable=False)
    firm = tables.Column(gettext_lazy("名录中的写法"), orderable=False)
    people = tables.Column(gettext_lazy("抽样人员编号"), orderable=False)


@by_policy
def draws(request: HttpRequest) -> HttpResponse:
    """Every draw, newest first."""
    rows = _with_standing(visible(request.user, Draw))
    table = Draws(rows)
    table.label = _("双随机抽取公示")
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    if given := download(table, request, name="draws"):
        return given
    context = {
        "heading": _("双随机抽取公示：先公布摘要，再抽取，后公开，人人可以复核"),
        "lead": _("名录在抽取前冻结并公布摘要；抽取用事先指定的公开随机数，谁也不能挑结果。"),
        "crumbs": [Crumb(_("双随机抽取公示"))],
        "table": table,
        "count": rows.count(),
        "sample": rows.filter(plan__source="sample").exists(),
    }
    return render(request, "sampling/draws.html", context)


def _with_standing(rows: "QuerySet[Draw]") -> "QuerySet[Any]":
    waiting = SamplingCase.objects.filter(draw=OuterRef("pk"), state="assigned")
    related = rows.select_related("plan__authority").prefetch_related("plan__authority__names")
    return related.annotate(waiting=Exists(waiting)).order_by("-frozen_at", "-pk")


def standing_of(draw: Any) -> str:
    """Where a draw stands for the public."""
    if draw.state == "void":
        return _("已作废")
    if draw.state == "drawn":
        return _("已抽取，抽样完成后公开") if draw.waiting else _("已公开，可以复核")
    known = draw.entropy_known_at <= timezone.now()
    return _("公开随机数已公布，等待抽取") if known else _("名录已冻结，等待公开随机数")


def address_of(draw: Draw) -> str:
    """Address of a draw's public page."""
    return reverse("sampling_draw", kwargs={"number": draw.number})


@by_policy
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """One draw: as much of it as may be known today."""
    found = fetch(request.user, Draw, number=number)
    table = Drawn(list(_rows(found))) if found.open else None
    if table is not None:
        table.label = _("抽取结果")
        RequestConfig(request, paginate=False).configure(table)
        if given := download(table, request, name=f"{number}-result"):
            return given
    context = {
        "heading": _("%(number)s：%(title)s") % {"number": number, "title": found.plan.title},
        "crumbs": [Crumb(_("双随机抽取公示"), reverse("sampling_draws")), Crumb(number)],
        "draw": found,
        "known": found.entropy_known_at <= timezone.now(),
        "table": table,
        "sample": found.plan.sample,
    }
    return render(request, "sampling/draw.html", context)


def _rows(found: Draw) -> Iterator[dict[str, Any]]:
    """Firms drawn, as the document after names them."""
    after = json.loads(found.after)
    people = {one["subject"]: _("、").join(one["people"]) for one in after["assigned"]}
    names = latest_names(timezone.localdate())
    classes = {one.code: str(one) for one in ProductClass.objects.all()}
    for stratum, firms in after["drawn"].items():
        told = _stratum(stratum, classes, {code: name_of(one) for code, one in names.items()})
        for place, firm in enumerate(firms, start=1):
            yield {**told, "order": place, "firm": firm, "people": people.get(firm, "")}


def _stratum(stratum: str, classes: Mapping[str, str], places: Mapping[str, str]) -> dict[str, str]:
    """A stratum's class, place and site in words; one that is named otherwise as it stands."""
    code, _slash, rest = stratum.partition("/")
    place, _slash, site = rest.partition("/")
    return {
        "product": classes.get(code, stratum),
        "place": places.get(place, place),
        "site": str(dict(Site.choices).get(site, site)),
    }


@by_policy
def document(request: HttpRequest, number: str, which: str) -> HttpResponse:
    """One of the two documents, in the very bytes whose digest was published; 404 until open."""
    found = fetch(request.user, Draw, number=number)
    if which not in DOCUMENTS or not found.open:
        raise Http404(
            _("这份文件还没有公开：有任务尚待抽样，事先不得透露抽中了谁（总局令第18号第十四条）。")
        )
    response = HttpResponse(getattr(found, which).encode(), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{number}-{which}.json"'
    return response


urlpatterns = [
    path("sampling/draws/", draws, name="sampling_draws"),
    path("sampling/draws/<slug:number>/", draw, name="sampling_draw"),
    path("sampling/draws/<slug:number>/<slug:which>.json", document, name="sampling_draw_document"),
]
