"""The life of a drill: started without notice, answered against the clock, assessed."""

from zhiliang.core.flow import Flow, Step
from zhiliang.core.roles import Role
from zhiliang.systems.recalls.flow.parties import OFFICERS

drill = Flow(
    "recalls.drill",
    states={
        "running": ("计时中", "Running"),
        "answered": ("已提交", "Answered"),
        "scored": ("已评定", "Assessed"),
        "missed": ("未提交", "Not answered"),
    },
    initial="running",
    steps=(
        Step(
            "start",
            from_="",
            to="running",
            by=OFFICERS,
            label_zh="发起演练",
            label_en="Start a drill",
        ),
        Step(
            "answer",
            from_="running",
            to="answered",
            by=(Role.ENTERPRISE,),
            label_zh="提交上下家名单",
            label_en="Hand in suppliers and customers",
        ),
        Step(
            "score",
            from_="answered",
            to="scored",
            by=OFFICERS,
            label_zh="与追溯数据比对并评定",
            label_en="Compare with the trace and assess",
        ),
        Step(
            "miss",
            from_="running",
            to="missed",
            by=OFFICERS,
            label_zh="记为未提交",
            label_en="Record that nothing was handed in",
        ),
    ),
)
