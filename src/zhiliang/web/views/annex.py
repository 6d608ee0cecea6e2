"""The statistics behind a year's ranking: for the office, a click away from the grades."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiliang.core.language import pick
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Chart, Crumb
from zhiliang.core.roles import Role
from zhiliang.evaluation.rescoring import Standing
from zhiliang.evaluation.robustness import (
    DRAWS,
    NOISE,
    SOBOL_DRAWS,
    Influence,
    RankRange,
    Shift,
    without_each_item,
)
from zhiliang.evaluation.words import plain
from zhiliang.web import analysis_charts, wording
from zhiliang.web.analysis import Analysis, sees_all
from zhiliang.web.analysis_tables import Ranges, Weights, asked_for, ready, told
from zhiliang.web.heatmap import heat_of
from zhiliang.web.reading import Reading, local_time

KINDS = ("city", "district", "department")
SHOWN = 12


@dataclass(frozen=True)
class Studied:
    """The subjects of one kind with everything the annex tells of them."""

    analysis: Analysis
    kind: str
    standings: list[Standing]
    ranges: Mapping[str, RankRange]
    same: Mapping[str, float]


def for_those_who_see_all(request: HttpRequest, year: int) -> tuple[Reading, Analysis]:
    """The analysed year; 403 for whoever may not read every score, 404 for no such year."""
    if not sees_all(request.user):
        raise PermissionDenied(_("这一页列出所有对象的得分和名次，只有领导小组办公室可以打开。"))
    reading = Reading(request.user)
    version = reading.evaluation(year)
    if version is None:
        raise Http404(_("%(year)s年没有评价。") % {"year": year})
    return reading, Analysis(version)


@signed_in(Role.OFFICE, Role.PROVINCIAL_OFFICER)
def annex(request: HttpRequest, year: int) -> HttpResponse:
    """Ranges of ranks, the heat map of items, which weights matter, and how to recompute."""
    reading, analysis = for_those_who_see_all(request, year)
    asked = request.GET.get("kind", "")
    kind = asked if asked in KINDS else "city"
    studied = _studied(analysis, kind)
    shared = kind != "department"
    ranges = _range_table(request, studied)
    # what every subject of a kind is asked can be left out; departments share nothing
    shifts = without_each_item(studied.standings, analysis.scheme) if shared else []
    influence = analysis.influence(kind) if shared else {}
    shifts = sorted(shifts, key=lambda shift: -_total(shift, influence))
    weights = _weight_table(request, shifts, influence)
    heat = heat_of(request, studied.standings, analysis.results["scheme"]) if shared else None
    tables = [ranges, weights, *([heat.table] if heat else [])]
    if given := asked_for(request, *tables, name=f"annex-{year}-{kind}"):
        return given
    context = _method(analysis) | {
        "heading": _heading(studied, year),
        "crumbs": _crumbs(year),
        "year": year,
        "kind": kind,
        "kinds": [k for k in KINDS if analysis.peers(k)],
        "code": request.GET.get("code", ""),
        "names": [(one.code, _name(one)) for one in studied.standings],
        "range_chart": _range_chart(studied),
        "range_table": ranges,
        "heat": heat,
        "weight_chart": _weight_chart(shifts, influence),
        "weight_table": weights if shifts else None,
        "as_of": local_time(analysis.results["as_of"]),
        "manifest": analysis.results["manifest"],
        "sample": any(one.subject["sample"] for one in studied.standings),
        "unfaithful": [_name(one) for one in studied.standings if not one.faithful],
    }
    return render(request, "annex.html", context)


def _studied(analysis: Analysis, kind: str) -> Studied:
    standings = sorted(analysis.peers(kind), key=lambda one: (one.rank, one.code))
    return Studied(analysis, kind, standings, analysis.ranges(kind), analysis.same_grade(kind))


def _crumbs(year: int) -> list[Crumb]:
    words = _("%(year)s年度评价") % {"year": year}
    return [
        Crumb(_("总览"), reverse("cockpit")),
        Crumb(words, reverse("evaluation", kwargs={"year": year})),
        Crumb(_("统计附件")),
    ]


def _name(one: Standing) -> str:
    return pick(one.subject["name_zh"], one.subject["name_en"])


def _heading(studied: Studied, year: int) -> str:
    widest = max((r.worst - r.best for r in studied.ranges.values()), default=0)
    loose = sum(share < 1 for share in studied.same.values())
    return _("%(year)s年度名次有多稳：区间最宽%(widest)s位，%(loose)s个对象的等级可能改变") % {
        "year": year,
        "widest": widest + 1,
        "loose": loose,
    }


def _range_table(request: HttpRequest, studied: Studied) -> Ranges:
    rows = [_range_row(one, studied) for one in studied.standings]
    label = _("名次、可能的区间和等级的稳定程度")
    return ready(Ranges(rows), request, key="ranges", label=label)


def _range_row(one: Standing, studied: Studied) -> dict[str, Any]:
    found, year = studied.ranges[one.code], studied.analysis.results["year"]
    return {
        "name": (_name(one), reverse("subject", kwargs={"year": year, "code": one.code})),
        "grade": one.grade,
        "score": f"{one.shown:f}",
        "rank": one.rank,
        "best": found.best,
        "worst": found.worst,
        "median": f"{found.median:g}",
        "same": _("一票否决") if one.vetoed else f"{studied.same[one.code] * 100:.1f}%",
    }


def _range_chart(studied: Studied) -> Chart:
    rows = [
        {
            "name": wording.short_place(_name(one)),
            "rank": one.rank,
            "best": found.best,
            "worst": found.worst,
            "shown": told(found),
        }
        for one in studied.standings
        for found in [studied.ranges[one.code]]
    ]
    spec = analysis_charts.rank_ranges(rows, title=_("名次"), words=_("名次（区间）"))
    text = _("；").join(f"{row['name']} {row['shown']}" for row in rows)
    note = _("圆点是评价名次，粗线是十次里有九次名次所在的区间。")
    return Chart("ranges", _range_title(studied), spec, text, note)


def _range_title(studied: Studied) -> str:
    firm = [one for one in studied.standings if _width(studied, one) == 0]
    return _("%(count)s个对象中%(firm)s个的名次不随分值变动") % {
        "count": len(studied.standings),
        "firm": len(firm),
    }


def _width(studied: Studied, one: Standing) -> int:
    return studied.ranges[one.code].worst - studied.ranges[one.code].best


def _total(shift: Shift, influence: Mapping[str, Influence]) -> float:
    found = influence.get(shift.item["key"])
    return found.total if found else 0.0


def _percent(share: float) -> str:
    # an estimate may fall below 0 by chance
    return f"{max(share, 0) * 100:.0f}%"


def _explained(found: Influence | None) -> dict[str, str]:
    if found is None:
        return {}
    return {"first": _percent(found.first), "total": _percent(found.total)}


def _weight_table(
    request: HttpRequest, shifts: list[Shift], influence: Mapping[str, Influence]
) -> Weights:
    rows = [
        {
            "name": pick(shift.item["name_zh"], shift.item["name_en"]),
            "points": plain(shift.points),
            **_explained(influence.get(shift.item["key"])),
            "mean": plain(shift.mean, 2),
            "most": shift.most,
            "regraded": shift.regraded,
        }
        for shift in shifts
    ]
    table = ready(Weights(rows), request, key="weights", label=_("每一项的分值能左右多少名次"))
    table.tall = True
    return table


def _weight_chart(shifts: list[Shift], influence: Mapping[str, Influence]) -> Chart | None:
    moving = [shift for shift in shifts if _total(shift, influence) > 0][:SHOWN]
    if not moving:
        return None
    rows = [
        {
            "name": pick(shift.item["name_zh"], shift.item["name_en"]),
            "value": _total(shift, influence) * 100,
            "shown": _percent(_total(shift, influence)),
            "chosen": False,
        }
        for shift in moving
    ]
    title = _("“%(item)s”的分值最能左右名次") % {"item": rows[0]["name"]}
    text = _("；").join(f"{row['name']} {row['shown']}" for row in rows)
    note = _(
        "分值各自偏差至多四分之一时，名次的变动有百分之几由这一项的分值引起（含与其他项的共同作用，所以合计可以超过100%）。"
    )
    spec = analysis_charts.bars(rows, words=_("引起的变动"))
    return Chart("weights", title, spec, text, note)


def _method(analysis: Analysis) -> dict[str, Any]:
    return {
        "scheme": analysis.results["scheme"],
        "digest": analysis.digest,
        "seed": analysis.seed,
        "draws": DRAWS,
        "replays": SOBOL_DRAWS,
        "noise": f"{NOISE:.0%}",
    }
