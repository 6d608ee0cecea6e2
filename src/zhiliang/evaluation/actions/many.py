"""The same step for every case of a cycle that is ready for it; the others stay where they are."""

from collections.abc import Callable, Iterable
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core import event
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Person
from zhiliang.core.policy import require
from zhiliang.evaluation.actions.reviewing import assign_reviewers, finish_review
from zhiliang.evaluation.actions.verifying import finish_verification
from zhiliang.evaluation.models import Case, Cycle


@transaction.atomic
def assign_all(
    cycle: Cycle, *, by: Person, first: Person, second: Person, group: str = ""
) -> list[Case]:
    """Give every case without reviewers to the same two; cases they work for are left out."""
    cases = cycle.cases.filter(state__in=("self_evaluated", "reviewing"))
    assign = partial(assign_reviewers, by=by, first=first, second=second, group=group)
    return _each(cycle, "assign_all", cases, assign, by=by)


@transaction.atomic
def finish_reviews(cycle: Cycle, *, by: Person) -> list[Case]:
    """Close the review of every case that has an outcome on all its items."""
    cases = cycle.cases.filter(state="reviewing")
    return _each(cycle, "finish_reviews", cases, partial(finish_review, by=by), by=by)


@transaction.atomic
def finish_verifications(cycle: Cycle, *, by: Person) -> list[Case]:
    """Close the verification of every case with nothing left to verify."""
    cases = cycle.cases.filter(state="verifying")
    finish = partial(finish_verification, by=by)
    return _each(cycle, "finish_verifications", cases, finish, by=by)


def _each(
    cycle: Cycle, verb: str, cases: Iterable[Case], step: Callable[[Case], Case], *, by: Person
) -> list[Case]:
    """The cases that were ready; ClerkError with the first reason where none was."""
    require(by, Cycle, verb, cycle)
    done, reasons = [], []
    for case in cases:
        try:
            done.append(step(case))
        except ClerkError as refusal:
            reasons.append(f"{case.owner}：{refusal.message}")
    if not done:
        told = reasons[0] if reasons else _("没有到这一步的案卷。")
        raise ClerkError(told, _("请打开案卷查看。"))
    event.append(
        verb=f"evaluation.cycle.{verb}",
        subject=event.subject_of(cycle),
        by=by,
        data={"year": cycle.year, "done": len(done), "left": len(reasons), "tables": []},
    )
    return done
