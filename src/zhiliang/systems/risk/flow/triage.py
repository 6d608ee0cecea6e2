"""The life of a signal: raised by the monitor, then dismissed, watched or assessed."""

from zhiliang.core.flow import Flow, Step
from zhiliang.systems.risk.flow.parties import OFFICERS

UNSETTLED = ("raised", "watched")

signal = Flow(
    "risk.signal",
    states={
        "raised": ("待研判", "To be triaged"),
        "watched": ("关注中", "Watched"),
        "assessing": ("评估中", "Under assessment"),
        "acted": ("已处置", "Acted on"),
        "dismissed": ("已排除", "Dismissed"),
    },
    initial="raised",
    steps=(
        Step(
            "raise", from_="", to="raised", by=(), label_zh="监测报警", label_en="Raised by monitor"
        ),
        Step(
            "repeat",
            from_=("raised", "watched", "assessing"),
            to="",
            by=(),
            label_zh="再次报警",
            label_en="Alarm again",
        ),
        Step(
            "assess",
            from_=UNSETTLED,
            to="assessing",
            by=OFFICERS,
            label_zh="开展风险评估",
            label_en="Assess the risk",
        ),
        Step(
            "watch",
            from_="raised",
            to="watched",
            by=OFFICERS,
            label_zh="列入关注",
            label_en="Watch",
        ),
        Step(
            "dismiss",
            from_=UNSETTLED,
            to="dismissed",
            by=OFFICERS,
            label_zh="排除",
            label_en="Dismiss",
        ),
        Step(
            "conclude",
            from_="assessing",
            to="acted",
            by=(),
            label_zh="评估后处置",
            label_en="Acted on after assessment",
        ),
        Step(
            "inform",
            from_=("raised", "watched", "assessing", "acted"),
            to="",
            by=OFFICERS,
            label_zh="通报有关地区和部门",
            label_en="Inform places and departments",
        ),
        Step(
            "note_headline",
            from_=("raised", "watched", "assessing", "acted", "dismissed"),
            to="",
            by=OFFICERS,
            label_zh="登记公开报道",
            label_en="Note when it became public",
        ),
    ),
)
