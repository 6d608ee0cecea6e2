"""The ledger of total emissions: assign a task, claim, verify, account for a year, confirm."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.models import Person
from zhiliang.core.policy import require
from zhiliang.indicators.places import PROVINCE
from zhiliang.systems.environment.actions.records import begin, move, written
from zhiliang.systems.environment.indicators.emissions import TASKS
from zhiliang.systems.environment.models import EmissionAccount, Measure, ReductionTask
from zhiliang.systems.environment.models.records import millionths

OF_THE_STATE = (ReductionTask.Basis.STATE, ReductionTask.Basis.PASSED_ON)
WHOLE = 100_000_000
"""A hundred percent in millionths."""


@transaction.atomic
def assign_task(
    *,
    by: Person | None,
    base: Decimal,
    target: Decimal | None = None,
    percent: Decimal | None = None,
    at: datetime | None = None,
    **given: Any,
) -> ReductionTask:
    """Assign what a place may emit in a year: a quantity [t], or a percentage below the base.

    `given` are the other fields of a ReductionTask. What the State gives the province and what
    the province passes on to its cities are State tasks; a city's names the province's as parent.
    """
    task = ReductionTask(**given, assigned_at=at or timezone.now(), assigned_by=by)
    require(by, ReductionTask, "assign", task)
    task.base_e6 = millionths(base, "base")
    task.percent_e6 = None if percent is None else millionths(percent, "percent")
    task.target_e6 = _allowed(task, target)
    _insist_on_basis(task)
    task.full_clean()
    task.save()
    _judge(task.place_id, task.year)
    task.refresh_from_db()
    return written(task, "assign", by=by, tables=(TASKS.name,), years=(task.year,), at=at)


def _allowed(task: ReductionTask, target: Decimal | None) -> int:
    """Whole millionths that may be emitted; a fraction of one is rounded down, so none is lost."""
    if (target is None) == (task.percent_e6 is None):
        raise ValidationError({"target": _("请填允许排放量，或者下降比例，只填一项。")})
    if target is not None:
        return millionths(target, "target")
    if task.percent_e6 is None or task.percent_e6 > WHOLE:
        raise ValidationError({"percent": _("下降比例不能超过100%。")})
    return task.base_e6 * (WHOLE - task.percent_e6) // WHOLE


def _insist_on_basis(task: ReductionTask) -> None:
    """The State assigns to the province; the province passes the same pollutant and year on."""
    above = task.parent
    if task.basis == ReductionTask.Basis.STATE and task.place_id != PROVINCE:
        raise ValidationError({"basis": _("国家任务下达到省；市的任务请选省分解下达。")})
    if task.basis != ReductionTask.Basis.PASSED_ON:
        return
    if above is None or above.basis != ReductionTask.Basis.STATE:
        raise ValidationError({"parent": _("省分解下达的任务须指明所分解的国家任务。")})
    if (above.pollutant, above.year) != (task.pollutant, task.year):
        raise ValidationError({"parent": _("所分解的国家任务须是同一污染物、同一年度。")})


@transaction.atomic
def claim_measure(
    *, by: Person, claimed: Decimal, at: datetime | None = None, **given: Any
) -> Measure:
    """Claim a cut [t·a⁻¹] by a named project; `given` are the other fields of a Measure."""
    measure = Measure(**given, filed_at=at or timezone.now(), filed_by=by)
    measure.claimed_e6 = millionths(claimed, "claimed")
    if measure.commissioned_on and measure.commissioned_on.year > measure.year:
        raise ValidationError({"commissioned_on": _("投运日期晚于申报年度，当年不能算削减量。")})
    return begin(measure, "claim", by=by, at=at)


def take_up(measure: Measure, *, by: Person, at: datetime | None = None) -> Measure:
    """Begin the verification of a claim."""
    return move(measure, "take_up", by=by, at=at)


@transaction.atomic
def verify(
    measure: Measure,
    *,
    by: Person,
    recognised: Decimal,
    finding: str = "",
    at: datetime | None = None,
) -> Measure:
    """Recognise the cut or a part of it, with the reason for a part; accounts follow."""
    exact = millionths(recognised, "recognised")
    if exact > measure.claimed_e6:
        raise ValidationError({"recognised": _("认定的削减量不能超过申报的。")})
    if exact < measure.claimed_e6 and not finding.strip():
        raise ValidationError({"finding": _("认定量少于申报量的，须写明理由。")})
    measure = move(measure, "verify", by=by, at=at, recognised_e6=exact, finding=finding.strip())
    _recount(measure, by=by)
    return measure


def refuse(measure: Measure, *, by: Person, finding: str, at: datetime | None = None) -> Measure:
    """Recognise nothing, and say why."""
    return move(measure, "refuse", by=by, at=at, finding=_insist(finding, "finding"))


@transaction.atomic
def withdraw(measure: Measure, *, by: Person, reason: str, at: datetime | None = None) -> Measure:
    """Take a measure out, even one that was verified; accounts follow."""
    measure = move(measure, "withdraw", by=by, at=at, withdrawn_reason=_insist(reason, "reason"))
    _recount(measure, by=by)
    return measure


def _insist(reason: str, field: str) -> str:
    if not reason.strip():
        raise ValidationError({field: _("请写明理由，申报单位会看到全文。")})
    return reason.strip()


@transaction.atomic
def file_account(
    *, by: Person | None, new: Decimal, at: datetime | None = None, **given: Any
) -> EmissionAccount:
    """Account for a year of a place and pollutant: `new` is the new emission [t].

    Base and cuts come from the ledger. A year that was filed before is filed anew; it and the
    years after it must be confirmed again. ValidationError where the ledger has no base for it.
    """
    held = EmissionAccount.objects.select_for_update()
    account = held.filter(**given).first() or EmissionAccount(**given)
    require(by, EmissionAccount, "file", account)
    account.new_e6 = millionths(new, "new")
    account.filed_at, account.filed_by = at or timezone.now(), by
    account.confirmed_at = account.confirmed_by = None
    account.base_e6 = _base(account)
    _add_up(account)
    account.full_clean()
    account.save()
    _later(account).update(confirmed_at=None, confirmed_by=None)
    years = _follow(account)
    return written(account, "file", by=by, tables=(TASKS.name,), years=years, at=at)


@transaction.atomic
def confirm_account(
    account: EmissionAccount, *, by: Person, at: datetime | None = None
) -> EmissionAccount:
    """Confirm a filed account, by another person than who filed it; its tasks are judged."""
    account = EmissionAccount.objects.select_for_update().get(pk=account.pk)
    require(by, EmissionAccount, "confirm", account)
    if account.confirmed:
        raise ValidationError(_("这一年的核算已经确认。"))
    if account.filed_by_id == by.pk:
        raise ValidationError(_("核算须由填报人以外的另一人确认（双人复核）。"))
    before = _accounts_of(account).filter(year=account.year - 1).first()
    if before and not before.confirmed:
        raise ValidationError(_("上一年的核算还没有确认，请先确认上一年。"))
    account.confirmed_at, account.confirmed_by = at or timezone.now(), by
    account.full_clean()
    account.save()
    _judge(account.place_id, account.year)
    return written(account, "confirm", by=by, tables=(TASKS.name,), years=(account.year,), at=at)


def _accounts_of(account: EmissionAccount) -> QuerySet[EmissionAccount]:
    return EmissionAccount.objects.filter(place=account.place_id, pollutant=account.pollutant)


def _later(account: EmissionAccount) -> QuerySet[EmissionAccount]:
    return _accounts_of(account).filter(year__gt=account.year)


def _base(account: EmissionAccount) -> int:
    """The emission of the year before; in the first year of a plan the base of its task."""
    own = {"place": account.place_id, "pollutant": account.pollutant}
    before = _accounts_of(account).filter(year=account.year - 1).first()
    if before:
        return before.emission_e6
    task = ReductionTask.objects.filter(**own, base_year=account.year - 1).order_by("year").first()
    if task:
        return task.base_e6
    raise ValidationError(
        {"year": _("没有上一年的核算，也没有以上一年为基准年的任务。请先核算上一年或下达任务。")}
    )


def _add_up(account: EmissionAccount) -> None:
    """Cuts by kind from verified measures, and the emission that follows."""
    found = Measure.objects.filter(
        place=account.place_id, pollutant=account.pollutant, year=account.year, state="verified"
    )
    cuts = dict(found.order_by().values_list("kind").annotate(Sum("recognised_e6")))
    account.engineering_e6 = cuts.get(Measure.Kind.ENGINEERING, 0)
    account.structural_e6 = cuts.get(Measure.Kind.STRUCTURAL, 0)
    account.management_e6 = cuts.get(Measure.Kind.MANAGEMENT, 0)
    account.emission_e6 = account.base_e6 + account.new_e6 - account.cut_e6
    if account.emission_e6 < 0:
        raise ValidationError(_("认定的削减量多于上年排放量与新增量之和，请核对。"))


def _recount(measure: Measure, *, by: Person) -> None:
    """A verified cut moves the account of its year and of every year that builds on it."""
    held = EmissionAccount.objects.select_for_update()
    own = {"place": measure.place_id, "pollutant": measure.pollutant, "year": measure.year}
    account = held.filter(**own).first()
    if account is None:
        return
    _add_up(account)
    account.full_clean()
    account.save()
    years = _follow(account)
    written(account, "recount", by=by, tables=(TASKS.name,), years=years, measure=measure.pk)


def _follow(account: EmissionAccount) -> list[int]:
    """Carry an account's emission on through the years that begin with it; returns all years."""
    years, before = [account.year], account
    for next_one in _later(account).order_by("year"):
        if next_one.year != before.year + 1:
            break
        next_one.base_e6 = before.emission_e6
        _add_up(next_one)
        next_one.full_clean()
        next_one.save()
        years.append(next_one.year)
        before = next_one
    for year in years:
        _judge(account.place_id, year)
    return years


def _judge(place: str, year: int) -> None:
    """Set of every task of a place and year whether it is met, and whether all are judged."""
    emitted = _emitted(place, year)
    tasks = list(ReductionTask.objects.filter(place=place, year=year))
    for task in tasks:
        task.emission_e6 = emitted.get(task.pollutant)
        task.met = None if task.emission_e6 is None else task.emission_e6 <= task.target_e6
    whole = all(task.met is not None for task in tasks if task.basis in OF_THE_STATE)
    for task in tasks:
        task.settled = whole and task.met is not None
        task.full_clean()
        task.save()


def _emitted(place: str, year: int) -> Mapping[str, int]:
    """Pollutant → confirmed emission of a place in a year."""
    confirmed = EmissionAccount.objects.filter(place=place, year=year, confirmed_at__isnull=False)
    return dict(confirmed.values_list("pollutant", "emission_e6"))
