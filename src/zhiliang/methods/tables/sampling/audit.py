"""Risks and words of audits of a declared quality level (GB/T 2828.4, GB/T 2828.11)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AuditRule:
    """Risks [0 to 1] an audit is designed by; days ISO, the last one empty where open.

    A declared level that holds is contradicted with `alpha` at most; the limiting quality ratio is
    where one that does not hold passes with `passes`.
    """

    standard: str
    clause: str
    in_force_from: str
    in_force_to: str
    certainty: str
    alpha: float
    passes: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may be said of an audit. Never that what was audited is qualified."""

    key: str
    zh: str
    en: str


# Risks agree with abstracts of ISO 2859-4; clauses were not compared. First day: that of part 11.
GB_2828_4_2008 = AuditRule(
    standard="GB/T 2828.4-2008、GB/T 2828.11-2008",
    clause="",
    in_force_from="2009-01-01",
    in_force_to="",
    certainty="待核",
    alpha=0.05,
    passes=0.10,
)
# The master tables (n and L by declared level and level of audit) are not freely published.
NOT_IMPLEMENTED = ("GB/T 2828.4-2008, table of plans", "GB/T 2828.11-2008, table of plans")

NOTHING_FOUND, NOT_CONTRADICTED, CONTRADICTED = "nothing_found", "not_contradicted", "contradicted"
OUTCOMES = {
    outcome.key: outcome
    for outcome in (
        Outcome(
            NOTHING_FOUND,
            "所检项目未发现不合格",
            "no nonconformity found in the items tested",
        ),
        Outcome(
            NOT_CONTRADICTED,
            "样本中的不合格未超过限定数，不足以否定声称质量水平",
            "nonconforming units were found, too few to contradict the declared quality level",
        ),
        Outcome(
            CONTRADICTED,
            "样本中的不合格超过限定数，否定声称质量水平",
            "more nonconforming units than the limit: the declared quality level is contradicted",
        ),
    )
}
# Sample sizes of GB/T 2828.1 and the next of their series.
PREFERRED_SIZES = (
    *(2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150, 5000),
)
