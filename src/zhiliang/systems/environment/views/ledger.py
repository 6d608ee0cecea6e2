"""The ledger page: for a place and a pollutant, the way from the base to the year's emission."""

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import RequestConfig

from zhiliang.core.pages import page_of
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Chart, Crumb
from zhiliang.core.pages.tables import RIGHT, download
from zhiliang.core.policy import visible
from zhiliang.systems.environment.models import EmissionAccount, Pollutant, ReductionTask
from zhiliang.systems.environment.models.records import plain
from zhiliang.systems.environment.pages.programme_forms import place_choices
from zhiliang.systems.environment.views.waterfall import strides, waterfall

OF_THE_STATE = (ReductionTask.Basis.STATE, ReductionTask.Basis.PASSED_ON)
BESIDE = (
    *("tasks", "measures", "accounts", "audits", "pilots", "eliminations"),
    *("vehicles", "projects"),
)


class Asked(forms.Form):
    """Which way is asked for."""

    place = forms.ChoiceField(label=gettext_lazy("地区"), choices=place_choices)
    pollutant = forms.ChoiceField(label=gettext_lazy("污染物"), choices=Pollutant.choices)
    year = forms.IntegerField(label=gettext_lazy("年度"), min_value=2000, max_value=2999)


def _number(label: Any) -> tables.Column:
    return tables.Column(verbose_name=label, attrs=RIGHT, orderable=False, default="")


class YearsTable(tables.Table):
    """The accounts of the years, in tonnes."""

    year = tables.Column(verbose_name=gettext_lazy("年度"), orderable=False)
    base = _number(gettext_lazy("上年排放量（吨）"))
    new = _number(gettext_lazy("新增量（吨）"))
    engineering = _number(gettext_lazy("工程减排量（吨）"))
    structural = _number(gettext_lazy("结构减排量（吨）"))
    management = _number(gettext_lazy("管理减排量（吨）"))
    emission = _number(gettext_lazy("当年排放量（吨）"))
    confirmed = tables.Column(verbose_name=gettext_lazy("已确认"), orderable=False)

    def value_confirmed(self, value: bool) -> str:
        """Yes or no, as on the page."""
        return self.render_confirmed(value)

    def render_confirmed(self, value: bool) -> str:
        """Yes or no."""
        return _("是") if value else _("否")


@by_policy
def ledger(request: HttpRequest) -> HttpResponse:
    """The way of one place and pollutant; of the newest account there is where none is asked."""
    seen = visible(request.user, EmissionAccount).select_related("place")
    form = Asked(request.GET if "place" in request.GET else _newest(seen))
    accounts = _years(seen, form.cleaned_data) if form.is_valid() else []
    table = YearsTable(accounts)
    table.label = _("各年核算")
    RequestConfig(request, paginate=False).configure(table)
    if given := download(table, request, name="environment-ledger"):
        return given
    context = {
        "heading": _("总量减排台账"),
        "crumbs": [Crumb(_("总量减排台账"))],
        "lead": _("从基数到当年排放量：每年新增多少、认定削减多少。"),
        "form": form,
        "chart": _chart(request, accounts, table) if accounts else None,
        "beside": [page_of(f"environment/{name}") for name in BESIDE],
        "sample": any(account.sample for account in accounts),
    }
    return render(request, "environment/ledger.html", context)


def _newest(seen: Any) -> dict[str, Any]:
    newest = seen.order_by("-year", "place_id", "pollutant").first()
    if newest is None:
        return {}
    return {"place": newest.place_id, "pollutant": newest.pollutant, "year": newest.year}


def _years(seen: Any, asked: dict[str, Any]) -> list[EmissionAccount]:
    """The accounts up to a year that build on one another without a gap, oldest first."""
    own = seen.filter(place=asked["place"], pollutant=asked["pollutant"])
    found: list[EmissionAccount] = []
    for account in own.filter(year__lte=asked["year"]).order_by("-year"):
        if found and account.year != found[-1].year - 1:
            break
        found.append(account)
    return found[::-1]


def _chart(request: HttpRequest, accounts: Sequence[EmissionAccount], table: YearsTable) -> Chart:
    last, bars = accounts[-1], strides(accounts)
    task = visible(request.user, ReductionTask).filter(
        place=last.place_id, pollutant=last.pollutant, year=last.year, basis__in=OF_THE_STATE
    )
    aim = task.first()
    allowed = aim and (aim.target_e6, _("允许 %(target)s 吨") % {"target": f"{aim.target:,f}"})
    told = _("；").join(f"{bar.name} {bar.shown}" for bar in bars)
    note = _("单位：吨。+ 为新增，− 为削减；只计认定的削减量。")
    spec = waterfall(bars, aim=allowed)
    return Chart("ledger", _finding(accounts, aim), spec, told, note, table)


def _finding(accounts: Sequence[EmissionAccount], task: ReductionTask | None) -> str:
    first, last = accounts[0], accounts[-1]
    less = first.base_e6 - last.emission_e6
    told = {
        "place": last.place,
        "pollutant": last.get_pollutant_display(),
        "year": last.year,
        "emission": f"{last.emission:,f}",
        "change": f"{plain(abs(less)):,f}",
        "base": first.year - 1,
    }
    words = (
        _("%(place)s%(pollutant)s%(year)s年排放%(emission)s吨，比%(base)s年少%(change)s吨")
        if less >= 0
        else _("%(place)s%(pollutant)s%(year)s年排放%(emission)s吨，比%(base)s年多%(change)s吨")
    ) % told
    judged = _("；任务%(met)s") % {"met": task.met_words} if task and task.met is not None else ""
    return words + judged + ("" if last.confirmed else _("（尚未确认）"))


urlpatterns = [path("environment/ledger/", ledger, name="environment_ledger")]
