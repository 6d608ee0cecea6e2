"""The lives of an objection, of a case in the yearly cycle, and of a check on site."""

from zhiliang.core.flow import Flow, Step
from zhiliang.core.roles import Role

objection = Flow(
    "evaluation.objection",
    states={
        "raised": ("已提出", "raised"),
        "upheld": ("成立", "upheld"),
        "dismissed": ("不成立", "dismissed"),
    },
    initial="raised",
    steps=(
        Step(
            "raise",
            from_="",
            to="raised",
            by=(Role.CITY_OFFICER, Role.DEPARTMENT_OFFICER),
            label_zh="提出异议",
            label_en="Raise an objection",
        ),
        Step(
            "uphold",
            from_="raised",
            to="upheld",
            by=(Role.OFFICE,),
            not_by="raised_by",
            label_zh="异议成立",
            label_en="Uphold",
        ),
        Step(
            "dismiss",
            from_="raised",
            to="dismissed",
            by=(Role.OFFICE,),
            not_by="raised_by",
            label_zh="异议不成立",
            label_en="Dismiss",
        ),
    ),
)

SUBJECT = (Role.CITY_OFFICER, Role.DEPARTMENT_OFFICER)
OFFICE = (Role.OFFICE,)

case = Flow(
    "evaluation.case",
    states={
        "filing": ("目标备案中", "Targets being filed"),
        "filed": ("备案待审", "Filing to be examined"),
        "planned": ("已备案，待自评", "Filed; self-evaluation to come"),
        "self_evaluated": ("已自评", "Self-evaluated"),
        "reviewing": ("文审中", "Document review"),
        "reviewed": ("文审完成", "Documents reviewed"),
        "verifying": ("实地核查中", "On-site verification"),
        "verified": ("核查完成", "Verified on site"),
        "scored": ("已综合评分", "Scored"),
        "decided": ("领导小组已审定", "Decided by the leading group"),
        "notified": ("已通报", "Notified"),
        "rectifying": ("整改中", "Rectification"),
        "closed": ("已结案", "Closed"),
    },
    initial="filing",
    steps=(
        Step("open", from_="", to="filing", by=OFFICE, label_zh="立案", label_en="Open"),
        Step(
            "file_targets",
            from_="filing",
            to="filing",
            by=SUBJECT,
            label_zh="填写目标",
            label_en="Enter targets",
        ),
        Step(
            "submit_filing",
            from_="filing",
            to="filed",
            by=SUBJECT,
            label_zh="提交备案",
            label_en="Submit filing",
        ),
        Step(
            "accept_filing",
            from_="filed",
            to="planned",
            by=OFFICE,
            not_by="filed_by",
            label_zh="同意备案",
            label_en="Accept filing",
        ),
        Step(
            "return_filing",
            from_="filed",
            to="filing",
            by=OFFICE,
            label_zh="退回备案",
            label_en="Return filing",
        ),
        Step(
            "mark",
            from_="planned",
            to="planned",
            by=SUBJECT,
            label_zh="填写自评",
            label_en="Self-evaluate an item",
        ),
        Step(
            "mark_rest",
            from_="planned",
            to="planned",
            by=SUBJECT,
            label_zh="其余按系统计算分自评",
            label_en="Claim the computed points for the rest",
        ),
        Step(
            "submit_self_evaluation",
            from_="planned",
            to="self_evaluated",
            by=SUBJECT,
            label_zh="提交自评",
            label_en="Submit self-evaluation",
        ),
        Step(
            "assign_reviewers",
            from_=("self_evaluated", "reviewing"),
            to="reviewing",
            by=OFFICE,
            label_zh="分派评审人",
            label_en="Assign reviewers",
        ),
        Step(
            "return_self_evaluation",
            from_="self_evaluated",
            to="planned",
            by=OFFICE,
            label_zh="退回自评",
            label_en="Return self-evaluation",
        ),
        Step(
            "call_third",
            from_="reviewing",
            to="reviewing",
            by=OFFICE,
            label_zh="请第三人评审",
            label_en="Call a third reviewer",
        ),
        Step(
            "finish_review",
            from_="reviewing",
            to="reviewed",
            by=OFFICE,
            label_zh="文审完成",
            label_en="Finish review",
        ),
        Step(
            "begin_verification",
            from_="reviewed",
            to="verifying",
            by=OFFICE,
            label_zh="开始核查",
            label_en="Begin verification",
        ),
        Step(
            "finish_verification",
            from_="verifying",
            to="verified",
            by=OFFICE,
            label_zh="核查完成",
            label_en="Finish verification",
        ),
        Step(
            "score",
            from_=("verified", "scored", "decided", "notified", "rectifying", "closed"),
            to="scored",
            by=OFFICE,
            label_zh="综合评分",
            label_en="Score",
        ),
        Step(
            "decide",
            from_="scored",
            to="decided",
            by=OFFICE,
            label_zh="登记审定",
            label_en="Record the decision",
        ),
        Step(
            "notify", from_="decided", to="notified", by=OFFICE, label_zh="通报", label_en="Notify"
        ),
        Step(
            "order_rectification",
            from_=("notified", "rectifying"),
            to="rectifying",
            by=OFFICE,
            label_zh="下达整改",
            label_en="Order rectification",
        ),
        Step(
            "close",
            from_=("notified", "rectifying"),
            to="closed",
            by=OFFICE,
            label_zh="结案",
            label_en="Close",
        ),
    ),
)

VERIFIERS = (Role.PROVINCIAL_OFFICER, Role.OFFICE)

check = Flow(
    "evaluation.check",
    states={
        "open": ("待核查", "To be verified"),
        "confirmed": ("核查相符", "Confirmed"),
        "differs": ("核查不符", "Differs"),
    },
    initial="open",
    steps=(
        Step(
            "confirm",
            from_="open",
            to="confirmed",
            by=VERIFIERS,
            label_zh="相符",
            label_en="Confirm",
        ),
        Step(
            "differ",
            from_="open",
            to="differs",
            by=VERIFIERS,
            label_zh="不符",
            label_en="Record a difference",
        ),
    ),
)
