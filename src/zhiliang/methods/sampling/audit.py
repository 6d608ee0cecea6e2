"""Audit of a declared quality level (声称质量水平, GB/T 2828.4 and GB/T 2828.11) by exact risk.

An audit can contradict a declaration; that it does not is no certificate of conformity.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import numpy as np

from zhiliang.methods.sampling.characteristics import oc
from zhiliang.methods.sampling.laws import law_of
from zhiliang.methods.sampling.plans import Plan
from zhiliang.methods.sampling.search import LARGEST_SAMPLE, smallest_size
from zhiliang.methods.tables.sampling.audit import (
    CONTRADICTED,
    GB_2828_4_2008,
    NOT_CONTRADICTED,
    NOTHING_FOUND,
    OUTCOMES,
    PREFERRED_SIZES,
    Outcome,
)

RULE = GB_2828_4_2008
HALVINGS = 60


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """Take `n` units; more than `limit` nonconforming contradict the declared level `dql`.

    `alpha` is the chance that a declaration that just holds is contradicted, `lqr` the limiting
    quality ratio: how many times worse than declared a quality is that passes with 10 % (infinite
    where nothing was allowed for).
    """

    dql: float
    n: int
    limit: int
    alpha: float
    lqr: float
    lot_size: int | None = None

    def outcome(self, found: int) -> Outcome:
        """Say what may be said when `found` units are nonconforming.

        Raises
        ------
        ValueError
            `found` is negative or more than the sample.
        """
        if not 0 <= found <= self.n:
            raise ValueError(f"{found} nonconforming in a sample of {self.n}")
        key = NOT_CONTRADICTED if found <= self.limit else CONTRADICTED
        return OUTCOMES[NOTHING_FOUND if found == 0 else key]


def audit_plan(
    dql: float | Decimal,
    limit: int,
    *,
    n: int | None = None,
    lot_size: int | None = None,
    alpha: float = RULE.alpha,
) -> AuditPlan:
    """Audit plan of a declared quality level: the largest sample its risk allows, or the given `n`.

    Parameters
    ----------
    dql
        Declared quality level, a proportion nonconforming (0.0065 for 0.65 %).
    limit
        Nonconforming units in the sample that do not yet contradict it (L).
    n
        Sample size, where it is chosen: see `preferred_size`.
    lot_size
        Units of the audited whole; then hypergeometric, and dql · lot_size, cut to a whole number,
        are declared to be nonconforming. Without it, binomial.
    alpha
        Highest chance of contradicting a declaration that holds.

    Raises
    ------
    ValueError
        `dql` not between 0 and 1, a limit below 0, a sample that exceeds the risk or the lot or
        cannot exceed the limit, a declaration whose lot holds no more than the limit.

    Notes
    -----
    The printed tables of plans are not freely published and not used.

    Examples
    --------
    >>> plan = audit_plan(0.0065, 2)
    >>> plan.n, round(plan.alpha, 4), round(plan.lqr, 2)
    (126, 0.0496, 6.41)
    >>> audit_plan(0.0065, 2, n=125).outcome(0).zh
    '所检项目未发现不合格'
    """
    if not 0 < dql < 1 or limit < 0 or not 0 < alpha < 1:
        raise ValueError(
            f"declared level {dql} and risk {alpha} lie between 0 and 1, {limit} from 0"
        )
    declared = _declared(dql, lot_size)
    size = _largest(declared, limit, lot_size, alpha) if n is None else n
    if not limit < size <= (lot_size or size):
        raise ValueError(f"a sample of {size} must exceed the limit {limit} and not the lot")
    plan = Plan("", size, limit, limit + 1)
    risk = 1 - oc(plan, declared, lot_size=lot_size)
    if risk > alpha:
        raise ValueError(
            f"a sample of {size} contradicts a declaration that holds with {risk:.2%}, more than "
            f"{alpha:.0%}: take at most {_largest(declared, limit, lot_size, alpha)} units"
        )
    worst = _passing(plan, RULE.passes, lot_size)
    return AuditPlan(float(dql), size, limit, risk, worst / float(dql), lot_size)


def preferred_size(n: int) -> int:
    """Largest sample size of the usual series up to `n`.

    Raises
    ------
    ValueError
        `n` is below 2.

    Examples
    --------
    >>> preferred_size(126)
    125
    """
    sizes = [size for size in PREFERRED_SIZES if size <= n]
    if not sizes:
        raise ValueError(f"the series of sample sizes begins at {PREFERRED_SIZES[0]}, not {n}")
    return sizes[-1]


def _declared(dql: float | Decimal, lot_size: int | None) -> float:
    if lot_size is None:
        return float(dql)
    return int(Decimal(str(dql)) * lot_size) / lot_size


def _largest(declared: float, limit: int, lot_size: int | None, alpha: float) -> int:
    if lot_size is not None and round(declared * lot_size) <= limit:
        raise ValueError(
            f"the declaration allows {round(declared * lot_size)} nonconforming in the lot, no "
            f"more than the limit {limit}: take a lower limit, or choose n"
        )
    curve = partial(law_of(declared, lot_size, None).at_most, limit)
    allowed = float(np.nextafter(1 - alpha, 0))
    least = limit + 1
    too_many = smallest_size(curve, allowed, least, lot_size or LARGEST_SAMPLE)
    if too_many == least:
        raise ValueError(
            f"already {least} units contradict a declaration of {declared:.3%} that holds with "
            f"more than {alpha:.0%}: take a limit above {limit}"
        )
    return too_many - 1


def _passing(plan: Plan, chance: float, lot_size: int | None) -> float:
    """Quality that passes with `chance`; of a lot the first whole number with no more."""
    if lot_size is not None:
        bad = np.arange(lot_size + 1)
        return float(bad[oc(plan, bad / lot_size, lot_size=lot_size) <= chance][0] / lot_size)
    below, above = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (below + above) / 2
        below, above = (middle, above) if oc(plan, middle) > chance else (below, middle)
    return above
