"""Reported against computed, and how the returned digits look: the office's and the city's own."""

from fractions import Fraction
from typing import Any

import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.language import name_of, pick
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import download
from zhiliang.core.period import Period
from zhiliang.core.policy import visible
from zhiliang.core.roles import Role
from zhiliang.evaluation.discrepancy import REPORTED, Discrepancy
from zhiliang.evaluation.discrepancy import discrepancies as told_twice
from zhiliang.evaluation.heaping import Look, looks
from zhiliang.evaluation.models import Case
from zhiliang.evaluation.naming import item_name
from zhiliang.evaluation.policy import details_of
from zhiliang.evaluation.scheme import SchemeError, shipped
from zhiliang.evaluation.terms import shipped_terms
from zhiliang.evaluation.told_twice import told_twice as said_twice
from zhiliang.evaluation.words import plain
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import figures_or_none
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.registry import definitions
from zhiliang.methods.tables.digit_heaping import RARE

OFFICERS = (Role.CITY_OFFICER, Role.DEPARTMENT_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE)

CHECKS = {
    "last_digits": gettext_lazy("末位数字分布"),
    "zero_or_five": gettext_lazy("末位是0或5"),
    "round_figures": gettext_lazy("过于整齐"),
    "repeated": gettext_lazy("与上年相同"),
}


class Twice(tables.Table):
    """Figures that are told twice, for download."""

    indicator = tables.Column(verbose_name=gettext_lazy("指标"))
    place = tables.Column(verbose_name=gettext_lazy("地区"))
    returned = tables.Column(verbose_name=gettext_lazy("填报"))
    computed = tables.Column(verbose_name=gettext_lazy("计算"))
    difference = tables.Column(verbose_name=gettext_lazy("差"))
    rank = tables.Column(verbose_name=gettext_lazy("差距位次"))
    history = tables.Column(verbose_name=gettext_lazy("往年的差"))


@signed_in(*OFFICERS)
def discrepancies(request: HttpRequest, year: int) -> HttpResponse:
    """A city sees its own figures and its place among the others, not what they returned."""
    keys, mine = _asked(year), details_of(request.user)
    figures = figures_or_none() or Figures(Lake(), definitions())
    found = told_twice(figures, keys, Period.parse(str(year)))
    rows = [_row(figures, one) for one in found if mine is None or one.place in mine]
    if given := download(Twice(rows), request, name=f"discrepancies-{year}"):
        return given
    source, seen = _looked(figures, keys, year)
    stated = _stated(request, year)
    beyond = sum(row["beyond"] for row in (*rows, *stated))
    context = {
        "heading": _("%(year)s年填报与计算对照：%(count)s 个数超出容差")
        % {"year": year, "count": beyond},
        "crumbs": [
            Crumb(_("%(year)s年度评价") % {"year": year}, reverse("evaluation", args=[year])),
            Crumb(_("填报与计算对照")),
        ],
        "rows": rows,
        "source": source,
        "stated": stated,
        "names": list(CHECKS.values()),
        "rare": float(RARE),
        "checks": _by_place(figures, [o for o in seen if mine is None or o.place in mine]),
    }
    return render(request, "evaluation/discrepancies.html", context)


def _asked(year: int) -> list[str]:
    """The figures that a year's scheme scores cities with."""
    try:
        sheets = shipped(year).sheets
    except SchemeError as fault:
        raise Http404(str(fault)) from None
    return sorted({item.indicator for s in sheets if s.kind == "city" for item in s.items})


def _row(figures: Figures, one: Discrepancy) -> dict[str, Any]:
    tolerance = Fraction(shipped_terms()["discrepancy"]["tolerance"])
    return {
        "indicator": name_of(figures.definitions[one.indicator]),
        "place": pick(one.returned.name_zh, one.returned.name_en),
        "returned": f"{one.returned.value}",
        "computed": f"{one.computed.value}",
        "difference": plain(one.difference),
        "rank": one.rank,
        "history": _("；").join(f"{period} {plain(value)}" for period, value in one.history),
        "beyond": one.beyond(tolerance),
    }


def _looked(figures: Figures, keys: list[str], year: int) -> tuple[str, list[Look]]:
    """Checks of what was returned; where nothing was, of the sample, which says so."""
    for source in (REPORTED, "sample"):
        if found := list(looks(figures, keys, year, source=source)):
            return source, found
    return "", []


def _by_place(figures: Figures, found: list[Look]) -> list[dict[str, Any]]:
    """A line for each place, with every check in the order of their names."""
    names = {row["code"]: pick(row["name_zh"], row["name_en"]) for row in figures.places.rows}
    lines: dict[str, dict[str, Any]] = {}
    for look in found:
        line = lines.setdefault(look.place, {"place": names[look.place], "cells": []})
        line["cells"].append(_cell(look))
    return list(lines.values())


def _cell(look: Look) -> dict[str, Any]:
    found = look.found
    return {
        "p": _short(found.p),
        "n": found.n,
        "words": pick(found.zh, found.en),
        "rare": found.p is not None and found.p < RARE,
    }


def _short(p: Fraction | float | None) -> str:
    if p is None:
        return ""
    return "<0.001" if p < RARE else f"{float(p):.3f}"


def _stated(request: HttpRequest, year: int) -> list[dict[str, Any]]:
    """What subjects say of themselves in the year's cycle, where it is not what is computed."""
    cases = visible(request.user, Case).filter(cycle__year=year)
    return [
        {
            "case": case,
            "item": item_name(year, twice.item.key),
            "said": plain(twice.said),
            "computed": plain(twice.computed),
            "difference": plain(twice.difference),
            "beyond": twice.beyond(Fraction(case.cycle.terms["discrepancy"]["tolerance"])),
        }
        for case in cases.select_related("cycle", "place", "department")
        for twice in said_twice(case)
        if twice.difference
    ]
