"""What a subject is short of, and what would raise it most; exact, all others staying as they are.

The figures of a results document decide: an item earned in full is an item whose figure reached
its target, whatever that would take.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zhiliang.evaluation.assess import Scored
from zhiliang.evaluation.rescoring import Standing, rank_among, standing
from zhiliang.evaluation.scheme import Scheme


@dataclass(frozen=True)
class Reached:
    """Score, grade and rank a subject would have."""

    score: Fraction
    shown: Decimal
    grade: str
    rank: int


@dataclass(frozen=True)
class Gain:
    """One item earned in full, or half of what is missing; `points` is what it lacks."""

    entry: Mapping[str, Any]
    points: Fraction
    added: Fraction
    full: Reached
    half: Reached


@dataclass(frozen=True)
class Gap:
    """The way to the next grade: what is missing, which item alone closes it, which few together.

    `together` is empty where one item alone is enough.
    """

    grade: str
    start: Fraction
    missing: Fraction
    alone: tuple[Gain, ...]
    together: tuple[Gain, ...]


def gains(one: Standing, peers: Sequence[Standing], scheme: Scheme) -> list[Gain]:
    """Every item that could earn more, the one that raises the score most first."""
    found = [
        _gain(one, number, peers, scheme)
        for number, line in enumerate(one.lines)
        if _lacking(line) > 0
    ]
    return sorted(found, key=lambda gain: (-gain.added, gain.entry["key"]))


def _lacking(line: Scored) -> Fraction:
    """What an item could still earn; a veto and an item that does not count: nothing."""
    if not line.counted or line.item.rule == "veto":
        return Fraction(0)
    return line.item.points - line.earned


def _gain(one: Standing, number: int, peers: Sequence[Standing], scheme: Scheme) -> Gain:
    full = _with(one, {number: Fraction(1)}, scheme)
    half = _with(one, {number: Fraction(1, 2)}, scheme)
    return Gain(
        one.subject["items"][number],
        _lacking(one.lines[number]),
        full.score - one.score,
        _reached(full, peers),
        _reached(half, peers),
    )


def _with(one: Standing, shares: Mapping[int, Fraction], scheme: Scheme) -> Standing:
    """The subject with a share of what some items lack."""
    lines = [
        _raised(line, shares[number]) if number in shares else line
        for number, line in enumerate(one.lines)
    ]
    return standing(one.subject, lines, scheme)


def _raised(line: Scored, share: Fraction) -> Scored:
    earned = line.earned + share * _lacking(line)
    return replace(line, outcome=replace(line.outcome, earned=earned), established=None)


def _reached(one: Standing, peers: Sequence[Standing]) -> Reached:
    return Reached(one.score, one.shown, one.grade, rank_among(one, peers))


def gap_to_next(one: Standing, peers: Sequence[Standing], scheme: Scheme) -> Gap | None:
    """The way to the next better grade; None at the best one, and under a veto.

    A veto is lifted by its ground, not by points.
    """
    bands = list(scheme.data["bands"])
    at = next(n for n, band in enumerate(bands) if str(band["grade"]) == one.grade)
    if at == 0 or one.vetoed:
        return None
    wanted = {str(band["grade"]) for band in bands[:at]}
    start = _start(Fraction(bands[at - 1]["from"]), scheme)
    listed = gains(one, peers, scheme)
    alone = tuple(gain for gain in listed if gain.full.grade in wanted)
    together = () if alone else _together(one, listed, wanted, scheme)
    return Gap(str(bands[at - 1]["grade"]), start, start - one.score, alone, together)


def _start(start: Fraction, scheme: Scheme) -> Fraction:
    """Lowest exact score of a band: half a point earlier where whole scores are graded."""
    whole = scheme.data["rounding"]["mode"] == "half_up"
    return start - Fraction(1, 2) if whole else start


def _together(
    one: Standing, listed: Sequence[Gain], wanted: set[str], scheme: Scheme
) -> tuple[Gain, ...]:
    """The fewest items that reach a wanted grade, largest first; empty if all do not."""
    places = {entry["key"]: number for number, entry in enumerate(one.subject["items"])}
    for count in range(2, len(listed) + 1):
        chosen = listed[:count]
        raised = {places[gain.entry["key"]]: Fraction(1) for gain in chosen}
        if _with(one, raised, scheme).grade in wanted:
            return tuple(chosen)
    return ()
