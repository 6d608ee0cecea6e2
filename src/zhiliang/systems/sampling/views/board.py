"""The quarter board: of every class in every city, how many were planned and how far they came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import django_tables2 as tables
from django.db.models import Count, F, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import RequestConfig

from zhiliang.core.language import name_of
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Chart, Crumb
from zhiliang.core.pages.tables import RIGHT, download
from zhiliang.core.places import latest_names
from zhiliang.core.policy import visible
from zhiliang.systems.sampling.flow.milestones import MILESTONES, OVERDUE, overdue
from zhiliang.systems.sampling.models import PlanLine, ProductClass, SamplingCase, SamplingPlan
from zhiliang.systems.sampling.pages.choices import (
    OFFICES,
    in_round,
    round_key,
    round_words,
)
from zhiliang.systems.sampling.views import charts

GROUPINGS = {
    "both": gettext_lazy("产品类别 × 地区"),
    "class": gettext_lazy("产品类别"),
    "city": gettext_lazy("地区"),
}
PLANNED = "planned"
COUNTED = (PLANNED, *(one.key for one in MILESTONES), OVERDUE)
NOT_OF_A_BOARD = ("draft", "withdrawn")

Counts = dict[str, int]
Key = tuple[str, str]


class CountColumn(tables.Column):
    """A number that leads to the samples it counts; planned samples are not there yet."""

    def __init__(self, name: str, label: Any) -> None:
        self.counted = name
        super().__init__(label, attrs=RIGHT, footer=self.total)

    def render(self, value: int, record: "Line") -> Any:
        """The number, linked; late ones with a mark that is no colour alone."""
        if not value:
            return "—" if self.counted == PLANNED else "0"
        link = format_html('<a href="{}">{}</a>', record.url(self.counted), value)
        if self.counted == OVERDUE:
            return format_html('<span class="state state-bad">{} {}</span>', _("逾期"), link)
        return value if self.counted == PLANNED else link

    def value(self, value: int) -> int:
        """The number."""
        return value

    def total(self, table: tables.Table) -> int:
        """The sum of the column."""
        return sum(line.counts[self.counted] for line in table.data.data)


@dataclass(frozen=True)
class Line:
    """One line of the board; `asked` narrows the list of samples to it."""

    product: str
    city: str
    asked: Mapping[str, str]
    counts: Counts = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))

    def __getitem__(self, name: str) -> Any:
        """A cell by its column."""
        return self.counts[name] if name in self.counts else getattr(self, name)

    def url(self, progress: str) -> str:
        """Address of the samples that one of its numbers counts."""
        asked = {**self.asked, "progress": progress}
        return f"{reverse('sampling/cases-list')}?{urlencode(asked)}"


def _board_table(grouping: str, lines: list[Line]) -> tables.Table:
    """The table of a grouping, with its totals."""
    shown = {"product": gettext_lazy("产品类别"), "city": gettext_lazy("地区")}
    if grouping != "both":
        shown = {name: shown[name] for name in ("product" if grouping == "class" else "city",)}
    first, *rest = shown.items()
    columns: dict[str, Any] = {first[0]: tables.Column(first[1], footer=gettext_lazy("合计"))}
    columns |= {name: tables.Column(label) for name, label in rest}
    columns[PLANNED] = CountColumn(PLANNED, gettext_lazy("计划批次"))
    drawn, *later = MILESTONES
    columns[drawn.key] = CountColumn(drawn.key, drawn.words)
    columns[OVERDUE] = CountColumn(OVERDUE, gettext_lazy("逾期"))
    columns |= {one.key: CountColumn(one.key, one.words) for one in later}
    return type("Board", (tables.Table,), columns)(lines)


@signed_in(*OFFICES)
def board(request: HttpRequest) -> HttpResponse:
    """The board of a quarter or of one plan, for who organises sampling or watches over it."""
    asked = {name: request.GET.get(name, "") for name in ("round", "plan", "by")}
    plans = _plans(request.user)
    rounds = list(dict.fromkeys(round_key(plan.year, plan.quarter) for plan in plans))
    plan = next((one for one in plans if str(one.pk) == asked["plan"]), None)
    chosen = asked["round"] if asked["round"] in rounds else next(iter(rounds), "")
    grouping = asked["by"] if asked["by"] in GROUPINGS else "both"
    narrow = {"plan": str(plan.pk)} if plan else {"round": chosen} if chosen else {}
    lines = _lines(request.user, narrow, grouping)
    table = _board_table(grouping, lines)
    table.label = _("各类产品、各地区的抽查进度")
    table.tall = len(lines) > 25
    RequestConfig(request, paginate=False).configure(table)
    if given := download(table, request, name="sampling-board"):
        return given
    total = _total(lines)
    context = {
        "heading": _heading(plan.title if plan else round_words(chosen) if chosen else "", total),
        "lead": _("每个数字点进去就是它数的样品；每一步数的是到了这一步和已经走过这一步的。"),
        "crumbs": [Crumb(_("监督抽查案"), reverse("sampling/cases-list")), Crumb(_("抽查看板"))],
        "table": table,
        "count": len(lines),
        "chart": _chart(total) if total["drawn"] else None,
        "plans": plans,
        "plan": plan,
        "rounds": [(key, round_words(key)) for key in rounds],
        "round": "" if plan else chosen,
        "groupings": GROUPINGS.items(),
        "grouping": grouping,
        "sample": any(one.sample for one in plans if plan in (None, one)),
    }
    return render(request, "sampling/board.html", context)


def _plans(person: Any) -> list[SamplingPlan]:
    """Plans a person sees, and those of samples a person sees, newest first."""
    own = visible(person, SamplingPlan).order_by().values("pk")
    of_cases = visible(person, SamplingCase).exclude(plan=None).order_by().values("plan")
    seen = SamplingPlan.objects.filter(Q(pk__in=own) | Q(pk__in=of_cases))
    return list(seen.exclude(state__in=NOT_OF_A_BOARD))


def _lines(person: Any, narrow: Mapping[str, str], grouping: str) -> list[Line]:
    """Lines of the board from two questions: what was planned, and where the samples stand."""
    if not narrow:
        return []
    names = {code: name_of(one) for code, one in latest_names(timezone.localdate()).items()}
    classes = {one.pk: one.name for one in ProductClass.objects.all()}
    found: dict[Key, Line] = {}
    for row in (*_planned(person, narrow), *_counted(person, narrow)):
        kind, place = row["line_class"], row["line_place"]
        key = (kind if grouping != "city" else "", place if grouping != "class" else "")
        asked = {
            **narrow,
            **({"product_class": str(kind)} if key[0] else {}),
            **({"place": place} if key[1] else {}),
        }
        line = found.setdefault(key, Line(classes[kind], names.get(place, place), asked))
        for name in COUNTED:
            line.counts[name] += row.get(name) or 0
    return sorted(found.values(), key=lambda one: (one.product, one.asked.get("place", "")))


def _planned(person: Any, narrow: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    lines = visible(person, PlanLine).exclude(plan__state__in=NOT_OF_A_BOARD)
    grouped = _within(lines, narrow).order_by()
    return grouped.values(line_class=F("product_class"), line_place=F("place")).annotate(
        planned=Sum("count")
    )


def _counted(person: Any, narrow: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    cases = _within(visible(person, SamplingCase), narrow).order_by()
    counts = {one.key: Count("pk", filter=one.condition) for one in MILESTONES}
    counts[OVERDUE] = Count("pk", filter=overdue(timezone.localdate()))
    return cases.values(line_class=F("product_class"), line_place=F("line__place")).annotate(
        **counts
    )


def _within(rows: "QuerySet[Any]", narrow: Mapping[str, str]) -> "QuerySet[Any]":
    if "plan" in narrow:
        return rows.filter(plan=narrow["plan"])
    return in_round(rows, narrow["round"], path="plan__")


def _total(lines: Iterable[Line]) -> Counts:
    total = dict.fromkeys(COUNTED, 0)
    for line in lines:
        for name in COUNTED:
            total[name] += line.counts[name]
    return total


def _heading(what: str, total: Counts) -> str:
    if not what:
        return _("抽查看板")
    facts = {"what": what, **total}
    if total[OVERDUE]:
        return _("%(what)s：抽取%(drawn)s批，已检验%(tested)s批，%(overdue)s批逾期未报告") % facts
    return _("%(what)s：抽取%(drawn)s批，已检验%(tested)s批，没有逾期") % facts


def _chart(total: Counts) -> Chart:
    words = {PLANNED: gettext_lazy("计划批次"), **{one.key: one.words for one in MILESTONES}}
    rows: list[dict[str, Any]] = [
        {"name": str(words[name]), "value": total[name], "shown": str(total[name])}
        for name in words
    ]
    told = _("；").join(f"{row['name']} {row['shown']}" for row in rows)
    facts = {"drawn": total["drawn"], "published": total["published"]}
    title = _("抽取的%(drawn)s批中，已公布%(published)s批") % facts
    spec = charts.lying(rows, words=_("批次"), top=max(row["value"] for row in rows))
    return Chart("progress", title, spec, told, note=_("单位：批次。数据见下表合计行。"))


urlpatterns = [path("sampling/board/", board, name="sampling_board")]
