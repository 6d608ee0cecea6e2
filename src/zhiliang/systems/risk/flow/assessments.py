"""The life of an assessment: scenarios and opinions, a conclusion, another person's decision."""

from zhiliang.core.flow import Flow, Step
from zhiliang.systems.risk.flow.parties import OFFICERS

assessment = Flow(
    "risk.assessment",
    states={
        "drafting": ("评估中", "Being assessed"),
        "concluded": ("待决定", "Decision owed"),
        "decided": ("已决定", "Decided"),
    },
    initial="drafting",
    steps=(
        Step("open", from_="", to="drafting", by=OFFICERS, label_zh="立项评估", label_en="Open"),
        Step(
            "add_scenario",
            from_="drafting",
            to="",
            by=OFFICERS,
            label_zh="登记伤害情景",
            label_en="Enter a scenario",
        ),
        Step(
            "give_opinion",
            from_="drafting",
            to="",
            by=OFFICERS,
            label_zh="登记专家意见",
            label_en="Enter an expert's opinion",
        ),
        Step(
            "conclude",
            from_="drafting",
            to="concluded",
            by=OFFICERS,
            label_zh="完成评估",
            label_en="Conclude",
        ),
        Step(
            "resume",
            from_="concluded",
            to="drafting",
            by=OFFICERS,
            label_zh="退回补充评估",
            label_en="Send back",
        ),
        Step(
            "decide",
            from_="concluded",
            to="decided",
            by=OFFICERS,
            not_by="concluded_by",
            label_zh="决定措施",
            label_en="Decide the measure",
        ),
    ),
)
