"""Discharged wastewater: which limit holds for whom, and whether it was kept.

GB 18918-2002 (municipal plants) and DB44/26-2001 (Guangdong). Permits may be stricter: pass their
figures to `permit_limit`. Trades with a national standard of their own are not in these tables.
"""

from zhiliang.methods.effluent.limits import Limit, limit_for, permit_limit, stricter
from zhiliang.methods.effluent.rates import outlet_compliance, volume_compliance
from zhiliang.methods.effluent.verdicts import Verdict, beyond, exceeds, judge_day, judge_samples

__all__ = [
    "Limit",
    "Verdict",
    "beyond",
    "exceeds",
    "judge_day",
    "judge_samples",
    "limit_for",
    "outlet_compliance",
    "permit_limit",
    "stricter",
    "volume_compliance",
]
