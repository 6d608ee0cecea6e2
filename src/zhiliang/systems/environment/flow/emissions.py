"""The life of a measure that cuts emissions: claimed by a place, verified by somebody else."""

from zhiliang.core.flow import Flow, Step
from zhiliang.core.roles import Role

CITY = (Role.CITY_OFFICER,)
PROVINCE = (Role.PROVINCIAL_OFFICER,)

measure = Flow(
    "environment.measure",
    states={
        "claimed": ("已申报", "Claimed"),
        "verifying": ("核查中", "Under verification"),
        "verified": ("已认定", "Verified"),
        "refused": ("不予认定", "Refused"),
        "withdrawn": ("已撤销", "Withdrawn"),
    },
    initial="claimed",
    steps=(
        Step(
            "claim",
            from_="",
            to="claimed",
            by=CITY,
            label_zh="申报减排措施",
            label_en="Claim a measure",
        ),
        Step(
            "take_up",
            from_="claimed",
            to="verifying",
            by=PROVINCE,
            label_zh="开始核查",
            label_en="Begin verification",
        ),
        Step(
            "verify",
            from_="verifying",
            to="verified",
            by=PROVINCE,
            not_by="filed_by",
            label_zh="认定削减量",
            label_en="Verify the cut",
        ),
        Step(
            "refuse",
            from_="verifying",
            to="refused",
            by=PROVINCE,
            not_by="filed_by",
            label_zh="不予认定",
            label_en="Refuse",
        ),
        Step(
            "withdraw",
            from_=("claimed", "verifying", "verified"),
            to="withdrawn",
            by=(*CITY, *PROVINCE),
            label_zh="撤销",
            label_en="Withdraw",
        ),
    ),
)
