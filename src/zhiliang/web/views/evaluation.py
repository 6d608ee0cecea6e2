"""The evaluation of a year: grades for everybody, scores and items for who may read them."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from zhiliang.core.errors import ClerkError
from zhiliang.core.language import pick
from zhiliang.core.models import Document
from zhiliang.core.pages.guards import by_policy, signed_in
from zhiliang.core.pages.parts import Crumb, Figure
from zhiliang.core.pages.tables import download
from zhiliang.core.policy import policy_of, visible
from zhiliang.evaluation.actions import raise_objection
from zhiliang.evaluation.documents.rule_words import rule_in_words
from zhiliang.evaluation.models import Objection
from zhiliang.evaluation.results import subject_of
from zhiliang.evaluation.stage import is_trial
from zhiliang.web import wording
from zhiliang.web.analysis import Analysis, sees_all
from zhiliang.web.analysis_tables import Grades, asked_for
from zhiliang.web.figures import indicator_url
from zhiliang.web.forms import ObjectionForm
from zhiliang.web.reading import Reading, Results, local_time, reader, subjects_of
from zhiliang.web.subject_sections import sections
from zhiliang.web.tables import Items
from zhiliang.web.tiles import grade_tiles

KINDS = ("city", "district", "department")
Subject = Mapping[str, Any]


@by_policy
def evaluations(request: HttpRequest) -> HttpResponse:
    """To the newest evaluated year."""
    reading = Reading(request.user)
    if not reading.years:
        return render(request, "cockpit_empty.html", {"heading": _("还没有年度评价")})
    return redirect("evaluation", year=reading.years[0])


def _results(reading: Reading, year: int) -> Results:
    results = reading.results(year)
    if results is None:
        raise Http404(_("%(year)s年没有评价。") % {"year": year})
    return results


def _crumbs(year: int, *more: Crumb) -> list[Crumb]:
    last = reverse("evaluation", kwargs={"year": year}) if more else ""
    words = _("%(year)s年度评价") % {"year": year}
    return [Crumb(_("总览"), reverse("cockpit")), Crumb(words, last), *more]


def _common(results: Results) -> dict[str, Any]:
    return {
        "trial": is_trial(results["year"]),
        "year": results["year"],
        "scheme": results["scheme"],
        "as_of": local_time(results["as_of"]),
        "manifest": results["manifest"],
    }


@by_policy
def evaluation(request: HttpRequest, year: int) -> HttpResponse:
    """Grades of a year by kind of subject."""
    reading = Reading(request.user)
    results = _results(reading, year)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else "city"
    table = _grades(request, reading, results, kind=kind)
    if given := download(table, request, name=f"evaluation-{year}-{kind}"):
        return given
    cities = subjects_of(results, "city")
    context = _common(results) | {
        "heading": _heading(cities, year),
        "crumbs": _crumbs(year),
        "years": reading.years,
        "kind": kind,
        "kinds": [(k, len(subjects_of(results, k))) for k in KINDS if subjects_of(results, k)],
        "table": table,
        "tiles": grade_tiles(cities, url=lambda code: subject_url(year, code)),
        "grades": dict(sorted(Counter(city["grade"] or "" for city in cities).items())),
        "documents": visible(request.user, Document).filter(year=year, subject=""),
        "sample": any(subject["sample"] for subject in results["subjects"]),
        "detailed": any("score" in subject for subject in results["subjects"]),
        "sees_all": sees_all(request.user),
    }
    return render(request, "evaluation.html", context)


def _heading(cities: list[dict[str, Any]], year: int) -> str:
    count = Counter(city["grade"] for city in cities)
    told = _("、").join(
        _("%(grade)s级%(count)s个") % {"grade": grade, "count": count[grade]}
        for grade in "ABCD"
        if count[grade]
    )
    return _("%(year)s年度21个市评价等级：%(told)s") % {"year": year, "told": told}


def subject_url(year: int, code: str) -> str:
    """Address of a subject's page in a year."""
    return reverse("subject", kwargs={"year": year, "code": code})


DETAILS = ("score", "rank", "moved", "veto")


def _grades(request: HttpRequest, reading: Reading, results: Results, *, kind: str) -> Grades:
    year = results["year"]
    before = {s["code"]: s for s in (reading.results(year - 1) or {"subjects": []})["subjects"]}
    subjects = subjects_of(results, kind)
    detailed = any("score" in subject for subject in subjects)
    version = reading.evaluation(year)
    ranges = Analysis(version).ranges(kind) if detailed and version else {}
    rows = [_grade_row(subject, before.get(subject["code"]), year) for subject in subjects]
    for row in rows:
        # a range is shown only where the rank itself is
        row["rank"] = (ranges[row["code"]], len(rows)) if row["place"] else ""
    hidden = _hidden(rows) if detailed else DETAILS
    order = ("rank",) if all(row["place"] for row in rows) else ("grade", "name")
    table = Grades(rows, exclude=hidden, order_by=order)
    table.label = _("评价等级")
    RequestConfig(request, paginate=False).configure(table)
    return table


def _hidden(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """Columns that would be empty."""
    return tuple(name for name in ("moved", "veto") if not any(row[name] for row in rows))


def _grade_row(subject: Subject, before: Subject | None, year: int) -> dict[str, Any]:
    gained = _gained(subject, before)
    grounds = [pick(v["ground_zh"], v["ground_en"]) for v in subject.get("vetoes", ())]
    return {
        "code": subject["code"],
        "name": (
            pick(subject["name_zh"], subject["name_en"]),
            subject_url(year, subject["code"]),
        ),
        "grade": subject["grade"],
        "before": before["grade"] if before else "",
        "score": subject.get("score", ""),
        "sorting": Decimal(subject.get("score") or 0),
        "place": subject.get("rank", 0),
        "moved": ""
        if gained is None or not before
        else (before["grade"], subject["grade"], gained),
        "gained": gained or 0,
        "veto": _("；").join(grounds),
        "sample": "sample" if subject["sample"] else "",
    }


def _gained(subject: Subject, before: Subject | None) -> int | None:
    """Places gained since the year before, where both ranks may be read."""
    if before is None or "rank" not in subject or "rank" not in before:
        return None
    return int(before["rank"]) - int(subject["rank"])


@by_policy
def subject(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One subject: its grade for everybody, its items and lost points for who may read them."""
    reading = Reading(request.user)
    results = _results(reading, year)
    found = _subject(results, code)
    name = pick(found["name_zh"], found["name_en"])
    context = _common(results) | {
        "subject": found,
        "name": name,
        "heading": _("%(name)s%(year)s年度评价等级：%(grade)s")
        % {"name": name, "year": year, "grade": wording.grade(found["grade"])},
        "crumbs": _crumbs(year, Crumb(name)),
        "sample": found["sample"],
        "detailed": "items" in found,
        "documents": visible(request.user, Document).filter(year=year, subject=code),
    }
    if "items" in found:
        context["table"] = table = _items(request, found, results)
        context |= (more := sections(request, reading, found, year=year))
        name = f"evaluation-{year}-{code}"
        if given := asked_for(request, *more["tables"], name=name):
            return given
        if given := download(table, request, name=name):
            return given
    return render(request, "subject.html", context)


def _subject(results: Results, code: str) -> Subject:
    found = subject_of(results, code)
    if found is None:
        raise Http404(_("%(year)s年没有评价这个对象。") % {"year": results["year"]})
    return found


def item_figure(item: Mapping[str, Any], results: Results) -> Figure:
    """The figure an item was scored with."""
    return Figure(
        name=pick(item["name_zh"], item["name_en"]),
        value=wording.number(item["value"]),
        unit=wording.unit(item["unit"]),
        period=wording.period(item["period"]),
        numerator=wording.number(item["numerator"]),
        denominator=wording.number(item["denominator"]),
        source=item["source"] or "",
        status=item["status"],
        as_of=local_time(results["as_of"]),
        url=indicator_url(item["indicator"], item["period"]),
    )


def _items(request: HttpRequest, found: Subject, results: Results) -> Items:
    rows = [_item_row(item, found, results) for item in found["items"]]
    table = Items(rows, order_by=("-lost",))
    table.label = _("评价项目")
    RequestConfig(request, paginate=False).configure(table)
    return table


def _item_row(item: Mapping[str, Any], found: Subject, results: Results) -> dict[str, Any]:
    lost = Decimal(item["lost"]) > 0
    where = {"year": results["year"], "code": found["code"], "item": item["key"]}
    return {
        "name": (
            pick(item["name_zh"], item["name_en"]),
            indicator_url(item["indicator"], item["period"]),
        ),
        "figure": item_figure(item, results),
        "target": item["target"] or "",
        "points": item["points"],
        "earned": item["earned"],
        "lost": item["lost"] if lost else "",
        "sorting": Decimal(item["lost"]),
        "reason": pick(item["reason_zh"], item["reason_en"]),
        "sheet": (_("看证据"), reverse("point_sheet", kwargs=where)) if lost else ("", ""),
    }


@signed_in()
def point_sheet(request: HttpRequest, year: int, code: str, item: str) -> HttpResponse:
    """One lost point on one page: rule, figure, records, how to recompute, what regains it."""
    reading = Reading(request.user)
    results = _results(reading, year)
    found = _subject(results, code)
    entry = next((i for i in found.get("items", ()) if i["key"] == item), None)
    if entry is None:
        raise Http404(_("没有这个项目，或者您无权查看。"))
    name = pick(entry["name_zh"], entry["name_en"])
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and (raised := _raise(request, reading, entry, found, form=form)):
        messages.success(request, _("异议已提出，由领导小组办公室答复。"))
        return redirect("objections-case", pk=raised.pk)
    subject_name = pick(found["name_zh"], found["name_en"])
    context = _common(results) | {
        "heading": _("%(subject)s“%(item)s”失%(lost)s分")
        % {"subject": subject_name, "item": name, "lost": entry["lost"]},
        "crumbs": _crumbs(year, Crumb(subject_name, subject_url(year, code)), Crumb(name)),
        "subject": found,
        "item": entry,
        "figure": item_figure(entry, results),
        "place": entry.get("place") or code,
        "sample": entry["source"] == "sample",
        "form": form,
        "may_object": policy_of(Objection).may(request.user, "raise"),
        "rule": rule_in_words(pick("zh", "en"), entry),
        "lead_department": results["scheme"].get("departments", {}).get(entry["lead"]),
    }
    return render(request, "point_sheet.html", context, status=422 if form.errors else 200)


def _raise(
    request: HttpRequest,
    reading: Reading,
    entry: Mapping[str, Any],
    found: Subject,
    *,
    form: ObjectionForm,
) -> Objection | None:
    year = int(request.resolver_match.kwargs["year"]) if request.resolver_match else 0
    version = reading.evaluation(year)
    if version is None or not form.is_valid():
        return None
    try:
        return raise_objection(
            version,
            by=reader(request),
            subject=found["code"],
            item=entry["key"],
            **form.cleaned_data,
        )
    except ClerkError as refusal:
        form.add_error(None, str(refusal))
        return None
