"""Switching between normal, tightened and reduced inspection (GB/T 2828.1-2012, 9.3 and 9.4).

A history of lots gives the severity of the next one, the same whenever it is replayed. MIL-STD-105E
has the same rules but for reduced inspection, where its limit numbers are not here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from zhiliang.methods.sampling.plans import Plan, StagedPlan
from zhiliang.methods.sampling.series import aql_places
from zhiliang.methods.sampling.single import single_cell, single_plan_gb2828_1
from zhiliang.methods.tables.sampling.editions import AQLS, GB_2012, SEVERITIES
from zhiliang.methods.tables.sampling.switching import (
    GB_2828_1_2012,
    REASONS,
    RESUBMITTED,
    SCORING_STAGE,
    SCORING_STAGE_MULTIPLE,
    STAYS,
    Reason,
)

RULE = GB_2828_1_2012
NORMAL, TIGHTENED, REDUCED, SUSPENDED = (*SEVERITIES, "suspended")
# From this Ac on a lot scores only if it would pass one AQL tighter.
SCORES_BY_STRICTER_FROM = 2


@dataclass(frozen=True, slots=True)
class Scheme:
    """The three plans of a lot, and the Ac of the normal one if the AQL were one step tighter."""

    normal: Plan | StagedPlan
    tightened: Plan | StagedPlan
    reduced: Plan | StagedPlan
    stricter: int = 0


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot as it was judged.

    Parameters
    ----------
    scheme
        Plans of this lot.
    found
        Nonconforming units (or nonconformities) in its samples together.
    stage
        Sample after which it was decided, 1 but for double and multiple plans.
    resubmitted
        Submitted again after it was not accepted: it never counts.
    steady, approved
        Production is known to be steady; the responsible authority consents to reduced inspection.
    resumed
        After a suspension: the supplier acted and the authority agreed, before this lot.
    """

    scheme: Scheme
    found: int
    stage: int = 1
    resubmitted: bool = False
    steady: bool = False
    approved: bool = False
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How the next lot is inspected, and what the rules remember.

    `score` and `recent` (accepted or not, the last lots) count on normal inspection, `run`
    (accepted in a row) and `refused` (not accepted in all) on tightened.
    """

    severity: str = NORMAL
    score: int = 0
    recent: tuple[bool, ...] = ()
    run: int = 0
    refused: int = 0
    accepted: bool | None = None
    reason: Reason = REASONS[STAYS]


def scheme_gb2828_1(
    lot_size: int, level: str, aql: float | Decimal | str, *, edition: int | str = GB_2012
) -> Scheme:
    """Single plans of a lot for each severity. Parameters and errors as `single_plan_gb2828_1`.

    Examples
    --------
    >>> scheme_gb2828_1(2000, "II", 1.0).stricter
    2
    """
    plans = {
        severity: single_plan_gb2828_1(lot_size, level, aql, severity=severity, edition=edition)
        for severity in SEVERITIES
    }
    tighter = AQLS[max(int(aql_places(np.asarray(aql))) - 1, 0)]
    stricter = single_cell(plans[NORMAL].letter, tighter, edition=edition).plan.ac
    return Scheme(**plans, stricter=stricter)


def replay(lots: Iterable[Lot], *, start: str = NORMAL) -> tuple[Standing, ...]:
    """Standing before the first lot and after each, from inspection of severity `start`.

    Raises
    ------
    ValueError
        An unknown severity, or a lot `switch` refuses.

    Examples
    --------
    >>> scheme = scheme_gb2828_1(2000, "II", 1.0)
    >>> [after.severity for after in replay(Lot(scheme, found) for found in (4, 0, 4))]
    ['normal', 'normal', 'normal', 'tightened']
    """
    if start not in (*SEVERITIES, SUSPENDED):
        raise ValueError(
            f"no severity of inspection {start!r}: take one of {', '.join(SEVERITIES)}"
        )
    standings = [Standing(start)]
    for number, lot in enumerate(lots, start=1):
        try:
            standings.append(switch(standings[-1], lot))
        except ValueError as error:
            raise ValueError(f"lot {number}: {error}") from None
    return tuple(standings)


def switch(standing: Standing, lot: Lot) -> Standing:
    """Standing after one more lot.

    Raises
    ------
    ValueError
        A lot inspected while inspection is suspended, a stage its plan does not have or at which
        it was still undecided.
    """
    if lot.resumed and standing.severity == SUSPENDED:
        standing = Standing(TIGHTENED)
    if standing.severity == SUSPENDED:
        raise ValueError(
            "a lot was inspected although inspection is suspended: record that the supplier acted "
            "and the authority agreed (resumed) before the next lot"
        )
    accepted = _accepted(getattr(lot.scheme, standing.severity), lot)
    if lot.resubmitted:
        return replace(standing, accepted=accepted, reason=REASONS[RESUBMITTED])
    return STEPS[standing.severity](standing, lot, accepted)


def _accepted(plan: Plan | StagedPlan, lot: Lot) -> bool:
    if not 1 <= lot.stage <= len(plan.stages) or lot.found < 0:
        raise ValueError(
            f"{lot.found} found after sample {lot.stage} of a plan with {len(plan.stages)}"
        )
    stage = plan.stages[lot.stage - 1]
    if lot.stage < len(plan.stages) and stage.ac < lot.found < stage.re:
        raise ValueError(
            f"{lot.found} found after sample {lot.stage} decide nothing (Ac {stage.ac}, Re "
            f"{stage.re}): take the next sample"
        )
    return lot.found < stage.re


def _on_normal(standing: Standing, lot: Lot, accepted: bool) -> Standing:
    recent = (*standing.recent, accepted)[-RULE.among :]
    score = _score(standing.score, lot, accepted)
    if recent.count(False) >= RULE.refusals:
        return Standing(TIGHTENED, accepted=accepted, reason=REASONS["to_tightened"])
    if score >= RULE.reduce_from and lot.steady and lot.approved:
        return Standing(REDUCED, score, accepted=accepted, reason=REASONS["to_reduced"])
    return Standing(NORMAL, score, recent, accepted=accepted)


def _on_tightened(standing: Standing, lot: Lot, accepted: bool) -> Standing:
    run = standing.run + 1 if accepted else 0
    refused = standing.refused + (not accepted)
    if refused >= RULE.discontinue:
        return Standing(SUSPENDED, refused=refused, accepted=accepted, reason=REASONS["suspended"])
    if run >= RULE.accepted_run:
        return Standing(NORMAL, accepted=accepted, reason=REASONS["from_tightened"])
    return Standing(TIGHTENED, run=run, refused=refused, accepted=accepted)


def _on_reduced(standing: Standing, lot: Lot, accepted: bool) -> Standing:
    # Within the gap of a plan of MIL-STD-105E a lot is accepted, but the next inspected normally.
    good = accepted and lot.found <= lot.scheme.reduced.stages[lot.stage - 1].ac
    if good and lot.steady:
        return replace(standing, accepted=accepted, reason=REASONS[STAYS])
    return Standing(NORMAL, accepted=accepted, reason=REASONS["from_reduced"])


def _score(score: int, lot: Lot, accepted: bool) -> int:
    stages = lot.scheme.normal.stages
    if len(stages) > 1:
        scored = accepted and lot.stage <= SCORING_STAGE.get(len(stages), SCORING_STAGE_MULTIPLE)
        return score + RULE.points if scored else 0
    if stages[0].ac >= SCORES_BY_STRICTER_FROM:
        return score + RULE.points if lot.found <= lot.scheme.stricter else 0
    return score + RULE.points_ac_0_1 if accepted else 0


STEPS = {NORMAL: _on_normal, TIGHTENED: _on_tightened, REDUCED: _on_reduced}
