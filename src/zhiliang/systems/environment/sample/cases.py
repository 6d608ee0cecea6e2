"""How far made-up exceedances have come: most are over, a few wait for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Step:
    """A step taken some days after the last day over the limits, and what was said."""

    verb: str
    days: int
    said: Mapping[str, str] = field(default_factory=dict)


Story = tuple[Step, ...]
SOURCES_VERBS = ("explain", "rectify")

NOTIFY = Step("notify", 1, {"demand": "请在规定时间内说明原因并整改，报送检测报告。"})
TREATMENT = Step(
    "explain",
    3,
    {"cause": "treatment", "explanation": "生化池曝气机故障，处理效率下降，已停机检修。"},
)
INFLOW = Step(
    "explain",
    3,
    {"cause": "inflow", "explanation": "上游来水浓度突增，调节池容量不足。"},
)
DEVICE = Step(
    "explain",
    2,
    {
        "cause": "device",
        "explanation": "分析仪试剂失效，比对监测结果达标。",
        "file": "比对监测报告.txt",
    },
)
RECTIFY = Step(
    "rectify",
    12,
    {"measures": "更换曝气机，恢复后连续监测达标。", "file": "整改检测报告.txt"},
)
VERIFY = Step("verify", 16, {"finding": "现场核查属实，连续达标。"})
DISMISS = Step("dismiss", 6, {"reason": "比对监测达标，属监测设备故障。"})
SEND_BACK = Step("send_back", 5, {"reason": "没有附检测报告，请补充。"})

OVER: Story = (NOTIFY, TREATMENT, RECTIFY, VERIFY)
STORIES: tuple[Story, ...] = (
    OVER,
    (NOTIFY, INFLOW, RECTIFY, VERIFY),
    OVER,
    (NOTIFY, DEVICE, DISMISS),
    OVER,
    (
        NOTIFY,
        TREATMENT,
        SEND_BACK,
        Step("rectify", 15, RECTIFY.said),
        Step("verify", 20, VERIFY.said),
    ),
    OVER,
    (NOTIFY, TREATMENT, RECTIFY),
    OVER,
    (NOTIFY, INFLOW),
    OVER,
    (NOTIFY,),
    OVER,
    (),
)
