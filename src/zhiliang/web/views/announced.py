"""Grades the province announced, beside the example years: two different things, kept apart."""

from collections import Counter
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from zhiliang.core.language import pick
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import figures_or_none
from zhiliang.indicators.evidence import evidence
from zhiliang.web import wording
from zhiliang.web.analysis_tables import Announced, Documents, asked_for, ready
from zhiliang.web.figures import indicator_url
from zhiliang.web.reading import Reading, periods_with, subjects_of
from zhiliang.web.tiles import grade_tiles, place_url
from zhiliang.web.views.evaluation import subject_url

KEY = "evaluation.quality_work_grade"
LETTERS = {1: "A", 2: "B", 3: "C", 4: "D"}


class Letter(tables.Column):
    """A grade on its colour; announced ones lead to the indicator, example ones to the city."""

    def render(self, value: tuple[str, str]) -> Any:
        """The letter."""
        grade, url = value
        words = '<a class="grade tile-{}" href="{}">{}</a>'
        return format_html(words, grade.lower(), url, grade) if grade else "—"

    def value(self, **options: Any) -> Any:
        """The letter."""
        return options["value"][0] if options["value"] else ""


@by_policy
def announced(request: HttpRequest) -> HttpResponse:
    """Every city's announced grades, then its grades under our example scheme."""
    figures = figures_or_none()
    periods = sorted(periods_with(figures, KEY)) if figures else []
    if figures is None or not periods:
        return render(request, "announced.html", _words())
    reading = Reading(request.user)
    grades = {period.key: _grades(figures, period) for period in periods}
    examples = {year: _examples(reading, year) for year in sorted(reading.years)}
    table = _table(request, figures, grades, examples)
    documents = _documents(request, figures, grades)
    if given := asked_for(request, table, documents, name="announced-grades"):
        return given
    newest = periods[-1]
    context = _words() | {
        "heading": _heading(newest, grades[newest.key]),
        "table": table,
        "documents": documents,
        "newest": wording.period(newest.key),
        "tiles": _tiles(figures, newest, grades[newest.key]),
        "counts": dict(sorted(Counter(grades[newest.key].values()).items())),
        "published": list(grades),
    }
    return render(request, "announced.html", context)


def _words() -> dict[str, Any]:
    return {
        "heading": _("还没有省政府通报的等级"),
        "crumbs": [
            Crumb(_("总览"), reverse("cockpit")),
            Crumb(_("年度评价"), reverse("evaluations")),
            Crumb(_("省政府通报过的等级")),
        ],
    }


def _grades(figures: Figures, period: Period) -> dict[str, str]:
    """City → letter, of what was published; nothing made up stands in for it."""
    values = figures.answer(KEY, period, source="published").values
    return {v.place: LETTERS.get(int(v.value), "") for v in values if v.value is not None}


def _examples(reading: Reading, year: int) -> dict[str, str]:
    results = reading.results(year) or {"subjects": []}
    return {subject["code"]: subject["grade"] for subject in subjects_of(results, "city")}


def _heading(newest: Period, grades: dict[str, str]) -> str:
    count = Counter(grades.values())
    told = _("、").join(
        _("%(grade)s级%(count)s个") % {"grade": letter, "count": count[letter]}
        for letter in "ABCD"
        if count[letter]
    )
    period = wording.period(newest.key)
    return _("省政府通报的质量工作考核等级：%(period)s %(told)s") % {"period": period, "told": told}


def _table(
    request: HttpRequest,
    figures: Figures,
    grades: dict[str, dict[str, str]],
    examples: dict[int, dict[str, str]],
) -> Announced:
    columns: dict[str, Any] = {
        f"p{n}": Letter(verbose_name=key.replace("-", "–")) for n, key in enumerate(grades)
    }
    columns |= {
        f"e{year}": Letter(
            verbose_name=_("%(year)s（示例）") % {"year": year},
            attrs={"td": {"class": "example"}, "th": {"class": "example"}},
        )
        for year in examples
    }
    made: type[Announced] = type("AnnouncedTable", (Announced,), columns)
    places = figures.places.of_level("city", Period.parse(max(grades)).end)
    rows = [_row(code, names, grades, examples) for code, names in places.items()]
    return ready(made(rows), request, key="grades", label=_("各市历年等级"))


def _row(
    code: str, names: Any, grades: dict[str, dict[str, str]], examples: dict[int, dict[str, str]]
) -> dict[str, Any]:
    told = {
        f"p{n}": (found.get(code, ""), indicator_url(KEY, key))
        for n, (key, found) in enumerate(grades.items())
    }
    ours = {
        f"e{year}": (found.get(code, ""), subject_url(year, code))
        for year, found in examples.items()
    }
    return {"name": (pick(names["name_zh"], names["name_en"]), place_url(code)), **told, **ours}


def _documents(
    request: HttpRequest, figures: Figures, grades: dict[str, dict[str, str]]
) -> Documents:
    rows = [
        {
            "period": wording.period(key),
            "count": len(found),
            "grades": _("、").join(
                f"{letter} {count}" for letter, count in sorted(Counter(found.values()).items())
            ),
            "document": _document(figures, key, found),
            "source": "published",
        }
        for key, found in grades.items()
    ]
    return ready(Documents(rows), request, key="documents", label=_("每一年度的文件"))


def _document(figures: Figures, key: str, found: dict[str, str]) -> str:
    """Where the grades of a year were published, from the note of its first figure."""
    place = min(found)
    period = Period.parse(key)
    value = figures.at(KEY, place, period, source="published")
    rows = evidence(figures.definitions[KEY], figures.lake, value, {place}).rows
    reference = str(rows[0].get("reference") or "") if rows else ""
    # "…列第1（…）：文号 地址 · grades.csv": what the file is called says nothing to a reader
    return (reference.partition("：")[2] or reference).partition(" · ")[0]


def _tiles(figures: Figures, period: Period, grades: dict[str, str]) -> list[Any]:
    places = figures.places.of_level("city", period.end)
    return grade_tiles(
        {
            "code": code,
            "name_zh": names["name_zh"],
            "name_en": names["name_en"],
            "grade": grades.get(code, ""),
        }
        for code, names in places.items()
    )
