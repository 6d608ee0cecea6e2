"""The periodic macro quality situation report (宏观质量状况分析报告), 四(五): a few pages."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhiliang.core.notice.book import Bullets, Heading, Table, Text, book_pdf
from zhiliang.evaluation.documents.edition import Edition, Item, Results, Subject, public_edition
from zhiliang.evaluation.documents.ordering import best_first
from zhiliang.evaluation.documents.parts.grades import grade_in, grade_mark, grade_tiles
from zhiliang.evaluation.documents.parts.opening import by_judgement, main_table
from zhiliang.evaluation.documents.parts.problems import short_targets
from zhiliang.evaluation.documents.parts.wording import columns, is_level
from zhiliang.evaluation.documents.picking import figures_of, items_once, of_kind
from zhiliang.evaluation.documents.white_paper import report

ENDS = 3  # how many cities are named at either end of an indicator


def situation_report_pdf(
    results: Results,
    history: Mapping[Any, Results] | None = None,
    *,
    issued: date,
    language: str = "zh",
) -> bytes:
    """The report of `results`; `history` names the cities whose grade changed."""
    whole = Edition(results, issued=issued, language=language, history=history or {}, files=FILES)
    edition = public_edition(whole)
    blocks = [block for part in PARTS for block in part(edition)]
    return book_pdf(report(edition, blocks, short=True), dated=issued)


def _overview(edition: Edition) -> list[Any]:
    words = edition.words
    return [
        Heading(words("overview")),
        Text(words("lead", period=edition.period_text), tone="lead"),
        *([Text(words("sample.note"))] if edition.sample else []),
        Bullets(by_judgement(edition)),
    ]


def _glance(edition: Edition) -> list[Any]:
    return [Heading(edition.words("glance")), main_table(edition)]


def _grades(edition: Edition) -> list[Any]:
    words = edition.words
    movers = Heading(words("movers"), level=2)
    return [Heading(words("grades")), grade_tiles(edition), movers, _movers(edition)]


def _movers(edition: Edition) -> Any:
    """Cities whose grade is not that of the year before."""
    words, year = edition.words, int(edition.results["year"])
    if year - 1 not in edition.years:
        return Text(words("movers_no_history"))
    rows = [
        [edition.short(city), before, grade_mark(city), words(_way(before, grade_mark(city)))]
        for city, before in _changed(edition, year)
    ]
    head = columns(
        edition,
        ("name", "left", 1),
        ("before", "center", 1),
        ("now", "center", 1),
        ("change", "left", 1),
        before=year - 1,
        now=year,
    )
    return Table(head, rows) if rows else Text(words("movers_none"))


def _changed(edition: Edition, year: int) -> list[tuple[Subject, str]]:
    pairs = [
        (city, grade_in(edition, year - 1, city["code"]))
        for city in of_kind(edition.results, "city")
    ]
    return [(city, old) for city, old in pairs if old and old != grade_mark(city)]


def _way(before: str, now: str) -> str:
    return "up" if now and now < before else "down"


def _ends(edition: Edition) -> list[Any]:
    """The first and last cities for each indicator with figures."""
    cities = of_kind(edition.results, "city")
    drawn = [item for item in items_once(cities) if not is_level(item)]
    rows = [row for item in drawn if (row := _end_row(edition, item, cities))]
    head = columns(
        edition, ("indicator", "left", 1.4), ("first", "left", 1.4), ("last", "left", 1.4)
    )
    return [Heading(edition.words("best")), Table(head, rows, size=7.8)] if rows else []


def _end_row(edition: Edition, item: Item, cities: list[Subject]) -> list[str]:
    ordered = best_first(figures_of(cities, item["key"]))
    if len(ordered) < 2 * ENDS or ordered[0][1]["value"] == ordered[-1][1]["value"]:
        return []
    return [edition.say(item), *[_end(edition, way) for way in (ordered, ordered[::-1])]]


def _end(edition: Edition, ordered: list[tuple[Subject, Item]]) -> str:
    """The first of an order; cities that share the last place of them are counted, not named."""
    words, last = edition.words, ordered[ENDS - 1][1]
    tied = [city for city, own in ordered if own["value"] == last["value"]]
    through = ordered[ENDS][1]["value"] == last["value"]
    named = [pair for pair in ordered[:ENDS] if not through or pair[0] not in tied]
    shown = [f"{edition.short(c)} {edition.amount(i['value'], i['unit'])}" for c, i in named]
    value = edition.amount(last["value"], last["unit"])
    return words.join(shown + [words("tied", count=len(tied), value=value)] * through)


def _problems(edition: Edition) -> list[Any]:
    return [Heading(edition.words("problems")), *short_targets(edition)]


FILES = ("situation", "report", "white_paper")
PARTS = (_overview, _glance, _grades, _ends, _problems)
