"""The explorer's answer where a scope is too large to be read lot by lot."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tables2 import RequestConfig

from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import PER_PAGE, download
from zhiliang.systems.traceability.answers import spoken
from zhiliang.systems.traceability.exploring import redaction
from zhiliang.systems.traceability.exploring.asking import asked_of
from zhiliang.systems.traceability.exploring.products import command_of, products_of
from zhiliang.systems.traceability.exploring.reaching import Reached
from zhiliang.systems.traceability.exploring.reading import MOST_ROOTS, are_samples, is_cut
from zhiliang.systems.traceability.policy.firms import firms_of


def summary(request: HttpRequest, found: Reached) -> HttpResponse:
    """How many lots of which products, and the way to the whole list: for who sees all."""
    table = products_of(found)
    RequestConfig(request, paginate=False).configure(table)
    if given := download(table, request, name="trace-products"):
        return given
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    asked = asked_of(request.GET)
    whole = reverse("trace_scope_list")
    context = {
        "heading": _heading(found),
        "lead": _("输入或者扫入一个码，看它到了哪里（向下），或者从哪里来（向上）。"),
        "crumbs": [Crumb(_("追溯查询"))],
        "asked": asked,
        "found": found,
        "table": table,
        "files": [
            (kind.upper(), f"{whole}?{urlencode({**asked, 'format': kind})}") for kind in KINDS
        ],
        "limit": redaction.LARGE,
        "command": command_of(found),
        "most_roots": MOST_ROOTS if is_cut(found.question.root) else 0,
        "sample": are_samples(found.roots),
    }
    return render(request, "traceability/explorer_large.html", context)


KINDS = ("csv", "json")


def _heading(found: Reached) -> str:
    lots = len(found)
    told = {"code": spoken(found.question.root), "lots": f"{lots:,}"}
    if found.question.direction == "forward":
        words = ngettext("%(code)s 涉及 %(lots)s 批", "%(code)s 涉及 %(lots)s 批", lots)
    else:
        words = ngettext("%(code)s 由 %(lots)s 批而来", "%(code)s 由 %(lots)s 批而来", lots)
    return words % told


def refusal(request: HttpRequest) -> str:
    """Why a reader who does not see all sees nothing of it; no number of it is told."""
    told = {"most": f"{redaction.LARGE:,}"}
    if firms_of(request.user):
        words = _(
            "这个码涉及的批次太多（超过 %(most)s 批，配置值），不能一次按您的权限遮蔽后显示。"
            "请改查更具体的码：一个批次、一件，或者本单位用它制成的批次。缩短时间段不改变这个限制。"
        )
    else:
        words = _(
            "这个码涉及的批次太多（超过 %(most)s 批，配置值），不能一次按您的权限遮蔽后显示。"
            "请用“自”“至”缩短时间段，或者改查更具体的码：一个批次、一件。"
        )
    return words % told
