"""Trying out another scheme on a year that was evaluated: who would move. Nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiliang.core.language import pick
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import file_of
from zhiliang.core.roles import Role
from zhiliang.evaluation import scheme_text
from zhiliang.evaluation.preview import Mover, missing_figures, movers
from zhiliang.evaluation.scheme import (
    Scheme,
    SchemeError,
    shipped,
    text_faults,
    with_departments,
)
from zhiliang.evaluation.scheme_faults import shape_faults
from zhiliang.evaluation.scheme_place import Fault
from zhiliang.indicators.registry import definitions
from zhiliang.web.analysis import Analysis
from zhiliang.web.analysis_tables import Movers, ready
from zhiliang.web.scheme_form import Faults, bands_of, blocks_of, edited
from zhiliang.web.views.annex import for_those_who_see_all

YAML = "application/yaml; charset=utf-8"
MOST = 50  # faults told at once


@dataclass(frozen=True)
class Draft:
    """What stands in the form, its faults, and the lines of a file that could not be used."""

    data: Mapping[str, Any]
    faults: list[Fault]
    told: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it can be computed with."""
        return not self.faults and not self.told


@signed_in(Role.OFFICE, Role.PROVINCIAL_OFFICER)
def scheme_editor(request: HttpRequest, year: int) -> HttpResponse:
    """The form; POST previews, loads a file, or gives the edited scheme as a file."""
    _reading, analysis = for_those_who_see_all(request, year)
    try:
        base = _base(request, year)
    except SchemeError as fault:
        refused = _frame(year) | {"refused": str(fault)}
        return render(request, "scheme_editor.html", refused, status=422)
    draft = _draft(request, base)
    if draft.sound:
        draft = Draft(draft.data, missing_figures(analysis.results, Scheme(draft.data)))
    if request.POST.get("act") == "download" and draft.sound:
        return _file(draft.data, year)
    context = _frame(year) | _form(draft) | {"base": _carried(request, base, draft)}
    if request.method == "POST" and draft.sound:
        context |= (seen := _preview(request, analysis, draft, year))
        if given := file_of(seen["movers"], request.POST.get("act", ""), name=f"movers-{year}"):
            return given
    return render(request, "scheme_editor.html", context, status=200 if draft.sound else 422)


def _base(request: HttpRequest, year: int) -> Mapping[str, Any]:
    """The scheme the form stands on: one that was loaded before, or the year's own."""
    carried = request.POST.get("base", "")
    if not carried:
        return shipped(year).data
    found = scheme_text.read(carried)
    faults = [*found.faults] or list(shape_faults(found.data))
    if faults:
        raise SchemeError(_("；").join(fault.words for fault in faults))
    return dict(found.data)


def _draft(request: HttpRequest, base: Mapping[str, Any]) -> Draft:
    if request.method != "POST":
        return Draft(base, [])
    if request.POST.get("act") == "load":
        return _loaded(request, base)
    data = edited(base, {name: str(value) for name, value in request.POST.items()})
    return Draft(data, text_faults(data, set(definitions())))


def _loaded(request: HttpRequest, base: Mapping[str, Any]) -> Draft:
    """The scheme of an uploaded file; a file without all its fields leaves the form as it was."""
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > 4 * scheme_text.MOST:
        return Draft(base, [], (_("请选择一个方案文件（YAML 文本）。"),))
    try:
        found = scheme_text.read(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Draft(base, [], (_("方案文件须是 UTF-8 文本。"),))
    faults = [*found.faults] or text_faults(found.data, set(definitions()))
    told = tuple(found.told(fault, file.name or "") for fault in faults[:MOST])
    if found.faults or any(shape_faults(found.data)):
        return Draft(base, [], told)
    return Draft(found.data if faults else with_departments(found.data), faults, told)


def _carried(request: HttpRequest, base: Any, draft: Draft) -> str:
    """The loaded scheme as text, so that the form stands on it next time; empty for the year's."""
    if request.POST.get("act") == "load" and draft.data is not base:
        return scheme_text.write(draft.data)
    return request.POST.get("base", "")


def _frame(year: int) -> dict[str, Any]:
    words = _("%(year)s年度评价") % {"year": year}
    return {
        "year": year,
        "heading": _("试改%(year)s年度评价方案，看谁会变动") % {"year": year},
        "crumbs": [
            Crumb(_("总览"), reverse("cockpit")),
            Crumb(words, reverse("evaluation", kwargs={"year": year})),
            Crumb(_("试改方案")),
        ],
    }


def _form(draft: Draft) -> dict[str, Any]:
    faults = Faults(draft.faults)
    return {
        "bands": bands_of(draft.data, faults),
        "blocks": blocks_of(draft.data, faults),
        "rest": faults.rest if not draft.told else [],
        "told": draft.told,
        "count": len(draft.faults) or len(draft.told),
        "indicators": sorted(definitions()),
        "title": pick(draft.data["title_zh"], draft.data["title_en"]),
        "example": draft.data["example"],
    }


def _file(data: Mapping[str, Any], year: int) -> HttpResponse:
    response = HttpResponse(scheme_text.write(data), content_type=YAML)
    name = f"scheme-{year}-edited.yaml"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _preview(request: HttpRequest, analysis: Analysis, draft: Draft, year: int) -> dict[str, Any]:
    scheme = Scheme(draft.data)
    found = movers(analysis.results, scheme)
    moving = [mover for mover in found if mover.moves]
    table = Movers([_row(mover, year) for mover in moving])
    ready(table, request, key="movers", label=_("谁会变动"))
    return {
        "previewed": True,
        "movers": table,
        "moving": len(moving),
        "regraded": sum(mover.regraded for mover in moving),
        "all": len(found),
        "digest": scheme.digest,
        "same": scheme.digest == analysis.results["scheme"]["digest"],
        "unfaithful": [_name(m) for m in found if not m.before.faithful],
    }


def _name(mover: Mover) -> str:
    return pick(mover.before.subject["name_zh"], mover.before.subject["name_en"])


def _row(mover: Mover, year: int) -> dict[str, Any]:
    before, after = mover.before, mover.after
    return {
        "name": (_name(mover), reverse("subject", kwargs={"year": year, "code": before.code})),
        "grade": (before.grade, after.grade),
        "before": f"{before.shown:f}",
        "after": f"{after.shown:f}",
        "change": f"{float(mover.score):+.2f}" if mover.score else "0",
        "old_rank": before.rank,
        "new_rank": after.rank,
        "places": mover.places,
    }
