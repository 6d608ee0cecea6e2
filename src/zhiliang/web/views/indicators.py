"""The indicators: what each is, its values, its definition, the rows behind it."""

import json
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from zhiliang.core.language import name_of, pick
from zhiliang.core.pages.guards import public
from zhiliang.core.pages.parts import Chart, Crumb
from zhiliang.core.pages.tables import download
from zhiliang.core.period import Period
from zhiliang.evaluation.readings import reading_of
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import figures_or_none
from zhiliang.indicators.definition import Definition
from zhiliang.indicators.evidence import evidence
from zhiliang.indicators.places import PROVINCE
from zhiliang.indicators.registry import definitions
from zhiliang.indicators.table import FIGURES, SCALE
from zhiliang.indicators.value import Answer, Value
from zhiliang.web import charts, wording
from zhiliang.web.behind import list_behind
from zhiliang.web.chapters import CHAPTERS
from zhiliang.web.figures import figure_of, indicator_url, status_note
from zhiliang.web.reading import local_time, periods_with
from zhiliang.web.tables import History, IndicatorList, PlaceValues
from zhiliang.web.tiles import place_url, value_tiles

LEVELS = ("city", "district", "region")
SHOWN_PERIODS = 24
MAY_BE_EMPTY = ("rank", "numerator", "denominator", "status", "records")
EMPTY = ("", "ok", None, ("", ""))


@public
def indicators(request: HttpRequest) -> HttpResponse:
    """Every declared indicator; filters live in the address."""
    figures = figures_or_none()
    asked = {name: request.GET.get(name, "") for name in ("q", "chapter", "data")}
    rows = [_row(figures, item) for item in definitions().values() if _wanted(item, asked)]
    if asked["data"]:
        rows = [row for row in rows if bool(row["count"]) == (asked["data"] == "yes")]
    table = IndicatorList(rows)
    table.label = _("指标一览")
    RequestConfig(request, paginate=False).configure(table)
    if given := download(table, request, name="indicators"):
        return given
    with_data = sum(bool(row["count"]) for row in rows)
    context = {
        "heading": _("%(all)s项指标，%(known)s项有数据") % {"all": len(rows), "known": with_data},
        "lead": _("每项指标只有一个口径，页面、公文、接口和封存包用的是同一个。"),
        "crumbs": [Crumb(_("指标一览"))],
        "table": table,
        "count": len(rows),
        "asked": asked,
        "chapters": CHAPTERS,
        "as_of": local_time(figures.lake.as_of) if figures else "",
        "manifest": figures.lake.number if figures else None,
    }
    return render(request, "indicators.html", context)


def _wanted(item: Definition, asked: Mapping[str, str]) -> bool:
    words = f"{item.key} {item.name_zh} {item.name_en} {item.clause}".lower()
    chapter = next((found for found in CHAPTERS if found.key == asked["chapter"]), None)
    return asked["q"].lower() in words and (chapter is None or chapter.holds(item.clause))


def _row(figures: Figures | None, item: Definition) -> dict[str, Any]:
    periods = periods_with(figures, item.key) if figures else []
    value = figures.at(item.key, PROVINCE, periods[0]) if figures and periods else None
    blank = Value(item.key, "", PROVINCE, pick("广东省", "Guangdong"), "Guangdong")
    return {
        "key": item.key,
        "name": (name_of(item), indicator_url(item.key)),
        "figure": figure_of(value or blank, item),
        "period": wording.period(periods[0].key) if periods else "",
        "source": value.source if value else "",
        "count": len(periods),
        "clause": (item.clause, f"{reverse('mandate')}?q={item.clause}"),
        "clause_id": item.clause,
    }


@public
def indicator(request: HttpRequest, key: str) -> HttpResponse:
    """One indicator in the period asked for, or the newest one."""
    item = definitions().get(key)
    if item is None:
        raise Http404(_("没有这个指标。"))
    figures = figures_or_none()
    periods = periods_with(figures, key) if figures else []
    period = _period(request, periods)
    context = _described(item) | {
        "item": item,
        "crumbs": [Crumb(_("指标一览"), reverse("indicators")), Crumb(name_of(item))],
        "heading": name_of(item),
        "periods": [(found.key, wording.period(found.key)) for found in periods[:SHOWN_PERIODS]],
        "period": period.key if period else "",
    }
    if figures is None or period is None:
        return render(request, "indicator.html", context)
    level = request.GET.get("by", "") if request.GET.get("by") in LEVELS else "city"
    answer = figures.answer(key, period, by=level)
    table = _values(request, item, answer)
    if given := download(table, request, name=f"{key}-{period.key}"):
        return given
    context |= _answered(request, figures, answer, period=period) | {"table": table, "by": level}
    context["readings"] = _readings(answer, period)
    return render(request, "indicator.html", context)


def _readings(answer: Answer, period: Period) -> list[tuple[str, str]]:
    """(name, words) of every value that a published scale has a word for."""
    return [
        (pick(value.name_zh, value.name_en), f"{value.value} · {pick(*words)}")
        for value in answer.values
        if value.value is not None
        and (words := reading_of(answer.indicator, value.value, period.end.year))
    ]


def _period(request: HttpRequest, periods: list[Period]) -> Period | None:
    asked = request.GET.get("period", "")
    if asked:
        try:
            return Period.parse(asked)
        except ValueError as fault:
            raise Http404(str(fault)) from None
    return periods[0] if periods else None


def _described(item: Definition) -> dict[str, Any]:
    definition = json.dumps(item.to_json(), ensure_ascii=False, indent=2)
    return {"json": definition, "digest": item.digest, "note": pick(item.note_zh, item.note_en)}


def _values(request: HttpRequest, item: Definition, answer: Answer) -> PlaceValues:
    rows = [
        {
            "code": value.place,
            "place": (name_of(value), place_url(value.place) if value.place.isdigit() else ""),
            "figure": figure_of(value, item, answer.as_of),
            "sorting": value.value,
            "numerator": wording.number(value.numerator),
            "denominator": wording.number(value.denominator),
            "source": value.source,
            "status": value.status,
            "rank": value.rank,
            "records": list_behind(item, value),
        }
        for value in answer.values
    ]
    empty = [name for name in MAY_BE_EMPTY if all(row[name] in EMPTY for row in rows)]
    order = ("rank",) if any(row["rank"] for row in rows) else None
    table = PlaceValues(rows, order_by=order, exclude=empty)
    table.label = name_of(item)
    RequestConfig(request, paginate=False).configure(table)
    return table


def _answered(
    request: HttpRequest, figures: Figures, answer: Answer, *, period: Period
) -> dict[str, Any]:
    item = figures.definitions[answer.indicator]
    province = figures.at(item.key, PROVINCE, period)
    places = [value for value in answer.values if value.value is not None]
    told = evidence(item, figures.lake, province, figures.places.within(PROVINCE, period.key))
    names = figures.places.set_names()
    return {
        "heading": _heading(item, province, answer, period=period),
        "figure": figure_of(province, item, answer.as_of),
        "province": province,
        "behind": list_behind(item, province),
        "status_note": status_note(item, province),
        "sets": [(names.get(a.set, (a.set, a.set)), a) for a in answer.aggregates],
        "chart": _bars(item, places, period=period) if len(places) > 1 else None,
        "history": _history(request, figures, item),
        "tiles": value_tiles(places, unit=wording.unit(item.unit), better=item.better),
        "sql": told.sql,
        "evidence": told,
        "records": [_record(row, _kinds(item, told.table)) for row in told.rows],
        "as_of": local_time(answer.as_of),
        "manifest": figures.lake.number,
        "sample": any(value.source == "sample" for value in (*answer.values, province)),
    }


def _kinds(item: Definition, table: str) -> dict[str, str]:
    """The kind of every column of the table that the records come from."""
    source = item.of if item.of is not None and item.of.name == table else FIGURES
    return dict(source.columns)


def _record(row: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, Any]:
    """A record with its scaled integers as the decimals they stand for."""
    return {
        name: wording.plain(Decimal(cell) / SCALE)
        if cell is not None and kinds.get(name) == "scaled6"
        else cell
        for name, cell in row.items()
    }


def _heading(item: Definition, province: Value, answer: Answer, *, period: Period) -> str:
    facts = {
        "period": pick(period.label_zh, period.label_en),
        "name": name_of(item),
        "value": f"{wording.number(province.value)}{wording.unit(item.unit)}",
        "count": sum(value.value is not None for value in answer.values),
    }
    if province.value is not None:
        return _("%(period)s%(name)s：全省%(value)s") % facts
    if facts["count"]:
        return _("%(period)s%(name)s：%(count)s个地区有数值") % facts
    return _("%(period)s%(name)s：没有数据") % facts


def _bars(item: Definition, places: list[Value], *, period: Period) -> Chart:
    best_first = item.better != "lower"
    ordered = sorted(places, key=lambda value: value.value or 0, reverse=best_first)
    rows = [
        {
            "name": wording.short_place(name_of(value)),
            "value": float(value.value or 0),
            "shown": wording.number(value.value),
            "chosen": False,
        }
        for value in ordered
    ]
    unit = wording.unit(item.unit)
    ties = sum(value.value == ordered[0].value for value in ordered)
    judged = _("%(first)s最好（%(best)s），%(last)s最差（%(worst)s）")
    plain = _("%(first)s最多（%(best)s），%(last)s最少（%(worst)s）")
    title = (judged if item.better else plain) % {
        "first": rows[0]["name"] if ties == 1 else _("%(count)s个地区并列") % {"count": ties},
        "best": f"{rows[0]['shown']}{unit}",
        "last": rows[-1]["name"],
        "worst": f"{rows[-1]['shown']}{unit}",
    }
    text = _("；").join(f"{row['name']} {row['shown']}" for row in rows)
    note = f"{pick(period.label_zh, period.label_en)} {unit}"
    return Chart("places", title, charts.bars(rows, words=name_of(item)), text, note)


def _history(request: HttpRequest, figures: Figures, item: Definition) -> Chart | None:
    """The provincial value over the periods of one kind that have one."""
    known = [
        value
        for period in sorted(figures.periods(item.key))
        if (value := figures.at(item.key, PROVINCE, period)).value is not None
    ]
    kinds = Counter(Period.parse(value.period).kind for value in known)
    kind = kinds.most_common(1)[0][0] if kinds else ""
    known = [value for value in known if Period.parse(value.period).kind == kind]
    if len(known) < 2:
        return None
    rows = [
        {
            "period": value.period,
            "value": float(value.value or 0),
            "shown": wording.number(value.value),
            "run": value.status,
        }
        for value in known
    ]
    table = History([_told(value, item, figures.lake.as_of) for value in reversed(known)])
    RequestConfig(request, paginate=False).configure(table)
    title = _("全省%(from)s %(first)s → %(to)s %(last)s") % {
        "from": wording.period(known[0].period),
        "first": rows[0]["shown"],
        "to": wording.period(known[-1].period),
        "last": rows[-1]["shown"],
    }
    text = _("；").join(f"{row['period']} {row['shown']}" for row in rows)
    spec = charts.trend(rows, words=name_of(item))
    return Chart("history", title, spec, text, wording.unit(item.unit), table)


def _told(value: Value, item: Definition, as_of: str) -> dict[str, Any]:
    return {
        "period": wording.period(value.period),
        "figure": figure_of(value, item, as_of),
        "numerator": wording.number(value.numerator),
        "denominator": wording.number(value.denominator),
        "source": value.source,
        "status": value.status,
    }
