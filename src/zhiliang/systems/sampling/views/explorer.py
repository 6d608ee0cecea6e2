"""The plan explorer: what a sampling plan is, where it comes from and what it risks, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import django_tables2 as tables
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
from zhiliang.core.pages.tables import RIGHT, UNBROKEN, download
from zhiliang.methods.sampling import Cell, Plan, aoq, ati, code_letter, oc, single_cell
from zhiliang.methods.sampling import single_plan_gb2828_1 as plan_of
from zhiliang.methods.tables.sampling.audit import Outcome
from zhiliang.systems.sampling.views import charts
from zhiliang.systems.sampling.views.explorer_forms import (
    SEVERITIES,
    AuditForm,
    FindForm,
    PlanForm,
)

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
# Above it an AQL is nonconformities per 100 units only (GB/T 2828.1-2012, 5.2).
LARGEST_PER_CENT = Decimal(10)
CONSUMER = 0.10
HALVINGS = 60
DRAWN, LISTED = 61, (0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6.5, 10)


@dataclass(frozen=True)
class Asked:
    """What the plans are asked for."""

    lot: int
    level: str
    aql: Decimal
    edition: int | str
    basis: str

    @property
    def counted(self) -> bool:
        """Whether quality is nonconformities per 100 units, which per cent cannot say."""
        return self.aql > LARGEST_PER_CENT

    @property
    def risks(self) -> dict[str, Any]:
        """How chances are worked out."""
        if self.counted:
            return {"distribution": "poisson"}
        return {"lot_size": self.lot} if self.basis == "lot" else {}

    @property
    def long_run(self) -> dict[str, Any]:
        """How figures of many lots of a process are worked out."""
        kind = "poisson" if self.counted else "binomial"
        return {"lot_size": self.lot, "distribution": kind}

    @property
    def quality(self) -> str:
        """What quality is counted in."""
        return _("每百单位不合格数") if self.counted else _("不合格率（%）")


@dataclass(frozen=True)
class Side:
    """The plan of one severity with all that is told of it; qualities per cent or per 100 units."""

    key: str
    plan: Plan
    cell: Cell
    asked: Asked

    @property
    def name(self) -> str:
        """The severity."""
        return str(SEVERITIES[self.key])

    @property
    def full(self) -> bool:
        """Whether every unit is inspected."""
        return self.plan.full(self.asked.lot)

    def accepted(self, quality: float) -> float:
        """Chance in per cent that a lot of this quality is accepted."""
        return 100 * float(oc(self.plan, quality / 100, **self.asked.risks))

    def quality_at(self, chance: float) -> float:
        """Quality that is accepted with a chance [0 to 1]."""
        below, above = 0.0, 100.0
        while self.asked.counted and self.accepted(above) > 100 * chance:
            above *= 2
        for _halving in range(HALVINGS):
            middle = (below + above) / 2
            worse = self.accepted(middle) > 100 * chance
            below, above = (middle, above) if worse else (below, middle)
        return above

    def outgoing(self, quality: float) -> float:
        """Average quality after lots that are not accepted were sorted."""
        return 100 * float(aoq(self.plan, quality / 100, **self.asked.long_run))

    def inspected(self, quality: float) -> float:
        """Units inspected of a lot on average, sorting included."""
        return float(ati(self.plan, quality / 100, **self.asked.long_run))

    @property
    def worst_outgoing(self) -> float:
        """The highest average outgoing quality, over all qualities (AOQL)."""
        grid = np.linspace(0, self.quality_at(0.001), 2001) / 100
        return 100 * float(np.max(aoq(self.plan, grid, **self.asked.long_run)))

    @property
    def at_aql(self) -> float:
        """Chance in per cent that a lot as good as the AQL is accepted."""
        return self.accepted(float(self.asked.aql))

    @property
    def consumer_quality(self) -> float:
        """Quality that is still accepted one time in ten."""
        return self.quality_at(CONSUMER)


class Severities(tables.Table):
    """The three severities side by side."""

    name = tables.Column(gettext_lazy("严格度"), attrs=UNBROKEN, orderable=False)
    letter = tables.Column(gettext_lazy("方案字码"), orderable=False)
    n = tables.Column(gettext_lazy("样本量 n"), attrs=RIGHT, orderable=False)
    ac = tables.Column(gettext_lazy("接收数 Ac"), attrs=RIGHT, orderable=False)
    re = tables.Column(gettext_lazy("拒收数 Re"), attrs=RIGHT, orderable=False)
    at_aql = tables.Column(gettext_lazy("AQL 处接收（%）"), attrs=RIGHT, orderable=False)
    consumer = tables.Column(gettext_lazy("一成被接收的质量"), attrs=RIGHT, orderable=False)
    aoql = tables.Column(gettext_lazy("AOQL"), attrs=RIGHT, orderable=False)
    ati = tables.Column(gettext_lazy("AQL 处 ATI"), attrs=RIGHT, orderable=False)
    source = tables.Column(gettext_lazy("出处"), attrs=UNBROKEN, orderable=False)


class Curve(tables.Table):
    """Chances of acceptance by quality; outgoing quality and inspection of the one chosen."""

    quality = tables.Column(gettext_lazy("批质量"), attrs=RIGHT, orderable=False)
    normal = tables.Column(gettext_lazy("正常（%）"), attrs=RIGHT, orderable=False)
    tightened = tables.Column(gettext_lazy("加严（%）"), attrs=RIGHT, orderable=False)
    reduced = tables.Column(gettext_lazy("放宽（%）"), attrs=RIGHT, orderable=False)
    aoq = tables.Column(gettext_lazy("平均检出质量"), attrs=RIGHT, orderable=False)
    ati = tables.Column(gettext_lazy("平均检验总数"), attrs=RIGHT, orderable=False)


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
        severities, curve = _severities(sides), _curve(sides, chosen)
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


def figure(value: float, places: int = 2) -> str:
    """A number with few digits and no zeros at its end; small ones keep two significant digits."""
    if value and abs(value) < 10**-places:
        return f"{value:.2g}"
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _severities(sides: Sequence[Side]) -> Severities:
    table = Severities(
        [
            {
                "name": side.name,
                "letter": side.plan.letter,
                "n": side.plan.n,
                "ac": side.plan.ac,
                "re": side.plan.re,
                "at_aql": figure(side.at_aql, 1),
                "consumer": figure(side.consumer_quality),
                "aoql": figure(side.worst_outgoing),
                "ati": figure(side.inspected(float(side.asked.aql)), 1),
                "source": _source(side.cell),
            }
            for side in sides
        ]
    )
    table.label = _("正常、加严、放宽并列")
    table.key = "plan"
    return table


def _source(cell: Cell) -> str:
    return _("表 %(table)s 字码 %(letter)s") % {"table": cell.table, "letter": cell.letter}


def _curve(sides: Sequence[Side], chosen: Side) -> Curve:
    top = 100.0 if not chosen.asked.counted else float("inf")
    qualities = [times * float(chosen.asked.aql) for times in LISTED]
    table = Curve(
        [
            {
                "quality": figure(quality, 3),
                **{side.key: figure(side.accepted(quality), 1) for side in sides},
                "aoq": figure(chosen.outgoing(quality), 3),
                "ati": figure(chosen.inspected(quality), 1),
            }
            for quality in qualities
            if quality <= top
        ]
    )
    table.label = _("各种批质量下的接收概率")
    table.key = "curve"
    return table


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
