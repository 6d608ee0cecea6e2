"""What the partial templates show: figures with their facts, tiles, target rows, charts, crumbs.

Frozen and dumb: whoever fills them has already read the value, the words and the links.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhiliang.core.pages.page import Words


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that is never bare. `value` is ready to print, empty where there is none."""

    name: Words
    value: str
    unit: Words = ""
    period: Words = ""
    place: Words = ""
    numerator: str = ""
    denominator: str = ""
    source: str = ""
    status: str = "ok"
    as_of: str = ""
    note: Words = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One city on the tile map; `shade` is a–d (grades), 1–5 (classes) or none."""

    code: str
    name: str
    column: int
    row: int
    value: str
    words: Words
    shade: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Bullet:
    """Value against target on a scale of 0–200; `None` leaves the mark out."""

    value: float | None
    aim: float | None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target at a glance. `aim` is the target in words (≥ 95%)."""

    name: Words
    url: str
    figure: Figure
    aim: str
    judgement: str
    bullet: Bullet
    reason: Words = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite specification with the words that stand for it.

    `title` states the finding, `text` tells the same to who can't see it.
    """

    key: str
    title: Words
    spec: Mapping[str, Any]
    text: Words
    note: Words = ""
    table: Any = None


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way here; the last has no link."""

    name: Words
    url: str = ""
