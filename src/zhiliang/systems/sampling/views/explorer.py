"""The plan explorer: what a sampling plan is, where it comes from and what it risks, in words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import RequestConfig

from zhiliang.core.language import pick
from zhiliang.core.pages.guards import public
from zhiliang.core.pages.parts import Chart, Crumb
from zhiliang.core.pages.tables import download
from zhiliang.methods.sampling import code_letter, oc, single_cell
from zhiliang.methods.sampling import single_plan_gb2828_1 as plan_of
from zhiliang.methods.tables.sampling.audit import Outcome
from zhiliang.systems.sampling.views import charts
from zhiliang.systems.sampling.views.explorer_forms import (
    SEVERITIES,
    AuditForm,
    FindForm,
    PlanForm,
)
from zhiliang.systems.sampling.views.explorer_sides import Asked, Side
from zhiliang.systems.sampling.views.explorer_tables import curve_of, figure, severities_of

DEFAULTS = {
    "lot": "2000",
    "level": "II",
    "aql": "1.0",
    "severity": "normal",
    "edition": "2012",
    "basis": "process",
    "good": "1",
    "good_risk": "5",
    "bad": "5",
    "bad_risk": "10",
    "dql": "0.65",
    "limit": "0",
}
CERTAINTY = {
    "verified": gettext_lazy("已核对原文"),
    "secondary": gettext_lazy("据转引，未见原印页"),
    "待核": gettext_lazy("待核"),
}
DRAWN = 61


@public
def explorer(request: HttpRequest) -> HttpResponse:
    """A plan by lot, level and AQL; one by two risks; one of an audit. All is in the address."""
    given = {**DEFAULTS, **{name: text for name, text in request.GET.items() if text != ""}}
    form, find, audit = PlanForm(given), FindForm(given), AuditForm(given)
    context = {
        "heading": _("抽样方案与风险"),
        "lead": _("选批量、检验水平和 AQL，看抽多少、几件拒收，以及误收误拒的可能。"),
        "crumbs": [Crumb(_("抽样方案与风险"))],
        "form": form,
        "find": find,
        "audit": audit,
    }
    if form.is_valid():
        sides, chosen = _sides(form.cleaned_data)
        severities, curve = severities_of(sides), curve_of(sides, chosen)
        for table in (severities, curve):
            RequestConfig(request, paginate=False).configure(table)
        shown = curve if request.GET.get("table") == "curve" else severities
        if asked := download(shown, request, name="sampling-plan"):
            return asked
        context |= _told(form.cleaned_data, sides, chosen)
        context |= {"severities": severities, "curve": curve}
    context |= {"found": _found(find), "audited": _audited(audit)}
    return render(request, "sampling/explorer.html", context)


def _sides(data: Mapping[str, Any]) -> tuple[list[Side], Side]:
    """The plans of the three severities, and the one that was chosen."""
    edition = int(data["edition"]) if data["edition"].isdigit() else data["edition"]
    asked = Asked(data["lot"], data["level"], data["aql"], edition, data["basis"])
    letter = code_letter(asked.lot, asked.level)
    sides = [
        Side(
            key,
            plan_of(asked.lot, asked.level, asked.aql, severity=key, edition=edition),
            single_cell(letter, asked.aql, severity=key, edition=edition),
            asked,
        )
        for key in SEVERITIES
    ]
    return sides, next(side for side in sides if side.key == data["severity"])


def _told(data: Mapping[str, Any], sides: Sequence[Side], chosen: Side) -> dict[str, Any]:
    plan, lot = chosen.plan, chosen.asked.lot
    facts = {"n": plan.n, "ac": plan.ac, "re": plan.re, "lot": lot, "severity": chosen.name}
    title = _("%(lot)s 件里取 %(n)s 件：不合格不超过 %(ac)s 件接收，%(re)s 件起不接收") % facts
    return {
        "heading": title,
        "chosen": chosen,
        "letter": chosen.cell.letter,
        "moved": chosen.plan.letter != chosen.cell.letter,
        "gap": plan.re > plan.ac + 1,
        "certainty": CERTAINTY.get(chosen.cell.certainty, chosen.cell.certainty),
        "sentences": list(_sentences(chosen, data["p"])),
        "chart": _chart(sides, chosen),
    }


def _sentences(side: Side, wanted: Decimal | None) -> list[str]:
    """What the plan risks, in words."""
    aql, worst = float(side.asked.aql), side.consumer_quality
    said = [
        _chance(side, aql) + _("这是生产方风险。"),
        _chance(side, worst) + _("这是使用方风险。"),
    ]
    if wanted is not None:
        said.insert(0, _chance(side, float(wanted)))
    facts = {"aoql": figure(side.worst_outgoing), "ati": figure(side.inspected(aql), 1)}
    said.append(
        _(
            "若不接收的批逐件检验、换掉不合格品，长期平均检出质量最差为 %(aoql)s；"
            "质量正好等于 AQL 时，平均每批检验 %(ati)s 件。"
        )
        % facts
    )
    return said


def _chance(side: Side, quality: float) -> str:
    accepted = side.accepted(quality)
    facts = {"p": figure(quality), "pa": figure(accepted, 1), "no": figure(100 - accepted, 1)}
    if side.asked.counted:
        words = _(
            "若每百单位有 %(p)s 个不合格，这批被接收的可能性约为 %(pa)s%%，不接收约 %(no)s%%。"
        )
    else:
        words = _("若不合格率为 %(p)s%%，这批被接收的可能性约为 %(pa)s%%，不接收约 %(no)s%%。")
    return words % facts


def _chart(sides: Sequence[Side], chosen: Side) -> Chart:
    end = max(side.quality_at(0.02) for side in sides)
    grid = np.linspace(0, end, DRAWN)
    lines = [_line(side, grid, end, chosen=side is chosen) for side in sides]
    aql, worst = float(chosen.asked.aql), chosen.consumer_quality
    points = [
        {"x": aql, "y": chosen.at_aql, "words": _("生产方风险点")},
        {"x": worst, "y": chosen.accepted(worst), "words": _("使用方风险点")},
    ]
    facts = {"name": chosen.name, "aql": figure(aql), "pa": figure(chosen.at_aql, 1)}
    facts["worst"] = figure(worst)
    title = (
        _("%(name)s：质量为 %(aql)s 时约 %(pa)s%% 的批被接收，差到 %(worst)s 时仍有一成") % facts
    )
    axes = chosen.asked.quality, _("接收概率（%）")
    spec = charts.curves(lines, points, axes=axes, tip=_("接收概率（%）"))
    note = _("接收概率曲线（OC 曲线）。横轴：%(quality)s。") % {"quality": axes[0]}
    return Chart("oc", title, spec, title, note)


def _line(side: Side, grid: Any, end: float, *, chosen: bool) -> dict[str, Any]:
    heights = 100 * np.asarray(oc(side.plan, grid / 100, **side.asked.risks))
    rows = [
        {"x": float(f"{x:.6g}"), "y": round(float(y), 2)}
        for x, y in zip(grid, heights, strict=True)
    ]
    # three names at three heights, so that they do not lie on one another
    height = {"normal": 55, "tightened": 35, "reduced": 75}[side.key]
    label = {"x": min(side.quality_at(height / 100), end), "y": height}
    return {"name": side.name, "rows": rows, "label": label, "chosen": chosen}


def _found(form: FindForm) -> dict[str, Any] | None:
    if not form.is_valid() or form.found is None:
        return None
    plan, data = form.found, form.cleaned_data
    lot = data["find_lot"]
    risks = {"lot_size": lot} if lot else {}
    good, bad = (
        100 * float(oc(plan, float(data[name]) / 100, **risks)) for name in ("good", "bad")
    )
    return {
        "plan": plan,
        "full": lot is not None and plan.full(lot),
        "rejected": figure(100 - good, 2),
        "accepted": figure(bad, 2),
    }


def _audited(form: AuditForm) -> dict[str, Any] | None:
    if not form.is_valid() or form.found is None:
        return None
    plan = form.found
    numbers = [("0", 0)]
    numbers += [(f"1～{plan.limit}", 1)] if plan.limit else []
    numbers += [(_("%(n)s 件起") % {"n": plan.limit + 1}, plan.limit + 1)]
    return {
        "plan": plan,
        "alpha": figure(100 * plan.alpha, 2),
        "lqr": figure(plan.lqr, 1),
        "outcomes": [(words, _words(plan.outcome(number))) for words, number in numbers],
    }


def _words(outcome: Outcome) -> str:
    return pick(outcome.zh, outcome.en)


urlpatterns = [path("sampling/explorer/", explorer, name="sampling_explorer")]
