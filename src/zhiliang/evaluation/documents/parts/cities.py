"""One page for each city, all in one pattern."""

from typing import Any

from zhiliang.core.notice.book import Facts, Figure, Heading, Strip, Table, Text, Together
from zhiliang.evaluation.documents import figures
from zhiliang.evaluation.documents.edition import Edition, Item, Subject
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
    mark,
    number,
    runs,
)
from zhiliang.evaluation.documents.picking import figures_of, item_of, of_kind

# What a city page draws, where the scheme has it: one figure for each kind of quality first.
DRAWN = ("good_air", "sewage", "market_sampling", "satisfaction", "complaints", "drinking_source")
DRAWN_AT_MOST = 3


def cities(edition: Edition) -> list[Any]:
    found = sorted(of_kind(edition.results, "city"), key=lambda city: city["code"])
    blocks: list[Any] = [Heading(edition.words("cities.title"))]
    blocks.append(Text(edition.words("cities.lead"), tone="lead"))
    blocks += maps_over_years(edition)
    for city in found:
        blocks += _page(edition, city)
    return blocks


def _page(edition: Edition, city: Subject) -> list[Any]:
    words = edition.words
    heading = Heading(edition.say(city), level=2, new_page=True)
    vetoes = [Text(words("cities.veto", grounds=edition.grounds(city)))] if city["vetoes"] else []
    return [
        heading,
        _facts(edition, city),
        *vetoes,
        Together([*_years(edition, city), _in_full(edition, city)], columns=_shares(edition)),
        *_charts(edition, city),
        _items(edition, city),
    ]


def _shares(edition: Edition) -> tuple[float, ...]:
    return (1, 1.5) if edition.earlier else (1,)


def _facts(edition: Edition, city: Subject) -> Facts:
    words = edition.words
    rank = words("cities.rank_of", rank=city["rank"]) if city["rank"] else words("no_data")
    return Facts(
        [
            (words("column.grade"), grade_text(edition, city)),
            (words("cities.rank"), rank),
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


def _in_full(edition: Edition, city: Subject) -> Table:
    """For each group of the scheme a row of marks, one for each item."""
    rows = []
    for key, name in _groups(edition).items():
        items = [item for item in city["items"] if _group_of(item) == key]
        if items:
            rows.append([name, " ".join(mark(edition, item) for item in items)])
    head = columns(edition, ("group", "left", 0), ("achieved", "left", 1))
    return Table(head, rows, size=7.4, method=edition.words("cities.items_method"))


def _groups(edition: Edition) -> dict[str, str]:
    """Names of the scheme's groups; the chapters' where a scheme has none."""
    groups = edition.results["scheme"].get("groups")
    if groups:
        return {group["key"]: edition.say(group) for group in groups}
    return {key: edition.words(f"chapter.{key}") for key in CHAPTERS}


def _group_of(item: Item) -> str:
    return str(item.get("group") or chapter_of(item["clause"]))


def _charts(edition: Edition, city: Subject) -> list[Any]:
    """Standing among the cities and course over the years, for a few indicators."""
    words, drawn = edition.words, _drawn(city)
    if not drawn:
        return []
    groups = [_chart_group(edition, city, item) for item in drawn]
    return [
        Figure(
            figures.city_charts(groups, here=edition.short(city)),
            title=words("cities.charts"),
            alternative=words("cities.alternative", name=edition.say(city)),
            source=edition.origin(*[item["source"] for item in drawn]),
            method=words("cities.charts_method"),
        )
    ]


def _drawn(city: Subject) -> list[Item]:
    """Items worth drawing: the preferred ones first, then any with a figure."""
    able = [item for item in city["items"] if item["value"] is not None and not is_level(item)]
    able.sort(key=lambda item: DRAWN.index(item["key"]) if item["key"] in DRAWN else len(DRAWN))
    return able[:DRAWN_AT_MOST]


def _chart_group(edition: Edition, city: Subject, item: Item) -> dict[str, Any]:
    rows = [
        {
            "name": edition.short(other),
            "value": number(own["value"]),
            "label": edition.amount(own["value"], item["unit"]),
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
        "status": own["status"],
    }


def _items(edition: Edition, city: Subject) -> Together:
    """All items in two columns: name, figure, aim, mark."""
    items = city["items"]
    half = (len(items) + 1) // 2
    sides = [_items_table(edition, part) for part in (items[:half], items[half:]) if part]
    return Together(sides, columns=(1,) * len(sides))


def _items_table(edition: Edition, items: list[Item]) -> Table:
    head = columns(
        edition,
        ("item", "left", 1),
        ("value", "right", 0),
        ("source", "left", 0),
        ("full", "center", 0),
    )
    rows = [
        [
            edition.say(item),
            edition.amount(item["value"], item["unit"]),
            edition.origin(item["source"]) or edition.words("no_data"),
            mark(edition, item),
        ]
        for item in items
    ]
    # English names run to two lines; the page is one page in either language.
    return Table(head, rows, size=6.6 if edition.language == "zh" else 6.0)
