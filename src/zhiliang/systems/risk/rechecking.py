"""Signals judged again from what they were judged by: the same counts give the same numbers."""

from collections.abc import Callable
from datetime import date

from zhiliang.core.recheck import Checked, Difference, recheck
from zhiliang.systems.risk.models import Signal, millionths
from zhiliang.systems.risk.monitoring.judging import judge

Progress = Callable[[str], None]
TOLERANCE = 200
"""Millionths by which a rounded result may differ on another machine."""


@recheck("risk.signals")
def recheck_signals(start: date, end: date, *, progress: Progress = lambda line: None) -> Checked:
    """Every signal of weeks that ended in a stretch of days."""
    checked = Checked()
    for signal in Signal.objects.filter(ends_on__range=(start, end)).order_by("pk").iterator():
        progress(str(signal))
        checked.count += 1
        if not signal.intact:
            checked.differences.append(_differs(signal, "digest", signal.digest, "—"))
        else:
            _compare(checked, signal)
    return checked


def _compare(checked: Checked, signal: Signal) -> None:
    (now,) = judge([signal.weeks], signal.method, dict(signal.told))
    computed = {
        "expected": (signal.expected_e6, now.expected),
        "upper": (signal.upper_e6, now.upper),
        "score": (signal.score_e6, now.score),
    }
    if signal.p_e6 is not None or now.p is not None:
        computed["p"] = (signal.p_e6 or 0, now.p or 0.0)
    for field, (told, value) in computed.items():
        if abs(told - millionths(value)) > TOLERANCE:
            checked.differences.append(_differs(signal, field, str(told), str(millionths(value))))


def _differs(signal: Signal, field: str, recorded: str, computed: str) -> Difference:
    return Difference(str(signal), str(signal.ends_on), field, recorded, computed)
