"""Scoring rules: an exact figure and parameters → exact points. Pure; no rule knows a subject.

The eight rules are those that published assessments use (粤府函〔2014〕124号 practice, Anhui 2014,
Xuzhou, Taizhou): see `RULES`. All arithmetic is in fractions, so a boundary decides exactly.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

ZERO = Fraction(0)


class RuleError(ValueError):
    """Parameters that a rule cannot work with: names the rule and the parameter."""


@dataclass(frozen=True)
class Outcome:
    """Points earned, and the figure that would earn them all (None if there is no such)."""

    earned: Fraction
    target: Fraction | None
    veto: bool = False


Parameters = Mapping[str, Any]
Rule = Callable[[Fraction, Fraction, Parameters], Outcome]


def number(parameters: Parameters, name: str, default: Any = None) -> Fraction:
    """A parameter as an exact number; `RuleError` if it is missing or not a number."""
    value = parameters.get(name, default)
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise RuleError(f"parameter {name!r} must be a number, not {value!r}") from None


def _clamped(share: Fraction) -> Fraction:
    return max(ZERO, min(Fraction(1), share))


def ratio_to_target(points: Fraction, figure: Fraction, parameters: Parameters) -> Outcome:
    """points × min(1, figure ÷ target); `better: lower` turns the quotient round."""
    target = number(parameters, "target")
    if target == 0:
        raise RuleError("ratio_to_target cannot work with a target of 0: use threshold or deduct")
    if parameters.get("better", "higher") == "higher":
        return Outcome(points * _clamped(figure / target), target)
    return Outcome(points * (_clamped(target / figure) if figure > 0 else Fraction(1)), target)


COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "ge": lambda figure, target: figure >= target,
    "gt": lambda figure, target: figure > target,
    "le": lambda figure, target: figure <= target,
    "lt": lambda figure, target: figure < target,
    "eq": lambda figure, target: figure == target,
}


def satisfies(figure: Fraction, op: str, target: Fraction) -> bool:
    """Whether a figure meets a target under `ge gt le lt eq`."""
    if op not in COMPARE:
        raise RuleError(f"unknown comparison {op!r}; known: {', '.join(COMPARE)}")
    return COMPARE[op](figure, target)


def threshold(points: Fraction, figure: Fraction, parameters: Parameters) -> Outcome:
    """All points if the figure meets the target under `op` (default ge), else none."""
    target = number(parameters, "target")
    met = satisfies(figure, parameters.get("op", "ge"), target)
    return Outcome(points if met else ZERO, target)


def binary(points: Fraction, figure: Fraction, parameters: Parameters) -> Outcome:
    """All points if done (1), none if not (0)."""
    return Outcome(points if figure >= 1 else ZERO, Fraction(1))


def tiered(points: Fraction, figure: Fraction, parameters: Parameters) -> Outcome:
    """Share of the points of the highest tier reached; tiers are {at_least, share}."""
    tiers = [(number(t, "at_least"), number(t, "share")) for t in parameters.get("tiers", [])]
    if not tiers:
        raise RuleError("tiered needs a list of tiers, each with at_least and share")
    reached = [share for at_least, share in tiers if figure >= at_least]
    best = max(tiers, key=lambda tier: tier[1])
    return Outcome(points * max(reached, default=ZERO), best[0])


def deduct(points: Fraction, figure: Fraction, parameters: Parameters) -> Outcome:
    """points − step × (figure − free), never below `floor` (0) nor above the points."""
    excess = max(ZERO, figure - number(parameters, "free", 0))
    earned = points - number(parameters, "step") * excess
    floor = number(parameters, "floor", 0)
    return Outcome(max(floor, min(points, earned)), number(parameters, "free", 0))


def base_plus(points: Fraction, figure: Fraction, parameters: Parameters) -> Outcome:
    """`base` points, plus `per_unit` for each unit above `from`, up to the item's points."""
    start, per_unit = number(parameters, "from"), number(parameters, "per_unit")
    base = number(parameters, "base")
    earned = base + per_unit * max(ZERO, figure - start)
    target = start + (points - base) / per_unit if per_unit else None
    return Outcome(min(points, earned), target)


def bonus(points: Fraction, figure: Fraction, parameters: Parameters) -> Outcome:
    """`per_unit` for each unit, capped by the item's points; nothing is lost without it."""
    earned = number(parameters, "per_unit") * max(ZERO, figure)
    return Outcome(min(points, earned), None)


def veto(points: Fraction, figure: Fraction, parameters: Parameters) -> Outcome:
    """No points; a figure above `limit` (0) sends the subject to the lowest grade."""
    limit = number(parameters, "limit", 0)
    return Outcome(ZERO, limit, veto=figure > limit)


RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (ratio_to_target, threshold, binary, tiered, deduct, base_plus, bonus, veto)
}
OUTSIDE_THE_HUNDRED = ("bonus", "veto")
