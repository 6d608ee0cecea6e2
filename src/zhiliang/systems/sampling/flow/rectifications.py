"""The ladder of post-processing: order 18, articles 46 to 49; product-quality law, article 17."""

from zhiliang.core.flow import Flow, Step
from zhiliang.core.roles import Role
from zhiliang.systems.sampling.flow.parties import OFFICERS

OPEN = ("ordered", "corrected", "failed", "announced", "failed_again", "suspended", "failed_last")

rectification = Flow(
    "sampling.rectification",
    states={
        "ordered": ("已责令改正", "Ordered to correct"),
        "corrected": ("已报告改正", "Correction reported"),
        "failed": ("复查不合格待公告", "Follow-up failed, to be announced"),
        "announced": ("省级已公告", "Announced by the province"),
        "failed_again": ("公告后复查不合格", "Second follow-up failed"),
        "suspended": ("停业整顿中", "Suspended"),
        "failed_last": ("整顿后复查不合格", "Third follow-up failed"),
        "closed": ("复查合格了结", "Closed after passing"),
        "referred": ("已移送依法处理", "Referred for further action"),
    },
    initial="ordered",
    steps=(
        Step(
            "order",
            from_="",
            to="ordered",
            by=OFFICERS,
            label_zh="责令改正",
            label_en="Order the correction",
        ),
        Step(
            "correct",
            from_="ordered",
            to="corrected",
            by=(Role.ENTERPRISE,),
            within="S18-46",
            label_zh="报告改正完成",
            label_en="Report the correction",
        ),
        Step(
            "inspect",
            from_=("ordered", "corrected"),
            to="closed",
            by=OFFICERS,
            label_zh="登记复查结果",
            label_en="Enter the follow-up inspection",
        ),
        Step(
            "fail",
            from_=("ordered", "corrected"),
            to="failed",
            by=(),
            label_zh="复查不合格",
            label_en="Follow-up failed",
        ),
        Step(
            "announce",
            from_=("failed", "ordered"),
            to="announced",
            by=(Role.PROVINCIAL_OFFICER,),
            label_zh="省级公告",
            label_en="Announce",
        ),
        Step(
            "reinspect",
            from_="announced",
            to="closed",
            by=OFFICERS,
            label_zh="登记公告后复查结果",
            label_en="Enter the second follow-up",
        ),
        Step(
            "fail_again",
            from_="announced",
            to="failed_again",
            by=(),
            label_zh="公告后复查不合格",
            label_en="Second follow-up failed",
        ),
        Step(
            "suspend",
            from_="failed_again",
            to="suspended",
            by=OFFICERS,
            label_zh="责令停业，限期整顿",
            label_en="Suspend",
        ),
        Step(
            "inspect_last",
            from_="suspended",
            to="closed",
            by=OFFICERS,
            label_zh="登记整顿后复查结果",
            label_en="Enter the third follow-up",
        ),
        Step(
            "fail_last",
            from_="suspended",
            to="failed_last",
            by=(),
            label_zh="整顿后复查不合格",
            label_en="Third follow-up failed",
        ),
        Step(
            "refer",
            from_=("failed", "failed_last"),
            to="referred",
            by=OFFICERS,
            label_zh="移送依法处理（吊销营业执照等）",
            label_en="Refer for further action, such as revocation",
        ),
    ),
)
