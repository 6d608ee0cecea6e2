"""How complete the records of firms are: for officers a ranking, for a firm its own."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import PER_PAGE, RIGHT, download
from zhiliang.core.policy import visible
from zhiliang.systems.traceability.models import Handling, Source
from zhiliang.systems.traceability.pages.choices import READERS
from zhiliang.systems.traceability.tracing.places import city_of
from zhiliang.systems.traceability.tracing.scores import Score, scores_of

USUAL = timedelta(days=90)


class Scores(tables.Table):
    """One line a firm, weakest first."""

    firm = tables.Column(gettext_lazy("单位"))
    city = tables.Column(gettext_lazy("地区"))
    lots = tables.Column(gettext_lazy("经手批次"), attrs=RIGHT)
    source_share = tables.Column(gettext_lazy("来源可查 %"), attrs=RIGHT)
    destination_share = tables.Column(gettext_lazy("去向可查 %"), attrs=RIGHT)
    late_share = tables.Column(gettext_lazy("有迟报 %"), attrs=RIGHT)

    key = "scores"
    label = gettext_lazy("追溯完整度")

    class Meta:
        default = ""
        empty_text = gettext_lazy("这段时间没有经手的批次。")


@require_safe
@signed_in(*READERS)
def scores(request: HttpRequest) -> HttpResponse:
    """One up, one down and late records of every firm that the reader may see."""
    since, until = _stretch(request)
    rows = visible(request.user, Handling)
    found = list(scores_of(rows, since, until))
    table = Scores(list(_rows(found)))
    RequestConfig(request, paginate=False).configure(table)
    if given := download(table, request, name="trace-completeness"):
        return given
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "heading": _heading(found),
        "lead": _("来源可查：知道向谁收的、由什么制成；去向可查：知道给了谁，或者还在库。"),
        "crumbs": [Crumb(_("追溯完整度"))],
        "table": table,
        "since": since,
        "until": until,
        "sample": rows.filter(source=Source.SAMPLE).exists(),
    }
    return render(request, "traceability/scores.html", context)


def _heading(found: list[Score]) -> str:
    if not found:
        return _("追溯完整度")
    weak = found[0]
    told = {
        "firm": weak.firm,
        "source": weak.source_share,
        "destination": weak.destination_share,
        "count": len(found),
    }
    if len(found) == 1:
        return _("%(firm)s：来源可查 %(source)s%%，去向可查 %(destination)s%%") % told
    words = _(
        "%(count)s 个单位中最弱的是%(firm)s：来源可查 %(source)s%%，去向可查 %(destination)s%%"
    )
    return words % told


def _stretch(request: HttpRequest) -> tuple[date, date]:
    """The days asked for; the last ninety where none are."""
    today = timezone.localdate()
    return (
        _day(request.GET.get("since", "")) or today - USUAL,
        _day(request.GET.get("until", "")) or today,
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _rows(found: list[Score]) -> Iterator[dict[str, Any]]:
    for one in found:
        yield {
            "firm": one.firm.name,
            "city": city_of(one.firm.place_id),
            "lots": one.lots,
            "source_share": one.source_share,
            "destination_share": one.destination_share,
            "late_share": one.late_share,
        }


urlpatterns = [path("traceability/completeness/", scores, name="trace_scores")]
