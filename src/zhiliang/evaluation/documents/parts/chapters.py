"""The six chapters: what their targets say, then each indicator with the cities' figures."""

from typing import Any

from zhiliang.core.notice.book import Column, Figure, Heading, Table, Text, Together
from zhiliang.evaluation.documents import figures
from zhiliang.evaluation.documents.edition import Edition, Item, Subject
from zhiliang.evaluation.documents.ordering import comparable, highest_first, is_made_up
from zhiliang.evaluation.documents.parts.chapters_of import CHAPTERS, chapter_of
from zhiliang.evaluation.documents.parts.wording import (
    cell,
    columns,
    is_level,
    item_aim,
    judgement,
    number,
    state,
)
from zhiliang.evaluation.documents.picking import figures_of, item_of, items_once, of_kind


def chapters(edition: Edition) -> list[Any]:
    return [block for key in CHAPTERS for block in _chapter(edition, key)]


def _chapter(edition: Edition, key: str) -> list[Any]:
    words = edition.words
    targets = [t for t in edition.results["targets"] if chapter_of(t["clause"]) == key]
    cities = of_kind(edition.results, "city")
    items = [i for i in items_once(cities) if chapter_of(i["clause"]) == key]
    shown = [block for item in items for block in _spread(edition, item, cities)]
    levels = [item for item in items if is_level(item)]
    return [
        Heading(words(f"chapter.{key}")),
        *_targets(edition, targets),
        *_levels(edition, levels, cities),
        *(shown if shown or levels else [Text(words("chapters.no_data"), tone="note")]),
    ]


def _targets(edition: Edition, targets: list[Any]) -> list[Any]:
    if not targets:
        return []
    head = columns(
        edition,
        ("indicator", "left", 3),
        ("now", "right", 0),
        ("target", "right", 0),
        ("judgement", "left", 0),
        now=edition.results["year"],
    )
    rows = [
        [
            edition.say(target),
            edition.bare(target["value"], target["unit"]),
            edition.aim(target),
            judgement(edition, target),
        ]
        for target in targets
    ]
    return [Table(head, rows, title=edition.words("chapters.targets"))]


def _spread(edition: Edition, item: Item, cities: list[Subject]) -> list[Any]:
    """An indicator's figures in the cities: bars beside their table; nothing without figures."""
    found = [] if is_level(item) else figures_of(cities, item["key"])
    if not found:
        return []
    ordered = highest_first(found)
    heading = Heading(_finding(edition, item, ordered), level=3, numbered=False, listed=False)
    sides = [_bars(edition, item, ordered), _figures_table(edition, ordered)]
    return [Together([heading, Together(sides, columns=(1, 1))])]


def _finding(edition: Edition, item: Item, ordered: list[tuple[Subject, Item]]) -> str:
    found = comparable(ordered)
    high, low = found[0][1], found[-1][1]
    return edition.words(
        "chapters.spread" if high["value"] != low["value"] else "chapters.even",
        name=edition.say(item),
        high=edition.amount(high["value"], item["unit"]),
        high_place=_holders(edition, found, high["value"]),
        low=edition.amount(low["value"], item["unit"]),
        low_place=_holders(edition, found, low["value"]),
    )


def _holders(edition: Edition, found: list[tuple[Subject, Item]], value: str) -> str:
    """The city with a figure; where several share it, the first and how many they are."""
    names = [edition.short(city) for city, own in found if own["value"] == value]
    first = names[0]
    return edition.words("chapters.tied", name=first, count=len(names)) if names[1:] else first


def _bars(edition: Edition, item: Item, ordered: list[tuple[Subject, Item]]) -> Figure:
    words = edition.words
    # The line is drawn only where it is the same for every city.
    aims = {own["target"] for _, own in ordered}
    aim = item_aim(edition, ordered[0][1]) if len(aims) == 1 else None
    rows = [
        {
            "name": edition.short(city),
            "value": number(own["value"]),
            "shown": own["value"],
            "sample": is_made_up(own),
        }
        for city, own in ordered
    ]
    return Figure(
        figures.city_bars(rows, target=aim, unit=words.known("unit", item["unit"])),
        title="",
        alternative=words("chapters.alternative", name=edition.say(item)),
        source=edition.origin(*[own["source"] for _, own in ordered]),
        method=words("city_method"),
    )


def _figures_table(edition: Edition, ordered: list[tuple[Subject, Item]]) -> Table:
    head = columns(
        edition,
        ("place", "left", 1),
        ("value", "right", 0),
        ("numerator", "right", 0),
        ("denominator", "right", 0),
        ("source", "left", 0),
    )
    rows = [
        [
            edition.short(city),
            cell(own["value"]),
            cell(own["numerator"]),
            cell(own["denominator"]),
            state(edition, own),
        ]
        for city, own in ordered
    ]
    return Table(head, rows, size=6.8)


def _levels(edition: Edition, items: list[Item], cities: list[Subject]) -> list[Any]:
    """Levels as they stand: one row for each indicator, one column for each city."""
    if not items:
        return []
    words = edition.words
    # A Chinese city name is two characters and fits a narrow column; an English one is turned.
    names = [Column(edition.short(city), "center", 1) for city in cities]
    own = {i["key"]: [item_of(city, i["key"]) for city in cities] for i in items}
    rows = [[edition.say(i), *[cell(o and o["value"]) for o in own[i["key"]]]] for i in items]
    table = Table(
        [*columns(edition, ("indicator", "left", 5)), *names],
        rows,
        size=6.8,
        upright=edition.language != "zh",
        source=edition.origin(*[o["source"] for found in own.values() for o in found if o]),
        method=words("chapters.levels_method"),
    )
    heading = Heading(words("chapters.levels"), level=3, numbered=False, listed=False)
    return [Together([heading, table])]
