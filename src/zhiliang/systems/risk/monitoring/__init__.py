"""The monitor: observations counted by week and stratum, and judged against their own past."""

from zhiliang.systems.risk.monitoring.counting import Series, Stratum, series_on
from zhiliang.systems.risk.monitoring.judging import Verdict, alarms_on, judge
from zhiliang.systems.risk.monitoring.pairs import Pair, pairs_between

__all__ = [
    "Pair",
    "Series",
    "Stratum",
    "Verdict",
    "alarms_on",
    "judge",
    "pairs_between",
    "series_on",
]
