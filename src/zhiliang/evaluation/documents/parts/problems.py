"""What stands below its required value, and what nobody knows: the province's targets."""

from typing import Any

from zhiliang.core.notice.book import Bullets, Heading, Table, Text
from zhiliang.evaluation.documents.edition import Edition
from zhiliang.evaluation.documents.parts.wording import columns, judgement, state


def problems(edition: Edition) -> list[Any]:
    return [Heading(edition.words("problems.title")), *short_targets(edition), *_gaps(edition)]


def short_targets(edition: Edition) -> list[Any]:
    """Targets whose figure misses what the year, or the end, requires."""
    words = edition.words
    bad = [t for t in edition.results["targets"] if t["judgement"] in ("behind", "missed")]
    head = columns(
        edition,
        ("indicator", "left", 3),
        ("now", "right", 0),
        ("required", "right", 0),
        ("target", "right", 0),
        ("judgement", "left", 0),
        ("source", "left", 0),
        now=edition.results["year"],
    )
    table = Table(head, [_row(edition, t) for t in bad], method=words("problems.method"), size=7.8)
    shown: Any = table if bad else Text(words("problems.none"))
    return [Heading(words("problems.targets"), level=2), shown]


def _row(edition: Edition, target: Any) -> list[str]:
    year, unit = int(edition.results["year"]), target["unit"]
    required = next((s["required"] for s in target["path"] if s["year"] == year), None)
    return [
        edition.say(target),
        edition.bare(target["value"], unit),
        edition.bare(required, unit),
        edition.aim(target),
        judgement(edition, target),
        state(edition, target),
    ]


def _gaps(edition: Edition) -> list[Any]:
    missing = [t for t in edition.results["targets"] if t["judgement"] == "not_collected"]
    if not missing:
        return []
    title = Heading(edition.words("problems.gaps"), level=2)
    return [title, Bullets([edition.say(target) for target in missing])]
