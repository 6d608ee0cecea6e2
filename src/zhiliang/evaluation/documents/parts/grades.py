"""Grades: the tile map of the cities, the lists, the grades over the years."""

from typing import Any

from zhiliang.core.notice.book import Column, Heading, Table, Tile, Tiles, Together
from zhiliang.evaluation.documents.edition import Edition, Subject
from zhiliang.evaluation.documents.parts.wording import cell, columns
from zhiliang.evaluation.documents.picking import GRADES, of_kind
from zhiliang.evaluation.documents.reference import tile_map
from zhiliang.evaluation.results import subject_of


def standing(edition: Edition) -> list[Any]:
    words = edition.words
    return [
        Heading(words("standing.title")),
        grade_tiles(edition),
        *_lists(edition),
        *_history(edition),
    ]


def grade_tiles(edition: Edition) -> Tiles:
    """The 21 cities as squares with their grades."""
    words = edition.words
    cities = of_kind(edition.results, "city")
    present = [grade for grade in GRADES if any(grade_mark(city) == grade for city in cities)]
    legend = [(grade, words("grade.label", grade=grade)) for grade in present]
    if any(grade_mark(city) == "" for city in cities):
        legend.append(("", words("grade.none")))
    return Tiles(
        [_tile(edition, city) for city in cities if city["code"] in tile_map()],
        legend,
        title=words("grades_title", period=edition.period_text),
        source=words("source_evaluation", period=edition.period_text),
        method=words("tile_method"),
    )


def maps_over_years(edition: Edition) -> list[Any]:
    """A small map for each evaluated year, two in a row."""
    codes = [
        city["code"] for city in of_kind(edition.results, "city") if city["code"] in tile_map()
    ]
    names = {city["code"]: edition.short(city) for city in of_kind(edition.results, "city")}
    maps = [
        Tiles(
            [Tile(*tile_map()[c], names[c], grade_in(edition, year, c)) for c in codes],
            legend=(),
            title=str(year),
            side=8.4,
        )
        for year in edition.years
    ]
    return [Together(maps[at : at + 2], columns=(1, 1)) for at in range(0, len(maps), 2)]


def grade_mark(subject: Subject) -> str:
    return str(subject.get("grade") or "")


def _tile(edition: Edition, city: Subject) -> Tile:
    column, row = tile_map()[city["code"]]
    return Tile(column, row, edition.short(city), grade_mark(city))


def _lists(edition: Edition) -> list[Any]:
    blocks: list[Any] = []
    for kind in ("city", "department", "district"):
        subjects = of_kind(edition.results, kind)
        if subjects:
            title = edition.words(f"grades_of.{kind}")
            blocks += [Heading(title, level=2), _list(edition, subjects)]
    return blocks


def _list(edition: Edition, subjects: list[Subject]) -> Any:
    """Names and grades, in two columns where the list is long."""
    half = (len(subjects) + 1) // 2
    if len(subjects) <= 8:
        return _table(edition, subjects)
    return Together(
        [_table(edition, subjects[:half]), _table(edition, subjects[half:])], columns=(1, 1)
    )


def _table(edition: Edition, subjects: list[Subject]) -> Table:
    head = columns(edition, ("name", "left", 1), ("grade", "center", 0))
    return Table(head, [[edition.say(s), grade_text(edition, s)] for s in subjects])


def grade_text(edition: Edition, subject: Subject) -> str:
    """The grade; a veto is named beside it."""
    grade = grade_mark(subject)
    shown = edition.words("grade.label", grade=grade) if grade else edition.words("grade.none")
    return f"{shown} ({edition.words('grade.vetoed')})" if subject["vetoed"] else shown


def grade_in(edition: Edition, year: int, code: str) -> str:
    """A subject's grade in an evaluated year, or nothing.

    A grade on sample data has no place beside one on real data, nor the other way round.
    """
    now = subject_of(edition.results, code)
    then = subject_of(edition.years.get(year, {"subjects": ()}), code)
    if now is None or then is None or now["sample"] != then["sample"]:
        return ""
    return grade_mark(then)


def _history(edition: Edition) -> list[Any]:
    if not edition.earlier:
        return []
    words, years = edition.words, list(edition.years)
    cities = sorted(of_kind(edition.results, "city"), key=lambda city: city["code"])
    head = [*columns(edition, ("name", "left", 1.4)), *_year_columns(years)]
    rows = [
        [edition.say(city), *[cell(grade_in(edition, year, city["code"])) for year in years]]
        for city in cities
    ]
    table = Table(head, rows, method=words("standing.history_method"))
    return [Together([Heading(words("standing.history"), level=2), table])]


def _year_columns(years: list[int]) -> list[Column]:
    return [Column(str(year), "center", 1) for year in years]
