"""The life of an incident: registered, escalated, responded to, ended, reviewed."""

from zhiliang.core.flow import Flow, Step
from zhiliang.core.roles import Role
from zhiliang.systems.risk.flow.parties import DRAFTERS, GOVERNMENTS

EITHER = (*DRAFTERS, Role.OFFICE)
LIVE = ("reported", "responding")

incident = Flow(
    "risk.incident",
    states={
        "reported": ("已接报", "Reported"),
        "responding": ("响应中", "Responding"),
        "ended": ("响应已终止", "Response ended"),
        "reviewed": ("已复盘", "Reviewed"),
    },
    initial="reported",
    steps=(
        Step(
            "register", from_="", to="reported", by=EITHER, label_zh="登记接报", label_en="Register"
        ),
        Step(
            "respond",
            from_="reported",
            to="responding",
            by=GOVERNMENTS + (Role.PROVINCIAL_OFFICER, Role.DEPARTMENT_OFFICER),
            label_zh="启动应急响应",
            label_en="Start the response",
        ),
        Step(
            "escalate",
            from_=LIVE,
            to="",
            by=EITHER,
            label_zh="登记上报",
            label_en="Record the report upwards",
        ),
        Step(
            "report_situation",
            from_=LIVE,
            to="",
            by=EITHER,
            label_zh="报送情况报告",
            label_en="File a situation report",
        ),
        Step(
            "update_toll",
            from_=(*LIVE, "ended"),
            to="",
            by=EITHER,
            label_zh="更新伤亡损失",
            label_en="Update the toll",
        ),
        Step(
            "write_log",
            from_=LIVE,
            to="",
            by=EITHER,
            label_zh="记处置日志",
            label_en="Write the log",
        ),
        Step(
            "ask_resource",
            from_=LIVE,
            to="",
            by=EITHER,
            label_zh="请求资源",
            label_en="Ask for resources",
        ),
        Step(
            "move_resource",
            from_=(*LIVE, "ended"),
            to="",
            by=EITHER,
            label_zh="登记资源到位、归还",
            label_en="Record that resources came or went",
        ),
        Step(
            "change_response",
            from_="responding",
            to="",
            by=GOVERNMENTS + (Role.PROVINCIAL_OFFICER, Role.DEPARTMENT_OFFICER),
            label_zh="调整响应级别",
            label_en="Change the response level",
        ),
        Step(
            "inform",
            from_=LIVE,
            to="",
            by=EITHER,
            label_zh="通报有关地区和部门",
            label_en="Inform places and departments",
        ),
        Step(
            "end",
            from_=LIVE,
            to="ended",
            by=GOVERNMENTS + (Role.PROVINCIAL_OFFICER, Role.DEPARTMENT_OFFICER),
            label_zh="终止响应",
            label_en="End the response",
        ),
        Step("review", from_="ended", to="reviewed", by=EITHER, label_zh="复盘", label_en="Review"),
    ),
)
