"""The pages of returns that are more than a list, a case or a form."""

import io
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.evidence import read_held_file
from zhiliang.core.feed import Outcome, Reject, read
from zhiliang.core.language import pick
from zhiliang.core.models import Place
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.period import Period
from zhiliang.core.policy import fetch, visible
from zhiliang.indicators.registry import definitions
from zhiliang.systems.returns import actions, answers
from zhiliang.systems.returns.feeds import COLUMNS, returns, worksheet_csv, worksheet_xlsx
from zhiliang.systems.returns.flow import REPORTERS
from zhiliang.systems.returns.flow import figure as flow
from zhiliang.systems.returns.models import OPEN_STATES, Figure, Mapping
from zhiliang.systems.returns.pages.forms import ImportForm, LayoutForm, of_person
from zhiliang.systems.returns.policy import desk_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200
ALL_AT_ONCE = {
    "submit": actions.submit_all,
    "verify": actions.verify_all,
    "accept": actions.accept_all,
}


@signed_in(*REPORTERS)
def asked(request: HttpRequest) -> HttpResponse:
    """Every figure asked of a place: what is known, how it stands, where to enter it."""
    place, period = _place_and_period(request)
    held = visible(request.user, Figure).filter(
        place_id=place, period=period.key, source="returns", state__in=(*OPEN_STATES, "accepted")
    )
    if request.method == "POST":
        return _step_for_all(request, held)
    latest = {figure.indicator: figure for figure in held.order_by("pk")}
    lines = answers.worksheet_lines(place, period)
    context = {
        "heading": _("待报的数"),
        "lead": _("%(period)s应报的指标；记录已能算出的数已经预填。") % {"period": period.label_zh},
        "crumbs": _crumbs(_("待报的数")),
        "rows": [_asked(line, latest.get(line["indicator"])) for line in lines],
        "steps": [
            (verb, flow.step(verb).label, count)
            for verb in ALL_AT_ONCE
            if (count := len(_open(held, verb, request.user)))
        ],
        "place": place,
        "period": period.key,
        "places": _places(request, period.end),
    }
    return render(request, "returns/asked.html", context)


@signed_in(*REPORTERS)
def worksheet(request: HttpRequest) -> HttpResponse:
    """The worksheet of a place and period as XLSX, or CSV where the address asks for it."""
    place, period = _place_and_period(request)
    lines = answers.worksheet_lines(place, period)
    if request.GET.get("format") == "csv":
        content, kind, ending = worksheet_csv(lines), "text/csv; charset=utf-8", "csv"
    else:
        places = _places(request, period.end)
        content = worksheet_xlsx(lines, answers.asked_of(_level(place)), places=places)
        kind, ending = XLSX, "xlsx"
    name = f"returns-{place}-{period.key}.{ending}"
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@signed_in(*REPORTERS)
def import_file(request: HttpRequest) -> HttpResponse:
    """Hand in a table: every fault with its line, or all rows taken."""
    layouts = visible(request.user, Mapping)
    form = ImportForm(request.POST or None, request.FILES or None, layouts=layouts)
    outcome = _taken(request, form) if request.method == "POST" and form.is_valid() else None
    if outcome and outcome.accepted and not form.cleaned_data["dry_run"]:
        messages.success(request, _("已导入 %(count)s 行。") % {"count": outcome.accepted})
        return redirect("returns-list")
    context = {
        "heading": _("导入填报表"),
        "lead": _("全部行都没有问题才会导入；有一行不对，一行也不导入。"),
        "crumbs": _crumbs(_("导入填报表")),
        "form": form,
        "outcome": outcome,
        "rejected": [_told(reject) for reject in outcome.rejected[:SHOWN]] if outcome else (),
        "more": max(0, len(outcome.rejected) - SHOWN) if outcome else 0,
    }
    refused = bool(form.errors) or bool(outcome and outcome.rejected)
    return render(request, "returns/import.html", context, status=422 if refused else 200)


@signed_in(*REPORTERS)
def layout(request: HttpRequest) -> HttpResponse:
    """Describe an officer's own table once, to import such tables as they are."""
    person = _person(request)
    form = LayoutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place = of_person(None, person).get("place") if form.cleaned_data["shared"] else None
        actions.save_mapping(
            by=person,
            name=form.cleaned_data["name"],
            columns=form.columns,
            place=Place.objects.filter(pk=place).first(),
        )
        messages.success(request, _("已保存，导入时可以选用。"))
        return redirect("returns-import")
    context = {
        "heading": _("对应列名"),
        "lead": _("把您自己的表与填报的列对应一次，以后同样的表可以直接导入。"),
        "crumbs": _crumbs(_("对应列名")),
        "form": form,
    }
    return render(request, "returns/layout.html", context, status=422 if form.errors else 200)


@signed_in(*REPORTERS)
def evidence(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """A file that was attached to a figure the person may see."""
    figure = fetch(request.user, Figure, pk=pk)
    held = figure.evidence.filter(sha256=sha256).first()
    if held is None:
        raise Http404(_("没有这份证明材料。"))
    content = io.BytesIO(read_held_file(held))
    return FileResponse(content, as_attachment=True, filename=held.name)


def _taken(request: HttpRequest, form: ImportForm) -> Outcome | None:
    """What became of the file; None if it could not be read, the form then says why."""
    given = form.cleaned_data
    mapping = given["layout"].columns if given["layout"] else None
    try:
        reading = read(returns, _source(given["file"]), name=given["file"].name, mapping=mapping)
        return actions.import_figures(
            reading,
            by=request.user,
            name=given["file"].name,
            period=given["period"] or None,
            mapping=mapping,
            dry_run=given["dry_run"],
        )
    except ClerkError as refusal:
        form.add_error(None, str(refusal))
        return None


def _source(file: UploadedFile) -> Path | bytes:
    # a large upload lies on the disk already: its size is judged there, before it is read
    path_of = getattr(file, "temporary_file_path", None)
    return Path(path_of()) if path_of else file.read()


def _step_for_all(request: HttpRequest, held: Any) -> HttpResponse:
    """Take one step with every figure on the page with which this person may take it."""
    verb, person = request.POST.get("verb", ""), _person(request)
    if verb not in ALL_AT_ONCE:
        raise Http404(_("没有这个办理事项。"))
    try:
        done = ALL_AT_ONCE[verb](_open(held, verb, person), by=person)
        told = {"count": len(done), "step": flow.step(verb).label}
        messages.success(request, _("已对 %(count)s 个数办理：%(step)s。") % told)
    except ClerkError as refusal:
        messages.error(request, str(refusal))
    return redirect(request.get_full_path())


def _open(held: Any, verb: str, person: Any) -> list[Figure]:
    """The figures with which the person may take a step; all lie in one place, so one is asked."""
    step = flow.step(verb)
    found = held.filter(state__in=step.sources)
    if step.not_by:
        found = found.exclude(submitted_by=person)
    if verb == "verify":
        found = found.exclude(entered_by=person)
    figures = list(found)
    allowed = figures and step in flow.open_steps(figures[0], person)
    return figures if allowed else []


def _told(reject: Reject) -> dict[str, Any]:
    """A reject with the heading that officers know its column by."""
    aliases = {column.name: column.aliases[0] for column in COLUMNS if column.aliases}
    heading = pick(aliases.get(reject.field, reject.field), reject.field)
    return {**reject.as_dict(), "field": heading}


def _asked(line: dict[str, str], figure: Figure | None) -> dict[str, Any]:
    definition = definitions()[line["indicator"]]
    begin = {name: line[name] for name in ("indicator", "place", "period")}
    cells = {n: line.get(n, "") for n in ("value", "numerator", "denominator", "note")}
    shown = figure.shown if figure else cells["value"]
    query = urlencode(begin | cells)
    return {"definition": definition, "figure": figure, "query": query, **cells, "value": shown}


def _place_and_period(request: HttpRequest) -> tuple[str, Period]:
    """What the address asks for, else the person's own place and the last full year."""
    today = timezone.localdate()
    key = request.GET.get("period") or str(today.year - 1)
    try:
        period = Period.parse(key)
    except ValueError as fault:
        raise Http404(str(fault)) from None
    own = of_person(None, request.user).get("place") or answers.PROVINCE
    place = request.GET.get("place") or own
    if place not in _places(request, period.end):
        raise Http404(_("没有这个地区，或不在您的管辖范围内。"))
    return place, period


def _places(request: HttpRequest, day: date) -> dict[str, str]:
    return dict(answers.places_on(day, desk_of(request.user, today=day).scope))


def _level(place: str) -> str:
    return Place.objects.get(pk=place).level


def _person(request: HttpRequest) -> Any:
    return request.user  # the guards of this room let only people with an account through


def _crumbs(name: str) -> list[Crumb]:
    return [Crumb(_("目标任务填报"), reverse("returns-list")), Crumb(name)]


urlpatterns = [
    path("returns/asked/", asked, name="returns-asked"),
    path("returns/worksheet/", worksheet, name="returns-worksheet"),
    path("returns/import/", import_file, name="returns-import"),
    path("returns/layout/", layout, name="returns-layout"),
    path("returns/evidence/<int:pk>/<slug:sha256>/", evidence, name="returns-evidence"),
]
