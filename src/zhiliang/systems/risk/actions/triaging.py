"""What people make of a signal: dismissed, watched, assessed; when it became public."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.models import Person
from zhiliang.core.steps import held, insist, now_or
from zhiliang.systems.risk.actions.assessing import open_assessment
from zhiliang.systems.risk.actions.writing import saved_signal
from zhiliang.systems.risk.flow.triage import signal as flow
from zhiliang.systems.risk.models import Assessment, Signal


@transaction.atomic
def dismiss(signal: Signal, *, by: Person, reason: str, at: datetime | None = None) -> Signal:
    """Put a signal aside for good, for a reason that is kept."""
    return _decided(signal, "dismiss", by=by, reason=reason, at=at)


@transaction.atomic
def watch(
    signal: Signal, *, by: Person, reason: str, until: date, at: datetime | None = None
) -> Signal:
    """Look on until a day before deciding."""
    if until < timezone.localdate(now_or(at)):
        raise ValidationError({"until": _("关注截止日已经过去。")})
    signal.watched_until = until
    return _decided(signal, "watch", by=by, reason=reason, at=at, until=until)


def _decided(
    signal: Signal, verb: str, *, by: Person, reason: str, at: datetime | None, **told: Any
) -> Signal:
    until = told.get("until", signal.watched_until)
    signal = held(signal)
    signal.state = flow.require(signal, verb, by).to
    signal.reason, signal.watched_until = insist(reason, "reason"), until
    signal.decided_at, signal.decided_by = now_or(at), by
    return saved_signal(signal, verb, by=by, at=signal.decided_at, reason=signal.reason, **told)


@transaction.atomic
def assess(
    signal: Signal, *, by: Person, title: str = "", question: str = "", at: datetime | None = None
) -> Assessment:
    """Open an assessment of a signal."""
    signal = held(signal)
    signal.state = flow.require(signal, "assess", by).to
    signal.decided_at, signal.decided_by = now_or(at), by
    saved_signal(signal, "assess", by=by, at=signal.decided_at)
    return open_assessment(
        by=by,
        signal=signal,
        title=title or signal.stratum,
        product=signal.product,
        hazard=signal.hazard,
        place=signal.place,
        question=question or signal.sentence,
        source=signal.source,
        at=at,
    )


@transaction.atomic
def note_headline(
    signal: Signal, *, by: Person, headline: str, on: date, at: datetime | None = None
) -> Signal:
    """Note when and where the matter became public otherwise: what lead the signal gave."""
    signal = held(signal)
    flow.require(signal, "note_headline", by)
    if on > timezone.localdate(now_or(at)):
        raise ValidationError({"on": _("日期在将来，请核对。")})
    signal.headline, signal.headline_on = insist(headline, "headline"), on
    signal.lead_days = (on - timezone.localtime(signal.raised_at).date()).days
    return saved_signal(signal, "note_headline", by=by, at=now_or(at), on=on)
