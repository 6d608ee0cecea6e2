"""Strengths and weaknesses: what a subject earned beside the median of its kind, exactly."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from zhiliang.evaluation.assess import Scored
from zhiliang.evaluation.rescoring import Standing

# Fewer, and the median would tell what one of the others earned.
FEWEST = 5


@dataclass(frozen=True)
class Mark:
    """Share of the points earned on an item or in a group, and the median of the kind.

    `median` is None where too few are compared.
    """

    key: str
    points: Fraction
    share: Fraction
    median: Fraction | None

    @property
    def ahead(self) -> Fraction:
        """Share above the median; 0 where there is none."""
        return Fraction(0) if self.median is None else self.share - self.median


def by_item(one: Standing, peers: Sequence[Standing]) -> list[Mark]:
    """A mark for each item that counts, in the order of the scheme."""
    return _marks(one, peers, lambda line: line.item.key)


def by_group(one: Standing, peers: Sequence[Standing]) -> list[Mark]:
    """A mark for each group, in the order of the scheme."""
    return _marks(one, peers, lambda line: str(line.item.data.get("group", "")))


def _marks(one: Standing, peers: Sequence[Standing], key: Callable[[Scored], str]) -> list[Mark]:
    shares = [_shares(peer, key) for peer in peers]
    points = _points(one.lines, key)
    return [
        Mark(name, points[name], share, _median(found[name] for found in shares if name in found))
        for name, share in _shares(one, key).items()
    ]


def _counted(lines: Iterable[Scored]) -> list[Scored]:
    return [line for line in lines if line.counted and line.item.loses and line.item.points]


def _points(lines: Iterable[Scored], key: Callable[[Scored], str]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for line in _counted(lines):
        found[key(line)] = found.get(key(line), Fraction(0)) + line.item.points
    return found


def _shares(one: Standing, key: Callable[[Scored], str]) -> dict[str, Fraction]:
    earned: dict[str, Fraction] = {}
    for line in _counted(one.lines):
        earned[key(line)] = earned.get(key(line), Fraction(0)) + line.earned
    points = _points(one.lines, key)
    return {name: earned[name] / points[name] for name in points}


def _median(shares: Iterable[Fraction]) -> Fraction | None:
    listed = list(shares)
    return median(listed) if len(listed) >= FEWEST else None
