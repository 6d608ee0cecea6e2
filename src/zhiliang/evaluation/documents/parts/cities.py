"""One page for each city, all in one pattern."""

from dataclasses import replace
from typing import Any

from zhiliang.core.notice.book import Facts, Figure, Heading, Strip, Table, Text, Together
from zhiliang.evaluation.documents import figures
from zhiliang.evaluation.documents.edition import Edition, Item, Subject
from zhiliang.evaluation.documents.ordering import is_made_up, positions
from zhiliang.evaluation.documents.parts.chapters_of import CHAPTERS, chapter_of
from zhiliang.evaluation.documents.parts.grades import (
    grade_in,
    grade_mark,
    grade_text,
    maps_over_years,
)
from zhiliang.evaluation.documents.parts.wording import (
    columns,
    is_level,
    item_aim,
    look,
    number,
    runs,
)
from zhiliang.evaluation.documents.picking import figures_of, item_of, of_kind

# What a city page draws, where the scheme has it: one figure for each kind of quality first.
DRAWN = ("good_air", "sewage", "market_sampling", "satisfaction", "complaints", "drinking_source")
# English names run to two lines, and the page is one page in either language.
DRAWN_AT_MOST = {"zh": 3, "en": 2}
SIZE = {"zh": 6.8, "en": 5.8}

Chapter = tuple[str, list[Item]]


def cities(edition: Edition) -> list[Any]:
    found = sorted(of_kind(edition.results, "city"), key=lambda city: city["code"])
    blocks: list[Any] = [Heading(edition.words("cities.title"))]
    blocks.append(Text(edition.words("cities.lead"), tone="lead"))
    blocks += maps_over_years(edition)
    for city in found:
        blocks += _page(edition, city)
    return blocks


def _page(edition: Edition, city: Subject) -> list[Any]:
    heading = Heading(edition.say(city), level=2, new_page=True)
    return [
        heading,
        _standing(edition, city),
        *_charts(edition, city),
        *_figures(edition, city),
    ]


def _standing(edition: Edition, city: Subject) -> Any:
    """The grade, and beside it the grades over the years if there are any."""
    facts, years = _facts(edition, city), _years(edition, city)
    return Together([facts, *years], columns=(1.25, 1)) if years else facts


def _facts(edition: Edition, city: Subject) -> Facts:
    words = edition.words
    return Facts(
        [
            (words("column.grade"), grade_text(edition, city)),
            (words("facts.place_code"), city["code"]),
        ],
        mark=grade_mark(city),
        mark_label=edition.short(city),
    )


def _years(edition: Edition, city: Subject) -> list[Any]:
    if not edition.earlier:
        return []
    cells = [(str(year), grade_in(edition, year, city["code"])) for year in edition.years]
    return [Strip(edition.words("cities.years"), cells)]


def _charts(edition: Edition, city: Subject) -> list[Any]:
    """Standing among the cities and course over the years, for a few indicators."""
    words, drawn = edition.words, _drawn(city)[: DRAWN_AT_MOST[edition.language]]
    if not drawn:
        return []
    groups = [_chart_group(edition, city, item) for item in drawn]
    sources = [point["source"] for group in groups for point in (*group["rows"], *group["years"])]
    return [
        Figure(
            figures.city_charts(groups, here=edition.short(city)),
            title=words("cities.charts"),
            alternative=words("cities.alternative", name=edition.say(city)),
            source=edition.origin(*sources),
            method=words("cities.charts_method"),
        )
    ]


def _drawn(city: Subject) -> list[Item]:
    """Items worth drawing: the preferred ones first, then any with a figure."""
    able = [item for item in city["items"] if item["value"] is not None and not is_level(item)]
    able.sort(key=lambda item: DRAWN.index(item["key"]) if item["key"] in DRAWN else len(DRAWN))
    return able


def _chart_group(edition: Edition, city: Subject, item: Item) -> dict[str, Any]:
    rows = [
        {
            "name": edition.short(other),
            "value": number(own["value"]),
            "label": edition.amount(own["value"], item["unit"]),
            "source": own["source"],
            "sample": is_made_up(own),
        }
        for other, own in figures_of(of_kind(edition.results, "city"), item["key"])
    ]
    return {
        "title": edition.say(item),
        "rows": rows,
        "years": _years_of(edition, city, item),
        "target": item_aim(edition, item),
    }


def _years_of(edition: Edition, city: Subject, item: Item) -> list[dict[str, Any]]:
    """The item's figures over the years, as far as the results of those years have it."""
    rows = []
    for year, results in edition.years.items():
        same = next((s for s in results["subjects"] if s["code"] == city["code"]), None)
        own = item_of(same, item["key"]) if same else None
        if own is not None and own["value"] is not None:
            rows.append(_point(edition, year, own))
    return runs(rows)


def _point(edition: Edition, year: int, own: Item) -> dict[str, Any]:
    return {
        "year": year,
        "value": number(own["value"]),
        "shown": edition.amount(own["value"], own["unit"]),
        "source": own["source"],
        **look(own),
    }


def _figures(edition: Edition, city: Subject) -> list[Any]:
    """All figures of the year by chapter, in two columns of about the same length."""
    chapters = [
        (key, items)
        for key in CHAPTERS
        if (items := [i for i in city["items"] if chapter_of(i["clause"]) == key])
    ]
    sides = [side for side in _halves(chapters) if side]
    tables = [_figures_table(edition, city, side) for side in sides]
    tables[-1:] = [replace(table, method=edition.words("cities.method")) for table in tables[-1:]]
    return [Together(tables, columns=(1,) * len(tables))] if tables else []


def _halves(chapters: list[Chapter]) -> tuple[list[Chapter], list[Chapter]]:
    """The chapters divided in two, so that the longer part is as short as can be."""

    def longer(at: int) -> int:
        return max(sum(len(items) + 1 for _, items in half) for half in cut(at))

    def cut(at: int) -> tuple[list[Chapter], list[Chapter]]:
        return chapters[:at], chapters[at:]

    return cut(min(range(1, len(chapters) + 1), key=longer, default=0))


def _figures_table(edition: Edition, city: Subject, chapters: list[Chapter]) -> Table:
    head = columns(
        edition,
        ("indicator", "left", 1),
        ("value", "right", 0),
        ("quotient", "right", 0),
        ("position", "right", 0),
        ("source", "left", 0),
    )
    rows: list[list[str]] = []
    marked = []
    for key, items in chapters:
        marked.append(len(rows))
        rows.append([edition.words(f"chapter.{key}"), "", "", "", ""])
        rows += [_figure_row(edition, city, item) for item in items]
    return Table(head, rows, marked=marked, size=SIZE[edition.language])


def _figure_row(edition: Edition, city: Subject, item: Item) -> list[str]:
    return [
        _named(edition, item),
        edition.amount(item["value"], item["unit"]),
        f"{item['numerator']}/{item['denominator']}" if item["denominator"] else "",
        _position(edition, city, item),
        edition.origin(item["source"]),
    ]


def _named(edition: Edition, item: Item) -> str:
    """An indicator's name with its status: a column of its own would make the names narrow."""
    name, status = edition.say(item), edition.words.known("status", item["status"])
    return (
        name if item["status"] == "ok" else edition.words("cities.status", name=name, status=status)
    )


def _position(edition: Edition, city: Subject, item: Item) -> str:
    """Place among the cities by the figure itself; levels have ties instead of places."""
    if is_level(item):
        return ""
    found = figures_of(of_kind(edition.results, "city"), item["key"])
    return positions(found).get(city["code"], "")
