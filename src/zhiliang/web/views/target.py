"""One quantified target: required and observed path, what is counted, where the cities stand."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from zhiliang.core.language import name_of, pick
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Chart, Crumb
from zhiliang.core.pages.tables import download
from zhiliang.core.pages.words import JUDGEMENTS
from zhiliang.core.period import Period
from zhiliang.evaluation.pace import pace
from zhiliang.indicators.current import figures_or_none
from zhiliang.indicators.registry import definitions
from zhiliang.mandate import Target, load_clauses, load_targets
from zhiliang.methods.progress import category_text, reason_text
from zhiliang.web import charts, wording
from zhiliang.web.figures import indicator_url, target_row, target_unit
from zhiliang.web.reading import Reading, Results, local_time
from zhiliang.web.tables import PathTable
from zhiliang.web.tiles import value_tiles


@by_policy
def target(request: HttpRequest, key: str) -> HttpResponse:
    """The page of a target in the year asked for, or the newest evaluated one."""
    aim = next((found for found in load_targets() if found.key == key), None)
    if aim is None:
        raise Http404(_("意见里没有这个目标。"))
    reading = Reading(request.user)
    year = reading.year_or_latest(request.GET.get("year", ""))
    results = reading.results(year) if year else None
    context = {
        "aim": aim,
        "name": name_of(aim),
        "words": wording.aim(aim.op, aim.value, target_unit(aim)),
        "heading": name_of(aim),
        "year": year,
        "years": reading.years,
        "crumbs": [Crumb(_("总览"), reverse("cockpit")), Crumb(name_of(aim))],
        "counted": pick(aim.counted_zh, aim.counted_en),
        "clause": next((c for c in load_clauses() if c.id == aim.clause_id), None),
        "definition": definitions().get(aim.indicator),
        "indicator_url": indicator_url(aim.indicator, str(year or "")),
    }
    if results:
        context |= _judged(request, aim, results)
        if given := download(context["table"], request, name=f"target-{key}"):
            return given
    return render(request, "target.html", context)


def _judged(request: HttpRequest, aim: Target, results: Results) -> dict[str, Any]:
    entry = next(found for found in results["targets"] if found["key"] == aim.key)
    table = PathTable([_step(step) for step in entry["path"]])
    table.label = _("目标进度")
    RequestConfig(request, paginate=False).configure(table)
    return {
        "row": target_row(entry, results),
        "entry": entry,
        "heading": _heading(aim, entry, results),
        "reason": pick(entry["reason_zh"], entry["reason_en"]),
        "table": table,
        "chart": _chart(aim, entry, table),
        "tiles": _tiles(aim, results),
        "as_of": local_time(results["as_of"]),
        "manifest": results["manifest"],
        "sample": entry["source"] == "sample",
        "pace": _pace(entry, results["year"]),
    }


def _pace(entry: Any, year: int) -> dict[str, str] | None:
    """Category and ratio by compound growth, or the reason why there is none."""
    found = pace(entry, year)
    if found is None:
        return None
    if found["reason"] or found["category"] is None:
        return {"words": pick(*reason_text(found["reason"] or "")), "ratio": ""}
    ratio = found["ratio"]
    shown = "" if ratio is None else f"{ratio:.2f}"
    return {"words": pick(*category_text(found["category"])), "ratio": shown}


def _heading(aim: Target, entry: Any, results: Results) -> str:
    unit = target_unit(aim)
    return _("%(year)s年%(name)s：%(value)s，目标%(aim)s，%(judgement)s") % {
        "year": results["year"],
        "name": name_of(aim),
        "value": f"{wording.number(entry['value'])}{unit}" if entry["value"] else _("没有数据"),
        "judgement": JUDGEMENTS[entry["judgement"]].words,
        "aim": wording.aim(entry["op"], entry["target"], unit),
    }


def _step(step: dict[str, Any]) -> dict[str, Any]:
    return {
        **step,
        "required": wording.number(step["required"]),
        "observed": wording.number(step["observed"]),
    }


def _chart(aim: Target, entry: Any, table: PathTable) -> Chart | None:
    known = [step for step in entry["path"] if step["observed"] is not None]
    if not known:
        return None
    rows = [
        {
            "period": str(step["year"]),
            "required": _float(step["required"]),
            "observed": _float(step["observed"]),
            "shown": wording.number(step["observed"]),
            "run": step["status"],
        }
        for step in entry["path"]
    ]
    unit = target_unit(aim)
    words = wording.aim(entry["op"], entry["target"], unit)
    named = _("目标 %(aim)s") % {"aim": words}
    names = (_("要求进度"), _("实际"))
    spec = charts.path(rows, names=names, aim=(float(entry["target"]), named))
    note = _("单位：%(unit)s") % {"unit": unit} if unit else ""
    return Chart("path", _finding(entry, known, unit), spec, _told(known, words), note, table)


def _finding(entry: Any, known: list[Any], unit: str) -> str:
    first, last = known[0], known[-1]
    if first is last:
        return _("只有%(year)s年有数值：%(value)s") % {
            "year": last["year"],
            "value": f"{wording.number(last['observed'])}{unit}",
        }
    return _("%(from)s年%(first)s → %(to)s年%(last)s") % {
        "from": first["year"],
        "first": f"{wording.number(first['observed'])}{unit}",
        "to": last["year"],
        "last": f"{wording.number(last['observed'])}{unit}",
    }


def _told(known: list[Any], words: str) -> str:
    told = _("；").join(f"{step['year']} {wording.number(step['observed'])}" for step in known)
    return _("%(path)s。目标 %(aim)s。") % {"path": told, "aim": words}


def _float(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def _tiles(aim: Target, results: Results) -> list[Any]:
    figures = figures_or_none()
    definition = definitions().get(aim.indicator)
    if figures is None or definition is None:
        return []
    values = figures.answer(aim.indicator, Period.parse(str(results["year"]))).values
    if all(value.value is None for value in values):
        return []
    return value_tiles(values, unit=target_unit(aim), better=definition.better)
