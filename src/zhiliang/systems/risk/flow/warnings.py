"""The life of a notice, an alert or a warning: drafted, issued, adjusted, lifted, reviewed.

A department issues its notices and alerts; an emergency warning it can only propose to the
government, which issues, adjusts and lifts it (Emergency Response Law, articles 64 and 70).
"""

from zhiliang.core.flow import Flow, Step
from zhiliang.core.roles import Role
from zhiliang.systems.risk.flow.parties import DRAFTERS, GOVERNMENTS

EITHER = (*DRAFTERS, Role.OFFICE)

warning = Flow(
    "risk.warning",
    states={
        "drafted": ("拟稿", "Draft"),
        "proposed": ("已报请政府", "Before the government"),
        "issued": ("生效中", "In force"),
        "lifted": ("已解除", "Lifted"),
        "reviewed": ("已复盘", "Reviewed"),
        "dropped": ("不发布", "Dropped"),
    },
    initial="drafted",
    steps=(
        Step("draft", from_="", to="drafted", by=EITHER, label_zh="拟稿", label_en="Draft"),
        Step("revise", from_="drafted", to="", by=EITHER, label_zh="修改", label_en="Revise"),
        Step(
            "issue",
            from_="drafted",
            to="issued",
            by=DRAFTERS,
            not_by="drafted_by",
            label_zh="签发",
            label_en="Issue",
        ),
        Step(
            "propose",
            from_="drafted",
            to="proposed",
            by=EITHER,
            label_zh="报请政府发布",
            label_en="Propose to the government",
        ),
        Step(
            "issue_emergency",
            from_="proposed",
            to="issued",
            by=GOVERNMENTS,
            not_by="proposed_by",
            label_zh="政府发布预警",
            label_en="Issue by the government",
        ),
        Step(
            "return",
            from_="proposed",
            to="drafted",
            by=GOVERNMENTS,
            label_zh="退回",
            label_en="Return",
        ),
        Step(
            "adjust",
            from_="issued",
            to="",
            by=(*DRAFTERS, Role.OFFICE),
            label_zh="调整并重新发布",
            label_en="Adjust and issue again",
        ),
        Step(
            "inform",
            from_="issued",
            to="",
            by=EITHER,
            label_zh="通报有关地区和部门",
            label_en="Inform places and departments",
        ),
        Step(
            "lift",
            from_="issued",
            to="lifted",
            by=(*DRAFTERS, Role.OFFICE),
            label_zh="解除",
            label_en="Lift",
        ),
        Step(
            "review",
            from_="lifted",
            to="reviewed",
            by=EITHER,
            label_zh="复盘",
            label_en="Review",
        ),
        Step(
            "drop",
            from_=("drafted", "proposed"),
            to="dropped",
            by=EITHER,
            label_zh="不发布",
            label_en="Drop",
        ),
    ),
)
