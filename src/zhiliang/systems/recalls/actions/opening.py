"""A recall begins: a clue is confirmed, or a firm declares one of itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role
from zhiliang.core.steps import held, insist, next_serial, now_or
from zhiliang.systems.recalls.actions.writing import saved_clue, saved_recall
from zhiliang.systems.recalls.flow.clues import clue as clue_flow
from zhiliang.systems.recalls.flow.recalls import recall as flow
from zhiliang.systems.recalls.models import Basis, Clue, Opinion, Recall, levels_of
from zhiliang.systems.recalls.steps import past, year_of


@transaction.atomic
def confirm(
    clue: Clue,
    *,
    by: Person,
    level: str,
    reason: str,
    harm: str,
    firm: Organisation | None = None,
    voluntary: bool = True,
    at: datetime | None = None,
    **said: Any,
) -> Recall:
    """Decide that the product must be recalled, and at which class; opens the recall.

    Of an investigated clue whose experts all see no defect, nothing can be confirmed.
    """
    clue = held(clue)
    clue.state = clue_flow.require(clue, "confirm", by).to
    recaller = firm or clue.organisation
    if recaller is None:
        raise ValidationError({"firm": _("请指明由哪家在册企业召回。")})
    _insist_on_grounds(clue)
    clue.organisation = recaller
    clue.decided_at, clue.decided_by = now_or(at), by
    saved_clue(clue, "confirm", by=by, at=clue.decided_at, level=level)
    given = {
        "clue": clue,
        "regime_key": clue.regime_key,
        "product": clue.product,
        "batches": clue.batches,
        "serious": clue.serious,
        "firm": recaller,
        "authority": clue.place,
        "known_at": clue.known_at,
        "source": clue.source,
        "level": level,
        "reason": insist(reason, "reason"),
        "harm": insist(harm, "harm"),
        **said,
    }
    state = flow.require(None, "open", None).to
    recall = _opened(given, clue.decided_at, state=state, by=by)
    if not voluntary:
        recall.basis = Basis.NOTIFIED
        recall.notified_at, recall.notified_by = clue.decided_at, by
    return saved_recall(recall, "open", by=by, at=clue.decided_at, clue=clue.number)


def _insist_on_grounds(clue: Clue) -> None:
    stances = set(clue.opinions.exclude(stance="recused").values_list("stance", flat=True))
    if stances == {Opinion.Stance.NONE}:
        raise ValidationError(
            _("已登记的专家意见都认为不存在缺陷。请终止线索，或者补充调查、另请专家后再认定。")
        )
    if clue.investigated_at and not stances:
        raise ValidationError(_("还没有登记专家意见。"))


@transaction.atomic
def declare(
    *,
    by: Person,
    firm: Organisation,
    regime: str,
    level: str,
    reason: str,
    harm: str,
    known_at: datetime | None = None,
    at: datetime | None = None,
    **said: Any,
) -> Recall:
    """A firm recalls of itself: the clock runs from when it knew."""
    state = flow.require(None, "declare", by).to
    if firm.pk not in scopes(by, Role.ENTERPRISE).organisations:
        raise ValidationError({"firm": _("只能召回本单位的产品。")})
    moment = now_or(at)
    given = {
        "regime_key": regime,
        "firm": firm,
        "authority": firm.place,
        "level": level,
        "known_at": past(known_at, "known_at", now=moment),
        "reason": insist(reason, "reason"),
        "harm": insist(harm, "harm"),
        **said,
    }
    recall = _opened(given, moment, state=state, by=by)
    return saved_recall(recall, "declare", by=by, at=moment)


def _opened(said: Mapping[str, Any], moment: datetime, *, state: str, by: Person | None) -> Recall:
    firm: Organisation = said["firm"]
    recall = Recall(**{"basis": Basis.VOLUNTARY, "place": _place(firm), **said}, state=state)
    recall.decided_at, recall.decided_by = moment, by
    known = levels_of(recall.regime_key, recall.known_at)
    if recall.level not in known:
        words = {"law": recall.regime.law}
        raise ValidationError({"level": _("%(law)s 没有这个召回等级。") % words})
    recall.number = next_serial(Recall, f"ZH{year_of(moment)}-", width=4)
    return recall


def _place(firm: Organisation) -> Place:
    return firm.place
