"""Counts as a line small enough to stand in a table, drawn as an SVG without a script."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 132, 30, 3


@dataclass(frozen=True)
class Spark:
    """Points of a line, the last of them apart; the band between expected and upper bound."""

    line: str
    last: tuple[float, float]
    low: float
    high: float
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def band(self) -> float:
        """How high the band is."""
        return round(self.low - self.high, 1)


def spark(counts: Sequence[int], expected: float, upper: float, *, weeks: int = 26) -> Spark:
    """The last weeks; the scale begins at zero and holds the bound."""
    shown = list(counts[-weeks:])
    top = max([*shown, upper, 1.0])
    step = (WIDTH - 2 * EDGE) / max(1, len(shown) - 1)
    points = [(round(EDGE + n * step, 1), _y(value, top)) for n, value in enumerate(shown)]
    line = " ".join(f"{x},{y}" for x, y in points)
    return Spark(line, points[-1], _y(expected, top), _y(upper, top))


def _y(value: float, top: float) -> float:
    return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * min(value, top) / top, 1)
