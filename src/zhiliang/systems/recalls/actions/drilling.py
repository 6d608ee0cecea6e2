"""Drills: started without notice, answered against the clock, compared with the trace."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.errors import NotAllowed
from zhiliang.core.models import Organisation, Person
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role
from zhiliang.core.steps import held, next_serial, now_or
from zhiliang.systems.recalls.actions.writing import saved_drill
from zhiliang.systems.recalls.comparing import compared
from zhiliang.systems.recalls.flow.drills import drill as flow
from zhiliang.systems.recalls.models import MILLION, Drill, DrillLine
from zhiliang.systems.recalls.steps import year_of

MINUTES = 120
"""Configuration (示例配置): no statute says how long a firm may take."""

Line = tuple[str, str, str]
"""Name, code or party id, quantity."""


@transaction.atomic
def start_drill(
    *,
    by: Person,
    organisation: Organisation,
    product: str,
    lot: str,
    minutes: int = MINUTES,
    at: datetime | None = None,
    **said: Any,
) -> Drill:
    """Ask a firm, without notice, where a lot came from and went; the clock starts now."""
    state = flow.require(None, "start", by).to
    drill = Drill(organisation=organisation, product=product, lot=lot, minutes=minutes, **said)
    drill.place, drill.state = organisation.place, state
    drill.started_at, drill.started_by = now_or(at), by
    if not flow.is_for(drill, "start", by):
        raise NotAllowed(_("该企业不在您管辖的地区。"), _("请由企业所在地的监管人员发起。"))
    drill.number = next_serial(Drill, f"YL{year_of(drill.started_at)}-", width=4)
    return saved_drill(drill, "start", by=by, at=drill.started_at, minutes=minutes)


@transaction.atomic
def answer_drill(
    drill: Drill,
    *,
    by: Person,
    up: Sequence[Line] = (),
    down: Sequence[Line] = (),
    at: datetime | None = None,
) -> Drill:
    """Hand in the suppliers and the customers of the lot; the time taken is kept."""
    drill = held(drill)
    drill.state = flow.require(drill, "answer", by).to
    if drill.organisation_id not in scopes(by, Role.ENTERPRISE).organisations:
        raise NotAllowed(_("这不是对本单位的演练。"))
    if not up and not down:
        raise ValidationError(_("请至少填写一家上家或者下家。"))
    drill.answered_at, drill.answered_by = now_or(at), by
    assert drill.started_at
    drill.seconds = int((drill.answered_at - drill.started_at).total_seconds())
    for direction, lines in (("up", up), ("down", down)):
        for name, party, quantity in lines:
            line = DrillLine(drill=drill, direction=direction, name=name)
            line.party, line.quantity = party, quantity
            line.full_clean()
            line.save()
    return saved_drill(
        drill,
        "answer",
        by=by,
        at=drill.answered_at,
        seconds=drill.seconds,
        in_time=drill.in_time,
        up=len(up),
        down=len(down),
    )


@transaction.atomic
def score_drill(
    drill: Drill, *, by: Person, assessment: str = "", at: datetime | None = None
) -> Drill:
    """Compare suppliers and customers named with those the trace knows, and assess."""
    drill = held(drill)
    drill.state = flow.require(drill, "score", by).to
    drill.scored_at, drill.scored_by = now_or(at), by
    drill.assessment = assessment
    _compare(drill)
    return saved_drill(
        drill,
        "score",
        by=by,
        at=drill.scored_at,
        seconds=drill.seconds,
        in_time=drill.in_time,
        known_up=drill.known_up,
        named_up=drill.named_up,
        known_down=drill.known_down,
        named_down=drill.named_down,
        completeness=drill.completeness,
    )


def _compare(drill: Drill) -> None:
    """How many neighbours, known as of the start, the firm named; no share where none is known."""
    answer = compared(drill)
    drill.trace_digest = answer.digest
    drill.known_up, drill.named_up = answer.up
    drill.known_down, drill.named_down = answer.down
    if known := drill.known_up + drill.known_down:
        drill.completeness_e6 = MILLION * (drill.named_up + drill.named_down) // known


@transaction.atomic
def miss_drill(drill: Drill, *, by: Person, at: datetime | None = None) -> Drill:
    """Record that the time is over and nothing was handed in."""
    drill = held(drill)
    drill.state = flow.require(drill, "miss", by).to
    moment = now_or(at)
    assert drill.started_at
    taken = int((moment - drill.started_at).total_seconds())
    if taken < drill.minutes * 60:
        raise ValidationError(_("限时还没有到。"))
    drill.scored_at, drill.scored_by = moment, by
    return saved_drill(drill, "miss", by=by, at=moment, minutes=drill.minutes)
