"""The tile map: one square for each of the 21 cities, no boundaries."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse

from zhiliang.core.language import name_of, pick
from zhiliang.core.pages.parts import Tile
from zhiliang.core.pages.tile_map import positions
from zhiliang.indicators.value import Value
from zhiliang.web import wording

CLASSES = 5


def grade_tiles(
    subjects: Iterable[Mapping[str, Any]],
    *,
    current: str = "",
    url: Callable[[str], str] | None = None,
) -> list[Tile]:
    """Cities by grade; a tile leads to the city's page unless `url` says otherwise."""
    address = url or place_url
    return [
        _grade_tile(subject, address(subject["code"]), current=subject["code"] == current)
        for subject in subjects
        if subject["code"] in positions()
    ]


def _grade_tile(subject: Mapping[str, Any], url: str, *, current: bool) -> Tile:
    name, grade = pick(subject["name_zh"], subject["name_en"]), subject["grade"] or ""
    return Tile(
        subject["code"],
        wording.short_place(name),
        *positions()[subject["code"]],
        value=grade or "—",
        words=f"{name} {wording.grade(grade)}",
        shade=grade.lower() or "none",
        url=url,
        current=current,
    )


def place_url(code: str) -> str:
    """Address of a place's page."""
    return reverse("place", kwargs={"code": code})


def value_tiles(values: Iterable[Value], *, unit: str, better: str) -> list[Tile]:
    """Cities by value in five classes of equal width; darker is better where that is known."""
    listed = [value for value in values if value.place in positions()]
    shades = _shades([value.value for value in listed], better)
    return [
        Tile(
            value.place,
            wording.short_place(name_of(value)),
            *positions()[value.place],
            value=wording.number(value.value) or "—",
            words=f"{name_of(value)} {wording.number(value.value) or '—'}{unit}",
            shade=shade,
            url=place_url(value.place),
        )
        for value, shade in zip(listed, shades, strict=True)
    ]


def _shades(values: list[Decimal | None], better: str) -> list[str]:
    known = [value for value in values if value is not None]
    if not known:
        return ["none"] * len(values)
    low, high = min(known), max(known)
    return [_shade(value, low=low, high=high, better=better) for value in values]


def _shade(value: Decimal | None, *, low: Decimal, high: Decimal, better: str) -> str:
    if value is None:
        return "none"
    place = (value - low) / (high - low) if high > low else Decimal(1)
    if better == "lower":
        place = 1 - place if high > low else Decimal(1)
    return str(min(CLASSES, int(place * CLASSES) + 1))
