"""The life of a clue: registered, screened, investigated, assessed, confirmed or dismissed."""

from zhiliang.core.flow import Flow, Step
from zhiliang.core.roles import Role
from zhiliang.systems.recalls.flow.parties import OFFICERS

OPEN = ("received", "investigating", "assessing")

clue = Flow(
    "recalls.clue",
    states={
        "received": ("待筛查", "To be screened"),
        "investigating": ("调查中", "Under investigation"),
        "assessing": ("专家研判中", "With experts"),
        "suspended": ("已中止", "Suspended"),
        "confirmed": ("已认定", "Confirmed"),
        "dismissed": ("已终止", "Ended without a recall"),
    },
    initial="received",
    steps=(
        Step(
            "register",
            from_="",
            to="received",
            by=OFFICERS,
            label_zh="登记线索",
            label_en="Register a clue",
        ),
        Step(
            "report_clue",
            from_="",
            to="received",
            by=(Role.ENTERPRISE,),
            label_zh="企业报告",
            label_en="Reported by the firm",
        ),
        Step(
            "take_up",
            from_="",
            to="received",
            by=(),
            label_zh="由其他系统转入",
            label_en="Taken up from another system",
        ),
        Step(
            "screen",
            from_="received",
            to="investigating",
            by=OFFICERS,
            label_zh="筛查通过，开始调查",
            label_en="Screen and investigate",
        ),
        Step(
            "ask_analysis",
            from_="investigating",
            to="",
            by=OFFICERS,
            label_zh="通知生产者调查分析",
            label_en="Have the producer look into it",
        ),
        Step(
            "analyse",
            from_=("investigating", "assessing"),
            to="",
            by=(Role.ENTERPRISE, *OFFICERS),
            label_zh="报告调查分析结果",
            label_en="Report the producer's analysis",
        ),
        Step(
            "investigate",
            from_="investigating",
            to="assessing",
            by=OFFICERS,
            label_zh="完成调查，提请专家研判",
            label_en="End the investigation, ask experts",
        ),
        Step(
            "give_opinion",
            from_="assessing",
            to="",
            by=OFFICERS,
            label_zh="登记专家意见",
            label_en="Enter an expert's opinion",
        ),
        Step(
            "confirm",
            from_=("investigating", "assessing"),
            to="confirmed",
            by=OFFICERS,
            not_by="investigated_by",
            label_zh="认定并立召回案",
            label_en="Confirm and open a recall",
        ),
        Step(
            "suspend",
            from_=OPEN,
            to="suspended",
            by=OFFICERS,
            label_zh="中止",
            label_en="Suspend",
        ),
        Step(
            "resume",
            from_="suspended",
            to="investigating",
            by=OFFICERS,
            label_zh="恢复调查",
            label_en="Resume",
        ),
        Step(
            "dismiss",
            from_=(*OPEN, "suspended"),
            to="dismissed",
            by=OFFICERS,
            label_zh="终止",
            label_en="End without a recall",
        ),
    ),
)
