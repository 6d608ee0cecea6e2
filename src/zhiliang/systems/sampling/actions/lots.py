"""Who re-tests food is drawn from the published directory (order 15, article 32)."""

import json
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Organisation, Person
from zhiliang.core.steps import held, insist, next_serial, now_or
from zhiliang.methods.draw import Heading, PublicSource, before_document, difference
from zhiliang.systems.sampling.actions.retesting import to_retest
from zhiliang.systems.sampling.actions.writing import saved_objection
from zhiliang.systems.sampling.clocks import explain_by
from zhiliang.systems.sampling.flow.objections import objection as flow
from zhiliang.systems.sampling.lists.directory import (
    STRATUM,
    listed_on,
    lists_of,
    stratum_on,
)
from zhiliang.systems.sampling.models import (
    Objection,
    RetestDraw,
    RetestInterest,
    Round,
)
from zhiliang.systems.sampling.sealing import (
    insist_on_known,
    insist_on_unchanged,
    opened,
    seal,
    shut,
)


@transaction.atomic
def declare_interest(
    objection: Objection,
    *,
    by: Person,
    laboratory: Organisation,
    note: str,
    at: datetime | None = None,
) -> Objection:
    """Say that a laboratory has business with the applicant: it is left out of the draw."""
    objection = _by_lot(objection, "declare_interest", by)
    moment = now_or(at)
    interest = RetestInterest(
        objection=objection,
        organisation=laboratory,
        note=insist(note, "note"),
        declared_at=moment,
        declared_by=by,
    )
    interest.full_clean()
    interest.save()
    told = laboratory.uscc or laboratory.name
    return saved_objection(objection, "declare_interest", by=by, at=moment, laboratory=told)


@transaction.atomic
def freeze_laboratories(
    objection: Objection,
    *,
    by: Person,
    entropy_source: str,
    entropy_spelling: str,
    entropy_known_at: datetime,
    at: datetime | None = None,
) -> RetestDraw:
    """Freeze the directory and who is left out of it, with the public number that is to come."""
    objection = _by_lot(objection, "freeze_laboratories", by)
    moment = now_or(at)
    draw = RetestDraw(objection=objection, frozen_at=moment, frozen_by=by)
    draw.round = objection.draws.count() + 1
    source = seal(draw, source=entropy_source, spelling=entropy_spelling, known_at=entropy_known_at)
    shut(draw, _before(draw, source))
    draw.number = next_serial(RetestDraw, f"FJ{_day(moment).year}-", width=4)
    return _saved(draw, "freeze_laboratories", by=by, at=moment)


def _before(draw: RetestDraw, source: PublicSource) -> dict[str, object]:
    case = draw.objection.case
    assert draw.frozen_at
    stratum = stratum_on(draw.objection, _day(draw.frozen_at))
    if len(stratum.excluded) >= len(stratum.firms):
        told = {"listed": len(stratum.firms), "out": len(stratum.excluded)}
        words = _("名录里有 %(listed)s 家复检机构，排除 %(out)s 家，没有可以抽的。请先更新名录。")
        raise ValidationError(words % told)
    heading = Heading(f"{case.number} 复检机构 第{draw.round}轮", "复检", str(case.authority))
    if draw.entropy_known_at <= draw.frozen_at:
        words = _("公开随机数须在冻结名录以后才公布，否则可以先看结果再定名录。请改为将来的时间。")
        raise ValidationError({"entropy_known_at": words})
    return before_document(
        heading,
        {STRATUM: stratum},
        source=source,
        commitment=draw.commitment,
        frozen_at=draw.frozen_at,
    )


@transaction.atomic
def draw_laboratory(
    objection: Objection, *, by: Person, entropy: str, at: datetime | None = None
) -> Objection:
    """Enter the public number: the laboratory is drawn, and the re-test is its task.

    ListsChanged if the directory or who is left out says something else than was frozen.
    """
    objection = _by_lot(objection, "draw_laboratory", by)
    draw = _frozen(objection)
    draw.drawn_at, draw.drawn_by = now_or(at), by
    insist_on_known(draw)
    assert draw.frozen_at
    now = lists_of(stratum_on(objection, _day(draw.frozen_at)))
    insist_on_unchanged(difference(json.loads(draw.before), now))
    (item,) = opened(draw, entropy)["drawn"][STRATUM]
    draw.laboratory = listed_on(_day(draw.frozen_at))[item]
    draw.full_clean()
    draw.save()
    return to_retest(
        objection,
        "draw_laboratory",
        by=by,
        laboratory=draw.laboratory,
        at=draw.drawn_at,
        draw=draw.number,
        entropy=draw.entropy,
        after=draw.after_digest,
    )


@transaction.atomic
def annul_laboratories(
    objection: Objection, *, by: Person, reason: str, at: datetime | None = None
) -> RetestDraw:
    """Annul a draw that was frozen and not held; its document stays, with the reason."""
    objection = _by_lot(objection, "annul_laboratories", by)
    draw = _frozen(objection)
    draw.annulled_at, draw.annulled_by = now_or(at), by
    draw.annulled_reason = insist(reason, "reason")
    return _saved(draw, "annul_laboratories", by=by, at=draw.annulled_at)


@transaction.atomic
def decline(
    objection: Objection, *, by: Person, why: str, note: str, at: datetime | None = None
) -> Objection:
    """The laboratory drawn has an interest or cannot, and says so in writing: draw another.

    What it says after the two working days is taken and marked late: the re-test must go on.
    """
    objection = _by_lot(objection, "decline", by)
    draw = objection.draws.get(annulled_at=None, declined_at=None)
    moment, last = now_or(at), explain_by(draw)
    draw.declined, draw.declined_note = why, insist(note, "note")
    draw.declined_at, draw.declined_by = moment, by
    draw.full_clean()
    draw.save()
    objection.tests.get(round=Round.RETEST).delete()
    objection.laboratory = objection.named_at = objection.named_by = None
    late = bool(last and _day(moment) > last)
    return saved_objection(
        objection, "decline", by=by, at=moment, draw=draw.number, why=why, late=late or None
    )


def _by_lot(objection: Objection, verb: str, by: Person) -> Objection:
    """The objection after a step that only a re-test by lot has."""
    objection = held(objection)
    objection.state = flow.require(objection, verb, by).leads(objection.state)
    if not objection.by_lot:
        raise FlowRefused(_("只有法律规定随机确定复检机构的复检才这样办理。"))
    return objection


def _frozen(objection: Objection) -> RetestDraw:
    draw = objection.draws.filter(drawn_at=None, annulled_at=None).first()
    if draw is None:
        raise FlowRefused(_("复检机构名录还没有冻结，不能抽取。"))
    return draw


def _saved(draw: RetestDraw, verb: str, *, by: Person, at: datetime) -> RetestDraw:
    """The draw as it was changed, told on its objection: digests, never the lists."""
    draw.full_clean()
    draw.save()
    saved_objection(
        draw.objection,
        verb,
        by=by,
        at=at,
        draw=draw.number,
        before=draw.before_digest,
        commitment=draw.commitment,
        reason=draw.annulled_reason,
    )
    return draw


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
