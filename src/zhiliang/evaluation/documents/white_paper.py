"""The white paper (质量状况白皮书), 四(五): the state of quality, chapter by chapter, city by city.

Grades and figures; no scores, points or ranks. Contents after the published white papers
of provinces and cities.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhiliang.core.notice.book import Book, Cover, book_pdf
from zhiliang.evaluation.documents.edition import Edition, Results, public_edition
from zhiliang.evaluation.documents.parts.annex import annex
from zhiliang.evaluation.documents.parts.chapters import chapters
from zhiliang.evaluation.documents.parts.cities import cities
from zhiliang.evaluation.documents.parts.grades import standing
from zhiliang.evaluation.documents.parts.opening import notes, summary
from zhiliang.evaluation.documents.parts.problems import problems
from zhiliang.evaluation.documents.parts.progress import progress

PARTS = (summary, notes, progress, standing, chapters, cities, problems, annex)


def white_paper_pdf(
    results: Results,
    history: Mapping[Any, Results] | None = None,
    *,
    issued: date,
    language: str = "zh",
) -> bytes:
    """The white paper of `results`; `history` (year → results) gives trends and earlier grades."""
    whole = Edition(
        results,
        issued=issued,
        language=language,
        history=history or {},
        files=("report", "white_paper"),
    )
    edition = public_edition(whole)
    blocks = [block for part in PARTS for block in part(edition)]
    return book_pdf(report(edition, blocks), dated=issued)


def report(edition: Edition, blocks: list[Any], *, short: bool = False) -> Book:
    """The book around the blocks of a report; a short one runs on and needs no contents."""
    words = edition.words
    cover = Cover(
        title=words("title"),
        subtitle=words("subtitle"),
        period=edition.period_text,
        issuer=words("issuer"),
        issued=edition.issued_text,
        lines=edition.facts(),
    )
    running = words("running", period=edition.period_text)
    return Book(
        cover=cover,
        blocks=blocks,
        labels=edition.labels(),
        running_title=running,
        language=edition.language,
        sample=edition.sample,
        short=short,
    )
