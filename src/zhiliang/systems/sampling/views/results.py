"""Published results for everybody: what was found where, searched; and how often things fail."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from zhiliang.core import places
from zhiliang.core.language import pick
from zhiliang.core.pages.choices import city_choices
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.page import Words
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import PER_PAGE, UNBROKEN, download, written
from zhiliang.core.pages.templatetags.zhiliang import icon
from zhiliang.core.period import Period
from zhiliang.indicators.current import figures_or_none
from zhiliang.systems.sampling.models import Conclusion, ProductClass, SamplingCase, Site, Size
from zhiliang.systems.sampling.pages.cases import cases as page
from zhiliang.systems.sampling.pages.choices import class_choices
from zhiliang.systems.sampling.views.result import product_of, published, sheet_of
from zhiliang.systems.sampling.views.result_figures import figures_told

SEARCHED = (
    "number",
    "product_class__name_zh",
    "product_class__name_en",
    "firm__name",
    "producer__name",
    "sheet__product",
    "sheet__trademark",
    "sheet__model",
    "sheet__batch",
    "sheet__producer_name",
)
LABELS: dict[str, Words] = {
    "product_class": gettext_lazy("产品类别"),
    "place": gettext_lazy("地区"),
    "site": gettext_lazy("抽样环节"),
    "size": gettext_lazy("规模"),
    "year": gettext_lazy("年度"),
    "conclusion": gettext_lazy("结论"),
}
ASKED = ("q", *LABELS)
LONGEST_SEARCH, LONGEST_KEY = 100, 9
YEAR = re.compile("(19|2[0-9])[0-9]{2}")


class Results(tables.Table):
    """One line a batch."""

    number = tables.Column(
        gettext_lazy("抽样编号"),
        linkify=lambda record: reverse("sampling_result", kwargs={"number": record.number}),
        attrs=UNBROKEN,
    )
    product = tables.Column(
        gettext_lazy("产品"), empty_values=(), order_by="product_class__name_zh"
    )
    batch = tables.Column(
        gettext_lazy("生产日期或批号"), accessor="sheet__batch", orderable=False, visible=False
    )
    firm = tables.Column(gettext_lazy("被抽样单位"), order_by="firm__name")
    producer = tables.Column(gettext_lazy("标称生产者"), empty_values=(), orderable=False)
    place = tables.Column(gettext_lazy("地区"), order_by="place_id")
    site = tables.Column(gettext_lazy("抽样环节"))
    sampled_on = tables.Column(gettext_lazy("抽样日期"), attrs=UNBROKEN)
    conclusion = tables.Column(gettext_lazy("结论"))
    failing = tables.Column(gettext_lazy("不合格项目"), orderable=False, visible=False)
    source = tables.Column(gettext_lazy("来源"), orderable=False)

    class Meta:
        default = ""
        empty_text = gettext_lazy("没有符合条件的记录。")

    def render_product(self, record: SamplingCase) -> Any:
        """The product with its batch under it."""
        sheet = sheet_of(record)
        if sheet is None:
            return product_of(record)
        batch = _("批号 %(batch)s") % {"batch": sheet.batch}
        return format_html("{}<br><small>{}</small>", self.value_product(record), batch)

    def value_product(self, record: SamplingCase) -> str:
        """Product, trademark and model as the sheet names them."""
        sheet = sheet_of(record)
        told = (sheet.trademark, sheet.model) if sheet else ()
        return " ".join(part for part in (product_of(record), *told) if part)

    def render_producer(self, record: SamplingCase) -> str:
        """The producer as the product names it."""
        return record.producer_words

    def value_producer(self, record: SamplingCase) -> str:
        """As on the page."""
        return record.producer_words

    def render_source(self, record: SamplingCase) -> Any:
        """A badge."""
        return written(record.source, kind="source", page=page)

    def value_source(self, record: SamplingCase) -> str:
        """In words."""
        return str(record.get_source_display())

    def render_sampled_on(self, value: Any) -> Any:
        """The day."""
        return written(value, kind="date", page=page)

    def render_conclusion(self, record: SamplingCase) -> Any:
        """What was found, with a mark that is no colour alone."""
        return written_conclusion(record)

    def value_conclusion(self, record: SamplingCase) -> str:
        """In words."""
        return str(record.get_conclusion_display())


@require_safe
@by_policy
def results(request: HttpRequest) -> HttpResponse:
    """Published results with filters in the address; the figures of a year above them."""
    asked = {name: request.GET.get(name, "").strip() for name in ASKED}
    asked["q"] = asked["q"].replace("\x00", "")[:LONGEST_SEARCH]
    rows = _narrowed(published(request.user), asked)
    table = Results(rows)
    table.label = _("已公布的抽查结果")
    figures = figures_or_none()
    told = figures_told(figures, asked["year"], _class_code(asked)) if figures else None
    shown = told.tables.get(request.GET.get("table", "")) if told else None
    RequestConfig(request, paginate=False).configure(shown or table)
    if given := download(shown or table, request, name="sampling-results"):
        return given
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    searched = any(asked[name] for name in ASKED if name not in ("year", "product_class"))
    context = {
        "heading": told.heading if told and not searched else _("抽查结果"),
        "lead": _("结论只说所检项目：所检项目未发现不合格，不等于产品没有问题。"),
        "crumbs": [Crumb(_("抽查结果"))],
        "table": table,
        "count": rows.count(),
        "asked": asked,
        "told": None if searched else told,
        "filters": _filters(asked, told.years if told else ()),
        "as_of": told.as_of if told else "",
        "sample": rows.filter(source="sample").exists(),
    }
    return render(request, "sampling/results.html", context)


def written_conclusion(case: SamplingCase) -> Any:
    """A conclusion with an icon and a word, and the items that failed."""
    bad = case.conclusion == Conclusion.FAIL
    tone, mark = ("bad", "cross") if bad else ("good", "check")
    words = case.get_conclusion_display()
    badge = format_html('<span class="state state-{}">{}{}</span>', tone, icon(mark), words)
    return format_html("{}<br>{}", badge, case.failing) if case.failing else badge


def _narrowed(rows: "QuerySet[SamplingCase]", asked: Mapping[str, str]) -> "QuerySet[Any]":
    """The rows asked for; what no filter knows narrows nothing."""
    for word in asked["q"].split():
        either = Q()
        for field in SEARCHED:
            either |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(either)
    choices = _choices(())
    for name in ("product_class", "site", "size", "conclusion"):
        if asked[name] in dict(choices[name]):
            rows = rows.filter(**{name: asked[name]})
    if asked["place"] in dict(choices["place"]):
        inside = places.subtree([asked["place"]], day=timezone.localdate())
        rows = rows.filter(place__in=inside)
    if YEAR.fullmatch(asked["year"]):
        rows = rows.filter(sampled_on__year=int(asked["year"]))
    related = rows.select_related("sheet", "product_class", "firm", "producer", "place")
    return related.prefetch_related("place__names").order_by("-sampled_on", "number")


def _choices(years: Sequence[Period]) -> dict[str, list[tuple[str, Any]]]:
    conclusions = [one for one in Conclusion.choices if one[0] != Conclusion.VOID]
    return {
        "product_class": list(class_choices()),
        "place": list(city_choices()),
        "site": list(Site.choices),
        "size": list(Size.choices),
        "year": [(year.key, pick(year.label_zh, year.label_en)) for year in reversed(years)],
        "conclusion": conclusions,
    }


def _filters(
    asked: Mapping[str, str], years: Sequence[Period]
) -> list[tuple[str, Words, str, list[tuple[str, Any]]]]:
    """Each filter with its label, what is chosen, what may be."""
    choices = _choices(years)
    return [(name, LABELS[name], asked[name], choices[name]) for name in LABELS]


def _class_code(asked: Mapping[str, str]) -> str:
    """Code of the class that was chosen; empty for none."""
    chosen = asked["product_class"]
    if not chosen.isascii() or not chosen.isdigit() or len(chosen) > LONGEST_KEY:
        return ""
    found = ProductClass.objects.filter(pk=int(chosen)).first()
    return found.code if found else ""


urlpatterns = [path("sampling/results/", results, name="sampling_results")]
