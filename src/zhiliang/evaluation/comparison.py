"""Two evaluations side by side: grades, scores, ranks and the items that moved most.

Works on results as a reader may see them: what is not disclosed is left out, not guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Results = Mapping[str, Any]
Subject = Mapping[str, Any]


@dataclass(frozen=True)
class Pair:
    """One subject in both evaluations; a side is None where it was not evaluated."""

    left: Subject | None
    right: Subject | None

    @property
    def subject(self) -> Subject:
        """Whichever side there is, the right one first."""
        found = self.right or self.left
        assert found is not None
        return found

    def both(self, field: str) -> bool:
        """Whether both sides disclose a field."""
        return all(side is not None and field in side for side in (self.left, self.right))

    @property
    def score(self) -> Fraction | None:
        """Shown score on the right less the one on the left."""
        if not self.both("score"):
            return None
        assert self.left and self.right
        return Fraction(self.right["score"]) - Fraction(self.left["score"])

    @property
    def rank(self) -> int | None:
        """Places gained from left to right: 2 is two places up."""
        if not self.both("rank"):
            return None
        assert self.left and self.right
        return int(self.left["rank"]) - int(self.right["rank"])


@dataclass(frozen=True)
class Move:
    """An item of a subject whose points differ: what it earned on either side."""

    subject: Subject
    left: Mapping[str, Any]
    right: Mapping[str, Any]

    @property
    def difference(self) -> Fraction:
        """Points earned on the right less those on the left."""
        return Fraction(self.right["earned"]) - Fraction(self.left["earned"])


def pairs(left: Results, right: Results, kind: str) -> list[Pair]:
    """Subjects of a kind in the order of the right side; those that are left only come last."""
    ours, theirs = _by_code(left, kind), _by_code(right, kind)
    codes = dict.fromkeys([*theirs, *ours])
    return [Pair(ours.get(code), theirs.get(code)) for code in codes]


def moves(found: Pair) -> list[Move]:
    """Items that both sides disclose and that earned differently, the largest difference first."""
    if not found.both("items"):
        return []
    assert found.left and found.right
    before = {item["key"]: item for item in found.left["items"]}
    listed = [
        Move(found.right, before[item["key"]], item)
        for item in found.right["items"]
        if item["key"] in before
    ]
    moved = [move for move in listed if move.difference]
    return sorted(moved, key=lambda move: (-abs(move.difference), move.right["key"]))


def _by_code(results: Results, kind: str) -> dict[str, Subject]:
    return {s["code"]: s for s in results["subjects"] if s["kind"] == kind}
