"""The drawing of a trace: a column for each tier, a box for each group, a band for each flow. Pure.

Server-side SVG: no script, no picture that a screen reader cannot read, never wider than its tiers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from zhiliang.systems.traceability.exploring.grouping import Flow, Group
from zhiliang.systems.traceability.exploring.redaction import Beyond

WIDTH, HEIGHT = 190, 54
ACROSS, DOWN, TOP, SIDE = 74, 12, 34, 6
LONGEST = 12
THICKEST = 14.0


@dataclass(frozen=True)
class Box:
    """A group where it stands."""

    group: Group
    x: int
    y: int

    @property
    def product(self) -> str:
        """The product, cut to the box."""
        return short(self.group.product)

    @property
    def holder(self) -> str:
        """The holder, cut to the box."""
        return short(self.group.holder)


@dataclass(frozen=True)
class Shade:
    """What lies beyond in a tier: number of lots that are told, and whether more are not."""

    tier: int
    x: int
    y: int
    lots: int
    cities: int
    hidden: bool


@dataclass(frozen=True)
class Band:
    """A flow as a path with a width."""

    path: str
    width: str
    lots: int


@dataclass(frozen=True)
class Drawing:
    """Everything on the sheet, which is `width` by `height`."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    shades: tuple[Shade, ...]
    bands: tuple[Band, ...]
    columns: tuple[tuple[int, int], ...]


def drawing_of(
    tiers: Sequence[Sequence[Group]],
    flows: Sequence[Flow],
    beyond: Sequence[Beyond],
    *,
    leftward: bool = False,
) -> Drawing:
    """Lay the groups out; `leftward` puts the roots on the right, as what they came of is past."""
    by_tier = {groups[0].tier: groups for groups in tiers if groups}
    numbers = sorted({*by_tier, *(one.tier for one in beyond)})
    order = list(reversed(numbers)) if leftward else numbers
    xs = {tier: SIDE + at * (WIDTH + ACROSS) for at, tier in enumerate(order)}
    boxes = [
        Box(group, xs[tier], _y(at))
        for tier, groups in by_tier.items()
        for at, group in enumerate(groups)
    ]
    shades = [
        _shade(tier, xs[tier], _y(len(by_tier.get(tier, ()))), beyond)
        for tier in sorted({one.tier for one in beyond})
    ]
    lowest = max([*(one.y for one in boxes), *(one.y for one in shades)], default=0)
    return Drawing(
        width=max(1, len(order)) * (WIDTH + ACROSS) - ACROSS + 2 * SIDE,
        height=lowest + HEIGHT + DOWN,
        boxes=tuple(boxes),
        shades=tuple(shades),
        bands=tuple(_bands(boxes, flows)),
        columns=tuple((tier, xs[tier]) for tier in numbers),
    )


def _y(at: int) -> int:
    return TOP + at * (HEIGHT + DOWN)


def _shade(tier: int, x: int, y: int, beyond: Sequence[Beyond]) -> Shade:
    here = [one for one in beyond if one.tier == tier]
    told = [one.lots for one in here if one.lots is not None]
    return Shade(tier, x, y, sum(told), len(here), hidden=len(told) < len(here))


def _bands(boxes: Sequence[Box], flows: Sequence[Flow]) -> list[Band]:
    at = {box.group.key: box for box in boxes}
    most = max((one.lots for one in flows), default=1)
    return [_band(at[one.source], at[one.target], one.lots, most) for one in flows]


def _band(source: Box, target: Box, lots: int, most: int) -> Band:
    start, end = source.x + WIDTH, target.x
    y1, y2 = source.y + HEIGHT // 2, target.y + HEIGHT // 2
    bend = (start + end) // 2 if end > start else start + ACROSS // 2
    width = 1.5 + (THICKEST - 1.5) * log2(1 + lots) / log2(1 + most)
    return Band(f"M{start} {y1}C{bend} {y1} {bend} {y2} {end} {y2}", f"{width:.1f}", lots)


def short(text: str) -> str:
    """A text cut to a box; a Chinese character is twice as wide as a Latin one."""
    wide = 0.0
    for at, character in enumerate(text):
        wide += 1 if ord(character) > 0x2E80 else 0.55
        if wide > LONGEST:
            return f"{text[:at]}…"
    return text
