"""How far a cycle is as a whole: which of its steps it is time for."""

from zhiliang.evaluation.models import Cycle, Decision, Drawing

SCORABLE = frozenset({"verified", "scored", "decided", "notified", "rectifying", "closed"})
COMPARABLE = frozenset({"self_evaluated", "reviewing", "reviewed", "verifying"})


def _states(cycle: Cycle) -> set[str]:
    return set(cycle.cases.values_list("state", flat=True))


def _drawing(cycle: Cycle) -> Drawing | None:
    return Drawing.objects.filter(cycle=cycle).first()


def may_compare(cycle: Cycle) -> bool:
    """While somebody has evaluated themselves and nothing is scored."""
    return bool(_states(cycle) & COMPARABLE)


def may_assign(cycle: Cycle) -> bool:
    """While somebody waits for reviewers."""
    return "self_evaluated" in _states(cycle)


def may_finish_reviews(cycle: Cycle) -> bool:
    """While somebody is reviewed."""
    return "reviewing" in _states(cycle)


def may_finish_verifications(cycle: Cycle) -> bool:
    """While somebody is verified."""
    return "verifying" in _states(cycle)


def may_announce(cycle: Cycle) -> bool:
    """Once every case is reviewed, once."""
    return _states(cycle) == {"reviewed"} and _drawing(cycle) is None


def may_draw(cycle: Cycle) -> bool:
    """Once it is announced, once."""
    drawing = _drawing(cycle)
    return drawing is not None and drawing.result is None


def may_score(cycle: Cycle) -> bool:
    """Once every case is verified, and again whenever something was established since."""
    states = _states(cycle)
    return bool(states) and states <= SCORABLE


def may_decide(cycle: Cycle) -> bool:
    """Once it is scored."""
    return "scored" in _states(cycle)


def may_notify(cycle: Cycle) -> bool:
    """Once it is decided."""
    return "decided" in _states(cycle)


def is_trial(year: int) -> bool:
    """Whether a year's cycle is under way and no version of it was announced yet."""
    announced = Decision.objects.filter(cycle__year=year, notified_at__isnull=False)
    return Cycle.objects.filter(year=year).exists() and not announced.exists()
