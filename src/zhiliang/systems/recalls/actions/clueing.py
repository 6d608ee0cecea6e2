"""Clues: registered, taken up from elsewhere, screened, investigated, assessed, ended."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.deadline import rule_on
from zhiliang.core.models import Event, Organisation, Person, Place
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role
from zhiliang.core.steps import File, held, insist, next_serial, now_or
from zhiliang.systems.recalls.actions.writing import saved_clue
from zhiliang.systems.recalls.flow.clues import clue as flow
from zhiliang.systems.recalls.models import Clue, Expert, Opinion, Origin, Source
from zhiliang.systems.recalls.steps import past, year_of

PROVINCE = "440000"


@transaction.atomic
def register_clue(
    *,
    by: Person,
    known_at: datetime | None = None,
    evidence: list[File] | None = None,
    at: datetime | None = None,
    **said: Any,
) -> Clue:
    """Enter a clue; `said` are the fields of a Clue. `known_at` is now if nobody says."""
    state = flow.require(None, "register", by).to
    return _new_clue("register", said, known_at, evidence, state=state, at=at, by=by)


@transaction.atomic
def report_clue(
    *,
    by: Person,
    organisation: Organisation,
    known_at: datetime | None = None,
    evidence: list[File] | None = None,
    at: datetime | None = None,
    **said: Any,
) -> Clue:
    """A firm reports what it found of a product it makes or deals in."""
    state = flow.require(None, "report_clue", by).to
    if organisation.pk not in scopes(by, Role.ENTERPRISE).organisations:
        raise ValidationError({"organisation": _("只能报告本单位的产品。")})
    said |= {"origin": Origin.FIRM, "organisation": organisation, "place": organisation.place}
    return _new_clue("report_clue", said, known_at, evidence, state=state, at=at, by=by)


def _new_clue(
    verb: str,
    said: dict[str, Any],
    known_at: datetime | None,
    evidence: list[File] | None,
    *,
    state: str,
    at: datetime | None,
    by: Person | None,
) -> Clue:
    moment = now_or(at)
    clue = Clue(**said, state=state, registered_at=moment, registered_by=by)
    clue.known_at = past(known_at, "known_at", now=moment)
    clue.number = next_serial(Clue, f"XS{year_of(moment)}-", width=4)
    saved_clue(clue, verb, by=by, at=moment)
    clue.evidence.set([hold_file(by=by, name=name, content=file) for name, file in evidence or ()])
    return clue


@transaction.atomic
def take_up_sample(event: Event, *, by: None = None) -> Clue | None:
    """A sample that failed for good becomes a clue; one event makes one clue, a pass none."""
    if event.data.get("conclusion") != "fail":
        return None
    known = Clue.objects.filter(origin=Origin.SAMPLE, origin_ref=event.subject).first()
    if known:
        return known
    codes = [event.data.get("producer"), event.organisation]
    firm = Organisation.objects.filter(uscc__in=[code for code in codes if code]).first()
    told = {"number": event.data["number"], "product": event.data["product_class"]}
    said = {
        "origin": Origin.SAMPLE,
        "origin_ref": event.subject,
        "product": event.data["product_class"],
        "organisation": firm,
        "place": Place.objects.get(pk=event.place or PROVINCE),
        "finding": _("监督抽查 %(number)s（%(product)s）最终结论为不合格。") % told,
        "source": Source.SAMPLE if event.data.get("sample") else Source.RECORDS,
    }
    state = flow.require(None, "take_up", by).to
    return _new_clue(
        "take_up", said, event.occurred_at, None, state=state, at=event.occurred_at, by=by
    )


@transaction.atomic
def take_up_complaint(event: Event, *, by: None = None) -> Clue:
    """Unsafe goods that a complaint told of become a clue; one event makes one clue."""
    reference = f"{event.subject}#{event.number}"
    if known := Clue.objects.filter(origin=Origin.COMPLAINT, origin_ref=reference).first():
        return known
    said = {
        "origin": Origin.COMPLAINT,
        "origin_ref": reference,
        "product": event.data["product"],
        "organisation": Organisation.objects.filter(uscc=event.organisation or None).first(),
        "place": Place.objects.get(pk=event.place or PROVINCE),
        "finding": _("投诉 %(number)s：%(finding)s")
        % {"number": event.data["number"], "finding": event.data["finding"]},
        "serious": bool(event.data.get("injured")),
        "source": Source.SAMPLE if event.data.get("sample") else Source.RECORDS,
    }
    state = flow.require(None, "take_up", by).to
    return _new_clue(
        "take_up", said, event.occurred_at, None, state=state, at=event.occurred_at, by=by
    )


@transaction.atomic
def screen(
    clue: Clue, *, by: Person, regime: str, note: str = "", at: datetime | None = None
) -> Clue:
    """Take a clue for serious: say under which law it falls and begin to investigate."""
    clue = held(clue)
    clue.state = flow.require(clue, "screen", by).to
    clue.screened_at, clue.screened_by = now_or(at), by
    clue.regime_key = regime
    # a clue whose day no law is on record for cannot be followed: say so before it is
    assert clue.regime
    return saved_clue(clue, "screen", by=by, at=clue.screened_at, note=note)


@transaction.atomic
def ask_analysis(clue: Clue, *, by: Person, note: str, at: datetime | None = None) -> Clue:
    """Tell the producer to look into it (order 19, article 9)."""
    clue = held(clue)
    flow.require(clue, "ask_analysis", by)
    clue.analysis_asked_at, clue.analysis_asked_by = now_or(at), by
    rule = rule_on(clue.regime.analysis, clue.known_at.date()) if clue.regime else None
    law = f"{rule.law} {rule.article}" if rule else ""
    return saved_clue(
        clue, "ask_analysis", by=by, at=clue.analysis_asked_at, note=insist(note, "note"), law=law
    )


@transaction.atomic
def analyse(
    clue: Clue,
    *,
    by: Person,
    analysis: str,
    evidence: list[File] | None = None,
    at: datetime | None = None,
) -> Clue:
    """What the producer found."""
    clue = held(clue)
    flow.require(clue, "analyse", by)
    clue.analysed_at, clue.analysed_by = now_or(at), by
    clue.analysis = insist(analysis, "analysis")
    files = [hold_file(by=by, name=name, content=file) for name, file in evidence or ()]
    clue.evidence.add(*files)
    return saved_clue(clue, "analyse", by=by, at=clue.analysed_at, files=len(files))


@transaction.atomic
def investigate(
    clue: Clue,
    *,
    by: Person,
    investigation: str,
    evidence: list[File] | None = None,
    at: datetime | None = None,
) -> Clue:
    """End the investigation and put its findings before experts."""
    clue = held(clue)
    clue.state = flow.require(clue, "investigate", by).to
    clue.investigated_at, clue.investigated_by = now_or(at), by
    clue.investigation = insist(investigation, "investigation")
    files = [hold_file(by=by, name=name, content=file) for name, file in evidence or ()]
    clue.evidence.add(*files)
    return saved_clue(clue, "investigate", by=by, at=clue.investigated_at, files=len(files))


@transaction.atomic
def give_opinion(
    clue: Clue,
    *,
    by: Person,
    expert: Expert,
    stance: str,
    ground: str,
    level: str = "",
    paper: File | None = None,
    at: datetime | None = None,
) -> Clue:
    """Enter what an expert of the pool said in writing.

    Who works for the firm or has an interest in it may only stand back.
    """
    clue = held(clue)
    flow.require(clue, "give_opinion", by)
    if stance != Opinion.Stance.RECUSED and expert.interested_in(clue.organisation):
        raise ValidationError(
            {"expert": _("该专家与企业有利害关系，应当回避。请登记回避，另请专家。")}
        )
    opinion = Opinion(clue=clue, expert=expert, stance=stance, level=level, by=by)
    opinion.ground, opinion.at = insist(ground, "ground"), now_or(at)
    if paper:
        opinion.paper = hold_file(by=by, name=paper[0], content=paper[1])
    opinion.full_clean()
    opinion.save()
    return saved_clue(
        clue, "give_opinion", by=by, at=opinion.at, expert=expert.number, stance=stance
    )


@transaction.atomic
def suspend_clue(clue: Clue, *, by: Person, reason: str, at: datetime | None = None) -> Clue:
    """Put a clue aside for a reason that may pass."""
    clue = held(clue)
    clue.state = flow.require(clue, "suspend", by).to
    clue.ended_reason = insist(reason, "reason")
    return saved_clue(clue, "suspend", by=by, at=at, reason=clue.ended_reason)


@transaction.atomic
def resume_clue(clue: Clue, *, by: Person, note: str = "", at: datetime | None = None) -> Clue:
    """Take a clue up again."""
    clue = held(clue)
    clue.state = flow.require(clue, "resume", by).to
    if clue.screened_at is None:
        clue.screened_at, clue.screened_by = now_or(at), by
    return saved_clue(clue, "resume", by=by, at=at, note=note)


@transaction.atomic
def dismiss_clue(clue: Clue, *, by: Person, reason: str, at: datetime | None = None) -> Clue:
    """End a clue without a recall."""
    clue = held(clue)
    clue.state = flow.require(clue, "dismiss", by).to
    clue.ended_reason = insist(reason, "reason")
    clue.decided_at, clue.decided_by = now_or(at), by
    return saved_clue(clue, "dismiss", by=by, at=clue.decided_at, reason=clue.ended_reason)
