"""Annexes: what is counted, words. The figures by city stand in the chapters."""

from typing import Any

from zhiliang.core.notice.book import Heading, Table
from zhiliang.evaluation.documents.edition import Edition
from zhiliang.evaluation.documents.parts.wording import columns
from zhiliang.evaluation.documents.words import wordbook
from zhiliang.mandate import load_targets


def annex(edition: Edition) -> list[Any]:
    return [*_counted(edition), *_glossary(edition)]


def _counted(edition: Edition) -> list[Any]:
    counted = {target.key: target for target in load_targets()}
    known = [t for t in edition.results["targets"] if t["key"] in counted]
    rows = [
        [edition.say(t), t["clause"], edition.say(vars_of(counted[t["key"]]), "counted")]
        for t in known
    ]
    head = columns(
        edition, ("indicator", "left", 1), ("clause", "left", 0), ("counted", "left", 2.4)
    )
    return [_opening(edition, "methods"), Table(head, rows, size=7.8)]


def vars_of(target: Any) -> dict[str, Any]:
    """A mandate target's two texts as a mapping, as results have them."""
    return {"counted_zh": target.counted_zh, "counted_en": target.counted_en}


def _opening(edition: Edition, key: str) -> Heading:
    return Heading(edition.words(f"annex.{key}"), numbered=False)


def _glossary(edition: Edition) -> list[Any]:
    head = columns(edition, ("term", "left", 1), ("meaning", "left", 3))
    rows = [[term, both[edition.language]] for term, both in wordbook("glossary").items()]
    return [_opening(edition, "glossary"), Table(head, rows)]
