"""The life of a returned figure."""

from zhiliang.core.flow import Flow, Step
from zhiliang.core.roles import Role

REPORTERS = (Role.CITY_OFFICER, Role.DEPARTMENT_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE)
DECIDERS = (Role.PROVINCIAL_OFFICER, Role.OFFICE)

figure = Flow(
    "returns",
    states={
        "draft": ("草稿", "Draft"),
        "submitted": ("已提交", "Submitted"),
        "verified": ("已核实", "Verified"),
        "accepted": ("已核准", "Accepted"),
        "returned": ("已退回", "Sent back"),
        "superseded": ("已被更正", "Superseded"),
        "discarded": ("已作废", "Discarded"),
    },
    initial="draft",
    steps=(
        Step("enter", from_="", to="draft", by=REPORTERS, label_zh="新建", label_en="New figure"),
        Step(
            "submit",
            from_="draft",
            to="submitted",
            by=REPORTERS,
            label_zh="提交",
            label_en="Submit",
        ),
        Step(
            "edit",
            from_=("draft", "returned"),
            to="draft",
            by=REPORTERS,
            label_zh="修改",
            label_en="Edit",
        ),
        Step(
            "attach_evidence",
            from_=("draft", "returned"),
            to="draft",
            by=REPORTERS,
            label_zh="附证明材料",
            label_en="Attach evidence",
        ),
        Step(
            "verify",
            from_="submitted",
            to="verified",
            by=REPORTERS,
            not_by="submitted_by",
            label_zh="核实",
            label_en="Verify",
        ),
        Step(
            "accept",
            from_="verified",
            to="accepted",
            by=DECIDERS,
            not_by="submitted_by",
            label_zh="核准",
            label_en="Accept",
        ),
        Step(
            "send_back",
            from_=("submitted", "verified"),
            to="returned",
            by=REPORTERS,
            label_zh="退回",
            label_en="Send back",
        ),
        Step(
            "discard",
            from_=("draft", "returned"),
            to="discarded",
            by=REPORTERS,
            label_zh="作废",
            label_en="Discard",
        ),
        Step(
            "correct",
            from_="accepted",
            to="accepted",
            by=REPORTERS,
            label_zh="更正",
            label_en="Correct",
        ),
        Step(
            "supersede",
            from_="accepted",
            to="superseded",
            by=(),
            label_zh="由新数代替",
            label_en="Superseded by a newer figure",
        ),
    ),
)
