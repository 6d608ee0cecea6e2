"""Frozen scopes asked of the trace again: the same question must give the same answer."""

from collections.abc import Callable
from datetime import date

from zhiliang.core.recheck import Checked, Difference, recheck
from zhiliang.systems.recalls.checking import bound_of, drawn_from
from zhiliang.systems.recalls.models import BY_HAND, Check, Scope
from zhiliang.systems.recalls.scoping import again

Progress = Callable[[str], None]
PARTS = ("lots", "holders", "unknowns")


@recheck("recalls.scopes")
def recheck_scopes(start: date, end: date, *, progress: Progress = lambda line: None) -> Checked:
    """Every scope frozen from the trace in a stretch of days, as of its own moment."""
    checked = Checked()
    found = Scope.objects.filter(taken_at__date__range=(start, end)).select_related("recall")
    for scope in found.order_by("pk").iterator():
        progress(str(scope))
        checked.count += 1
        if not scope.intact:
            checked.differences.append(_differs(scope, "digest", scope.digest, "—"))
        elif scope.algorithm != BY_HAND:
            _compare(checked, scope)
    return checked


def _compare(checked: Checked, scope: Scope) -> None:
    now = again(scope)
    for part in PARTS:
        told, given = scope.told[part], now[part]
        if told != given:
            checked.differences.append(_differs(scope, part, str(len(told)), str(len(given))))


def _differs(scope: Scope, field: str, recorded: str, computed: str) -> Difference:
    return Difference(str(scope), str(scope.taken_at.date()), field, recorded, computed)


@recheck("recalls.checks")
def recheck_checks(start: date, end: date, *, progress: Progress = lambda line: None) -> Checked:
    """Every effectiveness check concluded in a stretch of days: who was drawn, what was shown."""
    checked = Checked()
    for check in Check.objects.filter(concluded_at__date__range=(start, end)).order_by("pk"):
        progress(str(check))
        checked.count += 1
        recorded = list(check.visits.order_by("position").values_list("consignee__pk", flat=True))
        drawn = drawn_from(check)
        day = str(check.concluded_at and check.concluded_at.date())
        for name, told, given in (
            ("drawn", recorded, drawn),
            ("bound", check.bound_e6, bound_of(check)),
        ):
            if told != given:
                checked.differences.append(Difference(str(check), day, name, str(told), str(given)))
    return checked
