"""The life of a plan, and that of the draw that turns it into tasks."""

from zhiliang.core.flow import Flow, Step
from zhiliang.systems.sampling.flow.parties import OFFICERS

plan = Flow(
    "sampling.plan",
    states={
        "draft": ("拟订中", "Draft"),
        "issued": ("已下达", "Issued"),
        "drawn": ("已抽取", "Drawn"),
        "closed": ("已完结", "Closed"),
        "withdrawn": ("已撤销", "Withdrawn"),
    },
    initial="draft",
    steps=(
        Step("draft", from_="", to="draft", by=OFFICERS, label_zh="拟订计划", label_en="Draft"),
        Step(
            "allocate",
            from_="draft",
            to="",
            by=OFFICERS,
            label_zh="分配批次",
            label_en="Allocate samples",
        ),
        Step(
            "allocate_file",
            from_="draft",
            to="",
            by=OFFICERS,
            label_zh="从文件分配",
            label_en="Allocate from a file",
        ),
        Step(
            "issue",
            from_="draft",
            to="issued",
            by=OFFICERS,
            label_zh="下达计划",
            label_en="Issue",
        ),
        Step(
            "draw", from_="issued", to="drawn", by=OFFICERS, label_zh="双随机抽取", label_en="Draw"
        ),
        Step("redraw", from_="drawn", to="issued", by=(), label_zh="抽取作废", label_en="Annulled"),
        Step(
            "close",
            from_="drawn",
            to="closed",
            by=OFFICERS,
            label_zh="完结计划",
            label_en="Close",
        ),
        Step(
            "withdraw",
            from_=("draft", "issued"),
            to="withdrawn",
            by=OFFICERS,
            label_zh="撤销计划",
            label_en="Withdraw",
        ),
    ),
)

draw = Flow(
    "sampling.draw",
    states={
        "frozen": ("名录已冻结", "Lists frozen"),
        "drawn": ("已抽取", "Drawn"),
        "void": ("已作废", "Annulled"),
    },
    initial="frozen",
    steps=(
        Step(
            "freeze",
            from_="",
            to="frozen",
            by=OFFICERS,
            label_zh="冻结名录并公布摘要",
            label_en="Freeze the lists and publish their digest",
        ),
        Step(
            "draw",
            from_="frozen",
            to="drawn",
            by=OFFICERS,
            label_zh="录入公开随机数并抽取",
            label_en="Enter the public number and draw",
        ),
        Step(
            "annul",
            from_=("frozen", "drawn"),
            to="void",
            by=OFFICERS,
            label_zh="作废",
            label_en="Annul",
        ),
    ),
)
