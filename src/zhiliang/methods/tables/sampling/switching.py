"""Numbers of the switching rules, and what they say in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SwitchingRule:
    """One edition; days ISO, the last one empty where open.

    `refusals` lots not accepted among `among` consecutive ones lead to tightened inspection,
    `accepted_run` accepted ones back; `discontinue` not accepted in all on tightened suspend.
    A score of `reduce_from` allows reduced: `points` for a lot, or `points_ac_0_1` where the plan's
    Ac is 0 or 1.
    """

    standard: str
    clause: str
    in_force_from: str
    in_force_to: str
    certainty: str
    refusals: int
    among: int
    accepted_run: int
    discontinue: int
    reduce_from: int
    points: int
    points_ac_0_1: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why inspection goes on as it does; clause of GB/T 2828.1-2012."""

    key: str
    clause: str
    zh: str
    en: str


GB_2828_1_2012 = SwitchingRule(
    standard="GB/T 2828.1-2012",
    clause="9.3、9.4",
    in_force_from="2013-02-15",
    in_force_to="",
    certainty="secondary",
    refusals=2,
    among=5,
    accepted_run=5,
    discontinue=5,
    reduce_from=30,
    points=3,
    points_ac_0_1=2,
)
# A double plan scores when its first sample accepts, a multiple one by its third.
SCORING_STAGE = {2: 1}
SCORING_STAGE_MULTIPLE = 3

# MIL-STD-105E goes to reduced inspection by limit numbers (table VIII), which are not here.
NOT_IMPLEMENTED = ("MIL-STD-105E, table VIII",)

STAYS, RESUBMITTED = "stays", "resubmitted"
REASONS = {
    reason.key: reason
    for reason in (
        Reason(STAYS, "9.2", "继续按原严格度检验", "goes on as before"),
        Reason(
            RESUBMITTED,
            "9.3",
            "再次提交的批不计入转移规则",
            "a lot submitted again does not count",
        ),
        Reason(
            "to_tightened",
            "9.3.1",
            "连续5批或不到5批中有2批初次检验不接收，转加严检验",
            "two of five or fewer consecutive lots not accepted: tightened inspection",
        ),
        Reason(
            "from_tightened",
            "9.3.2",
            "连续5批初次检验接收，恢复正常检验",
            "five consecutive lots accepted: normal inspection",
        ),
        Reason(
            "to_reduced",
            "9.3.3",
            "转移得分达到30分、生产稳定且负责部门同意，转放宽检验",
            "score of 30, steady production and the authority's consent: reduced inspection",
        ),
        Reason(
            "from_reduced",
            "9.3.4",
            "放宽检验下不接收或生产不稳定，恢复正常检验",
            "not accepted on reduced inspection, or production not steady: normal inspection",
        ),
        Reason(
            "suspended",
            "9.4",
            "加严检验下累计5批不接收，暂停检验",
            "five lots in all not accepted on tightened inspection: inspection suspended",
        ),
    )
}
