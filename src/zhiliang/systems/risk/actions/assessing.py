"""Assessments: scenarios multiplied exactly, experts heard, concluded, decided by another."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.models import Organisation, Person
from zhiliang.core.steps import held, insist, next_serial, now_or
from zhiliang.methods.canonical import canonical_json
from zhiliang.methods.risk import probability_of
from zhiliang.systems.risk.actions.writing import saved_assessment, saved_signal
from zhiliang.systems.risk.assessing import level_of
from zhiliang.systems.risk.flow.assessments import assessment as flow
from zhiliang.systems.risk.flow.triage import signal as signal_flow
from zhiliang.systems.risk.models import Assessment, Opinion, Scenario, Signal, Source
from zhiliang.systems.risk.steps import year_of

MOST_STEPS = 12


@transaction.atomic
def open_assessment(
    *,
    by: Person,
    source: str = Source.RECORDS,
    signal: Signal | None = None,
    at: datetime | None = None,
    **said: Any,
) -> Assessment:
    """Open an assessment, of a signal or of something else; `said` are fields of an Assessment."""
    moment = now_or(at)
    assessment = Assessment(
        **said,
        signal=signal,
        source=source,
        state=flow.require(None, "open", by).to,
        opened_at=moment,
        opened_by=by,
        number=next_serial(Assessment, f"PG{year_of(moment)}-", width=4),
    )
    return saved_assessment(
        assessment, "open", by=by, at=moment, signal=signal.number if signal else ""
    )


@transaction.atomic
def add_scenario(
    assessment: Assessment,
    *,
    by: Person,
    words: str,
    injury: str,
    severity: int,
    steps: Sequence[tuple[str, str]],
    at: datetime | None = None,
) -> Assessment:
    """Enter how an injury comes about; `steps` are (chance such as 1/50, words)."""
    assessment = held(assessment)
    flow.require(assessment, "add_scenario", by)
    if len(steps) > MOST_STEPS:
        raise ValidationError({"steps": _("步骤最多 %(most)s 步。") % {"most": MOST_STEPS}})
    last = assessment.scenarios.order_by("number").last()
    moment = now_or(at)
    scenario = Scenario(
        assessment=assessment,
        number=last.number + 1 if last else 1,
        words=insist(words, "words"),
        injury=insist(injury, "injury"),
        severity=severity,
        steps=canonical_json([[chance, text] for chance, text in _checked(steps)]),
        at=moment,
        by=by,
    )
    return saved_assessment(
        assessment,
        "add_scenario",
        by=by,
        at=moment,
        rows=[scenario],
        scenario=scenario.number,
        probability=str(scenario.probability),
        severity=severity,
    )


def _checked(steps: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    try:
        probability_of([chance for chance, _words in steps])
    except (TypeError, ValueError) as fault:
        raise ValidationError(
            {"steps": _("每一步的概率须在 0 和 1 之间，写作 1/50 或者 0.02。")}
        ) from fault
    return steps


@transaction.atomic
def give_opinion(
    assessment: Assessment,
    *,
    by: Person,
    expert: str,
    stance: str,
    ground: str,
    level: str = "",
    employer: Organisation | None = None,
    at: datetime | None = None,
) -> Assessment:
    """Enter what an expert said in writing; who stands back says why."""
    assessment = held(assessment)
    flow.require(assessment, "give_opinion", by)
    moment = now_or(at)
    opinion = Opinion(
        assessment=assessment,
        expert=insist(expert, "expert"),
        employer=employer,
        stance=stance,
        level="" if stance == Opinion.Stance.RECUSED else level,
        ground=insist(ground, "ground"),
        at=moment,
        by=by,
    )
    return saved_assessment(
        assessment,
        "give_opinion",
        by=by,
        at=moment,
        rows=[opinion],
        expert=expert,
        stance=stance,
    )


@transaction.atomic
def conclude(
    assessment: Assessment,
    *,
    by: Person,
    matrix: str,
    conclusion: str,
    at: datetime | None = None,
) -> Assessment:
    """Conclude by one of the matrices: the level is the highest of the scenarios'."""
    assessment = held(assessment)
    assessment.state = flow.require(assessment, "conclude", by).to
    try:
        level = level_of(assessment, matrix)
    except ValueError as fault:
        raise ValidationError({"matrix": _("没有这个矩阵。")}) from fault
    if level is None:
        raise ValidationError(_("还没有登记伤害情景，不能得出风险等级。"))
    assessment.level, assessment.matrix = level, matrix
    assessment.conclusion = insist(conclusion, "conclusion")
    assessment.concluded_at, assessment.concluded_by = now_or(at), by
    return saved_assessment(
        assessment,
        "conclude",
        by=by,
        at=assessment.concluded_at,
        level=level,
        matrix=matrix,
    )


@transaction.atomic
def resume(
    assessment: Assessment, *, by: Person, reason: str, at: datetime | None = None
) -> Assessment:
    """Send an assessment back to be completed."""
    assessment = held(assessment)
    assessment.state = flow.require(assessment, "resume", by).to
    assessment.concluded_at = assessment.concluded_by = None
    assessment.level = assessment.matrix = ""
    return saved_assessment(
        assessment, "resume", by=by, at=now_or(at), reason=insist(reason, "reason")
    )


@transaction.atomic
def decide(
    assessment: Assessment, *, by: Person, measure: str, decision: str, at: datetime | None = None
) -> Assessment:
    """Decide what is done; whoever assessed does not decide. The signal is settled with it."""
    assessment = held(assessment)
    assessment.state = flow.require(assessment, "decide", by).to
    assessment.measure, assessment.decision = measure, insist(decision, "decision")
    assessment.decided_at, assessment.decided_by = now_or(at), by
    if assessment.signal and assessment.signal.state == "assessing":
        _settle(held(assessment.signal), at=assessment.decided_at, measure=measure)
    return saved_assessment(assessment, "decide", by=by, at=assessment.decided_at, measure=measure)


def _settle(signal: Signal, *, at: datetime, measure: str) -> None:
    signal.state = signal_flow.require(signal, "conclude", None).to
    saved_signal(signal, "conclude", by=None, at=at, measure=measure)
