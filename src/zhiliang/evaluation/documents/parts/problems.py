"""What went wrong and what would mend it: targets, gaps in the data, items and places."""

from typing import Any

from zhiliang.core.notice.book import Bullets, Heading, Table, Text
from zhiliang.evaluation.documents.edition import Edition
from zhiliang.evaluation.documents.parts.wording import columns, finding
from zhiliang.evaluation.documents.picking import has_lost, item_of, items_once, of_kind


def problems(edition: Edition) -> list[Any]:
    words = edition.words
    return [
        Heading(words("problems.title")),
        *short_targets(edition),
        *_gaps(edition),
        *_short_items(edition),
    ]


def short_targets(edition: Edition) -> list[Any]:
    """Targets missed or behind, with their reasons."""
    words = edition.words
    bad = [t for t in edition.results["targets"] if t["judgement"] in ("behind", "missed")]
    lines = [f"{finding(edition, t)}{words('stop')}{edition.say(t, 'reason')}" for t in bad]
    shown: Any = Bullets(lines) if lines else Text(words("problems.none"))
    return [Heading(words("problems.targets"), level=2), shown]


def _gaps(edition: Edition) -> list[Any]:
    missing = [t for t in edition.results["targets"] if t["judgement"] == "not_collected"]
    if not missing:
        return []
    title = Heading(edition.words("problems.gaps"), level=2)
    return [title, Bullets([edition.say(target) for target in missing])]


def _short_items(edition: Edition) -> list[Any]:
    """For each item the cities that did not earn it in full, in order of rank."""
    words, cities = edition.words, of_kind(edition.results, "city")
    rows = []
    for item in items_once(cities):
        short = [city for city in cities if has_lost(item_of(city, item["key"]) or {})]
        if short:
            names = words.join([edition.short(city) for city in short])
            rows.append([edition.say(item), names])
    head = columns(edition, ("item", "left", 1), ("place", "left", 2))
    table = Table(head, rows, size=7.5, method=words("problems.items_method"))
    return [Heading(words("problems.items"), level=2, new_page=True), table] if rows else []
