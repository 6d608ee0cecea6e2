"""The list of the records that a figure was made of, where a system publishes one."""

from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser

from zhiliang.core.pages import Filter, Page, pages
from zhiliang.core.pages.tables import filters_of
from zhiliang.core.period import Period
from zhiliang.core.policy import visible
from zhiliang.indicators.definition import Definition
from zhiliang.indicators.places import PROVINCE
from zhiliang.indicators.projection import Projection
from zhiliang.indicators.registry import projections
from zhiliang.indicators.value import Value
from zhiliang.web.words import Words


def list_behind(item: Definition, value: Value) -> tuple[Words, str]:
    """Title and address of the list, narrowed to the figure; empty where a visitor finds none.

    The list holds what did not count as well: why it did not is told there, row by row.
    """
    for page, projection in _lists(item):
        asked = _asked(item, page, projection, value)
        if asked and _finds_something(page, asked):
            return page.title, f"{page.url}?{urlencode(asked)}"
    return "", ""


def _lists(item: Definition) -> list[tuple[Page, Projection]]:
    if item.of is None:
        return []
    known = (found for found in projections().values() if found.table == item.of)
    return [
        (page, part)
        for found in known
        for part in found.parts
        for page in pages()
        if page.model == part.model and page.audience == "public"
    ]


def _asked(item: Definition, page: Page, projection: Projection, value: Value) -> dict[str, str]:
    """What the list is asked for; nothing where it has no filter for the place or the time."""
    table = projection.table
    found = _time(page, projection, Period.parse(value.period))
    if not found:
        return {}
    if value.place != PROVINCE:
        place = _filter(page, projection.columns[table.place].removesuffix("_id"))
        if place is None:
            return {}
        found[place.name] = value.place
    source = _filter(page, projection.columns.get(table.source, ""))
    return found | ({source.name: value.source} if source else {})


def _time(page: Page, projection: Projection, period: Period) -> dict[str, str]:
    table = projection.table
    time = _filter(page, projection.columns[table.date or table.period])
    if time is None:
        return {}
    if time.kind == "dates":
        ends = {"from": period.start, "to": period.end}
        return {f"{time.name}_{end}": day.isoformat() for end, day in ends.items()}
    return {time.name: period.key}


def _filter(page: Page, path: str) -> Filter | None:
    """The page's filter over a field; a place's key is the place."""
    fits = (one for one in page.filters if (one.path or one.name).removesuffix("_id") == path)
    return next(fits, None)


def _finds_something(page: Page, asked: dict[str, str]) -> bool:
    rows = page.rows(visible(AnonymousUser(), page.model_class))
    filters = filters_of(page, asked, rows)
    return filters.is_valid() and filters.qs.exists()
