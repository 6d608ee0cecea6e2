"""The trace explorer: a code, a direction, a time; what came of it, drawn, listed, downloaded."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import PER_PAGE, download
from zhiliang.systems.traceability.answers import spoken
from zhiliang.systems.traceability.exploring import redaction
from zhiliang.systems.traceability.exploring.asking import asked_of, question_of
from zhiliang.systems.traceability.exploring.drawing import drawing_of
from zhiliang.systems.traceability.exploring.grouping import Group, flows_of, groups_of
from zhiliang.systems.traceability.exploring.mapping import tiles_of
from zhiliang.systems.traceability.exploring.reading import MOST_ROOTS, is_cut
from zhiliang.systems.traceability.exploring.redaction import (
    View,
    knows_of,
    sees_all,
    view_of,
    walked,
)
from zhiliang.systems.traceability.exploring.tables import tables_of
from zhiliang.systems.traceability.pages.choices import READERS
from zhiliang.systems.traceability.scanning.codes import BadCode
from zhiliang.systems.traceability.views import large

MOST_OPEN = 60


@require_safe
@signed_in(*READERS)
def explorer(request: HttpRequest) -> HttpResponse:
    """Ask, and read what the records say."""
    try:
        question = question_of(request.GET)
    except BadCode as refused:
        return _page(request, fault=refused.words)
    if question is None:
        return _page(request)
    found = walked(question, request.user)
    if found is None or len(found) <= redaction.LARGE:
        view = view_of(question, request.user)
        return _page(request, view, fault="" if view else _unknown())
    if sees_all(request.user):
        return large.summary(request, found)
    known = knows_of(found, request.user, question.as_of)
    if known:
        return _page(request, fault=large.refusal(request), status=422)
    return _page(request, fault=_unknown())


def _unknown() -> str:
    return _("没有这个码的记录，或者它不在您能看的范围内。请核对号码。")


def _page(
    request: HttpRequest, view: View | None = None, *, fault: str = "", status: int = 404
) -> HttpResponse:
    shown = _shown(view, request) if view else {}
    if given := shown.pop("given", None):
        return given
    context = {
        "heading": _heading(view) if view else _("追溯查询"),
        "lead": _("输入或者扫入一个码，看它到了哪里（向下），或者从哪里来（向上）。"),
        "crumbs": [Crumb(_("追溯查询"))],
        "asked": asked_of(request.GET),
        "fault": fault,
        "view": view,
        # how many lots a product has is nothing for a firm's competitors
        "most_roots": MOST_ROOTS if view and view.whole and is_cut(view.trace.question.root) else 0,
        **shown,
    }
    return render(request, "traceability/explorer.html", context, status=status if fault else 200)


def _heading(view: View) -> str:
    """The finding as a sentence: how many lots, how many holders, how many gaps."""
    lots = len(view.nodes)
    told = {
        "code": spoken(view.trace.question.root),
        "lots": lots,
        "holders": len(view.holders),
        "gaps": len(view.unknowns),
    }
    if view.trace.question.direction == "forward":
        words = ngettext(
            "%(code)s 涉及 %(lots)s 批，%(holders)s 个持有人，%(gaps)s 处记录缺口",
            "%(code)s 涉及 %(lots)s 批，%(holders)s 个持有人，%(gaps)s 处记录缺口",
            lots,
        )
    else:
        words = ngettext(
            "%(code)s 由 %(lots)s 批而来，%(holders)s 个持有人，%(gaps)s 处记录缺口",
            "%(code)s 由 %(lots)s 批而来，%(holders)s 个持有人，%(gaps)s 处记录缺口",
            lots,
        )
    return words % told


def _shown(view: View, request: HttpRequest) -> dict[str, Any]:
    """What the page lays out; `given` where a file was asked for."""
    tables = tables_of(view)
    asked = tables.get(request.GET.get("table", "")) or tables["lots"]
    RequestConfig(request, paginate=False).configure(asked)
    if given := download(asked, request, name=f"trace-{asked.key}"):
        return {"given": given}
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(tables["lots"])
    tiers = groups_of(view.nodes.values())
    groups = [one for tier in tiers for one in tier]
    backward = view.trace.question.direction == "backward"
    flows = flows_of(groups, view.edges)
    return {
        "drawing": drawing_of(tiers, flows, view.beyond, leftward=backward),
        "open": _open(groups, request.GET.get("open", "")),
        "tables": tables,
        "tiles": tiles_of(view),
        "most": MOST_OPEN,
    }


def _open(groups: list[Group], key: str) -> dict[str, Any] | None:
    """The group that was tapped, with the parts that a remainder is made of."""
    found = next((one for one in groups if one.key == key), None)
    if found is None:
        return None
    return {"group": found, "lots": found.lots[:MOST_OPEN], "parts": list(_parts(found))}


def _parts(group: Group) -> Iterator[tuple[str, str, int]]:
    """Product, holder and number of lots of each group that was put together with others."""
    if group.merged:
        counts: dict[tuple[str, str], int] = {}
        for node in group.lots:
            counts[node.product, node.holder] = counts.get((node.product, node.holder), 0) + 1
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        yield from ((product, holder, lots) for (product, holder), lots in ordered[:MOST_OPEN])


urlpatterns = [path("traceability/explorer/", explorer, name="trace_explorer")]
