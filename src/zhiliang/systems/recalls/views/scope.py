"""One frozen scope: lots by tier, holders, what is unknown, and what changed since."""

from collections import Counter
from datetime import datetime
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import RequestConfig

from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.page import page_of
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import PER_PAGE, RIGHT, UNBROKEN, file_of
from zhiliang.core.policy import fetch, visible
from zhiliang.core.units import unit_words
from zhiliang.systems.recalls.flow.parties import OFFICES
from zhiliang.systems.recalls.models import Recall, Scope
from zhiliang.systems.recalls.scoping import current, difference

KINDS = {
    "unknown_lot": gettext_lazy("追溯数据里没有这个批次"),
    "no_origin": gettext_lazy("来源不明"),
    "not_received": gettext_lazy("发出后没有人报告收到"),
    "made_twice": gettext_lazy("有两家报告为同一批次的产出者"),
    "more_out": gettext_lazy("发出的多于已知的"),
}


class MomentColumn(tables.Column):
    """A kept moment: local on the page, as it was kept in a download."""

    def render(self, value: str) -> str:
        """Date and minute."""
        moment = timezone.localtime(datetime.fromisoformat(value))
        return formats.date_format(moment, "Y-m-d H:i")

    def value(self, value: str) -> str:
        """With its seconds and offset."""
        return value


class QuantityColumn(tables.Column):
    """A kept quantity: with its unit on the page, alone in a download."""

    def render(self, value: str, record: dict[str, Any]) -> str:
        """Without idle noughts."""
        return f"{Decimal(value).normalize():f} {unit_words(record['unit'])}".strip()

    def value(self, value: str) -> str:
        """As it was kept."""
        return value


class Lots(tables.Table):
    """One line a lot; the share only ranks."""

    name = tables.Column(gettext_lazy("批次"))
    tier = tables.Column(gettext_lazy("层"), attrs=RIGHT)
    share = tables.Column(gettext_lazy("含量占比（只作排序）"), accessor="share_e6", attrs=RIGHT)
    quantity = QuantityColumn(gettext_lazy("数量"), attrs=RIGHT)
    unit = tables.Column(gettext_lazy("单位"))
    made_at = MomentColumn(gettext_lazy("生成时间"), attrs=UNBROKEN)
    id = tables.Column(gettext_lazy("标识"))

    class Meta:
        default = ""
        empty_text = gettext_lazy("没有批次。")

    def render_share(self, value: int) -> str:
        """A share of a million as percent."""
        return f"{value / 10_000:.2f}%"


class Holders(tables.Table):
    """One line a holder."""

    name = tables.Column(gettext_lazy("持有者"))
    place = tables.Column(gettext_lazy("行政区划代码"))
    lots = tables.Column(gettext_lazy("批次数"), attrs=RIGHT, order_by="name")
    quantity = QuantityColumn(gettext_lazy("数量"), attrs=RIGHT)
    unit = tables.Column(gettext_lazy("单位"))
    first_at = MomentColumn(gettext_lazy("最早"), attrs=UNBROKEN)
    last_at = MomentColumn(gettext_lazy("最晚"), attrs=UNBROKEN)
    party = tables.Column(gettext_lazy("主体标识"))

    class Meta:
        default = ""
        empty_text = gettext_lazy("没有持有者。")

    def render_lots(self, value: list[str]) -> int:
        """How many lots."""
        return len(value)

    def value_lots(self, value: list[str]) -> str:
        """All of them, for a download."""
        return " ".join(value)


BESIDE = ("id", "party", "unit")
"""What another column of the page says too."""
TABLES: dict[str, tuple[Any, Any]] = {
    "lots": (Lots, gettext_lazy("批次")),
    "holders": (Holders, gettext_lazy("持有者")),
}


@signed_in(*OFFICES)
def scope(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """A scope of a recall, whole; as CSV or XLSX by `?format=`."""
    recall = fetch(request.user, Recall, pk=pk)
    found = visible(request.user, Scope).filter(recall=recall, version=version).first()
    if found is None:
        raise Http404(_("没有这个版次的范围，或者您无权查看。"))
    shown = request.GET.get("part") if request.GET.get("part") in TABLES else "lots"
    assert shown
    table = _table(found, shown)
    RequestConfig(request, paginate=False).configure(table)
    if given := file_of(table, request.GET.get("format", ""), name=f"{recall.number}-{shown}"):
        return given
    _shorten(table, found.told[shown])
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return render(request, "recalls/scope.html", _context(recall, found, table, shown))


def _table(scope: Scope, part: str) -> Any:
    kind, words = TABLES[part]
    rows = scope.told[part]
    if part == "lots":
        rows = sorted(rows, key=lambda lot: (lot["tier"], -(lot["share_e6"] or 0), lot["id"]))
    table = kind(rows)
    table.label = words
    return table


def _shorten(table: Any, rows: list[dict[str, Any]]) -> None:
    """Leave to the download what is said beside, and what no row tells."""
    for column in table.columns:
        key = str(column.accessor)
        if key in BESIDE or all(row[key] in (None, "") for row in rows):
            table.columns.hide(column.name)


def _context(recall: Recall, scope: Scope, table: Any, shown: str) -> dict[str, Any]:
    page = page_of("recalls/cases")
    bound = current(recall)
    differs = difference(bound.told if bound else None, scope.told)
    tiers = Counter(lot["tier"] for lot in scope.told["lots"])
    told = {"number": recall.number, "version": scope.version}
    return {
        "heading": _("%(number)s：召回范围第 %(version)s 版") % told,
        "crumbs": [
            Crumb(page.title, page.url),
            Crumb(recall.number, page.case_url(recall)),
            Crumb(_("召回范围")),
        ],
        "recall": recall,
        "scope": scope,
        "table": table,
        "shown": shown,
        "parts": [(key, words, scope.told[key]) for key, (_kind, words) in TABLES.items()],
        "tiers": sorted(tiers.items()),
        "unknowns": [
            (KINDS.get(one["kind"], one["kind"]), one["subject"], one["note"])
            for one in scope.told["unknowns"][:PER_PAGE]
        ],
        "binds": bound is not None and bound.pk == scope.pk,
        "differs": differs,
        "sample": recall.sample,
    }


urlpatterns = [
    path("recalls/cases/<int:pk>/scope/<int:version>/", scope, name="recalls_scope"),
]
