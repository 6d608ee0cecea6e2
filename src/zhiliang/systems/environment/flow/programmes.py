"""The lives of audits, pilots, outdated capacity and projects: filed by one, decided by another."""

from zhiliang.core.flow import Flow, Step
from zhiliang.systems.environment.flow.emissions import CITY, PROVINCE

cleaner_audit = Flow(
    "environment.cleaner_audit",
    states={
        "listed": ("已列入名单", "Listed"),
        "filed": ("已报审核结果", "Result filed"),
        "assessed": ("已评估", "Assessed"),
        "accepted": ("已验收", "Accepted"),
        "removed": ("已移出名单", "Taken off the list"),
    },
    initial="listed",
    steps=(
        Step(
            "list",
            from_="",
            to="listed",
            by=(*CITY, *PROVINCE),
            label_zh="列入强制审核名单",
            label_en="Put on the mandatory list",
        ),
        Step(
            "file",
            from_="listed",
            to="filed",
            by=CITY,
            label_zh="报送审核结果",
            label_en="File the result",
        ),
        Step(
            "assess",
            from_="filed",
            to="assessed",
            by=(*CITY, *PROVINCE),
            label_zh="评估",
            label_en="Assess",
        ),
        Step(
            "accept",
            from_="assessed",
            to="accepted",
            by=(*CITY, *PROVINCE),
            not_by="filed_by",
            label_zh="验收",
            label_en="Accept",
        ),
        Step(
            "send_back",
            from_=("filed", "assessed"),
            to="listed",
            by=(*CITY, *PROVINCE),
            not_by="filed_by",
            label_zh="退回重做",
            label_en="Send back",
        ),
        Step(
            "remove",
            from_=("listed", "filed"),
            to="removed",
            by=PROVINCE,
            label_zh="移出名单",
            label_en="Take off the list",
        ),
    ),
)

pilot = Flow(
    "environment.pilot",
    states={
        "admitted": ("试点中", "Under way"),
        "accepted": ("已通过验收", "Accepted"),
        "removed": ("已取消", "Removed"),
    },
    initial="admitted",
    steps=(
        Step(
            "admit",
            from_="",
            to="admitted",
            by=PROVINCE,
            label_zh="列入试点",
            label_en="Admit a pilot",
        ),
        Step(
            "report",
            from_="admitted",
            to="",
            by=CITY,
            label_zh="报送年度报告",
            label_en="File the yearly report",
        ),
        Step(
            "accept",
            from_="admitted",
            to="accepted",
            by=PROVINCE,
            not_by="filed_by",
            label_zh="验收通过",
            label_en="Accept",
        ),
        Step(
            "remove",
            from_="admitted",
            to="removed",
            by=PROVINCE,
            not_by="filed_by",
            label_zh="取消试点",
            label_en="Remove",
        ),
    ),
)

elimination = Flow(
    "environment.elimination",
    states={
        "assigned": ("已下达", "Assigned"),
        "dismantled": ("已拆除待核实", "Dismantled, to be seen"),
        "verified": ("已现场核实", "Verified on site"),
    },
    initial="assigned",
    steps=(
        Step(
            "assign",
            from_="",
            to="assigned",
            by=PROVINCE,
            label_zh="下达淘汰任务",
            label_en="Assign an elimination",
        ),
        Step(
            "dismantle",
            from_="assigned",
            to="dismantled",
            by=CITY,
            label_zh="报告已拆除",
            label_en="Report the dismantling",
        ),
        Step(
            "verify",
            from_="dismantled",
            to="verified",
            by=PROVINCE,
            not_by="filed_by",
            label_zh="现场核实",
            label_en="Verify on site",
        ),
        Step(
            "send_back",
            from_="dismantled",
            to="assigned",
            by=PROVINCE,
            not_by="filed_by",
            label_zh="退回",
            label_en="Send back",
        ),
    ),
)

project = Flow(
    "environment.project",
    states={
        "planned": ("计划中", "Planned"),
        "completed": ("已完成待核实", "Completed, to be checked"),
        "verified": ("已核实", "Checked"),
    },
    initial="planned",
    steps=(
        Step(
            "plan",
            from_="",
            to="planned",
            by=(*CITY, *PROVINCE),
            label_zh="列入计划",
            label_en="Plan a project",
        ),
        Step(
            "complete",
            from_="planned",
            to="completed",
            by=CITY,
            label_zh="报告完成",
            label_en="Report the completion",
        ),
        Step(
            "verify",
            from_="completed",
            to="verified",
            by=PROVINCE,
            not_by="filed_by",
            label_zh="核实",
            label_en="Check",
        ),
        Step(
            "send_back",
            from_="completed",
            to="planned",
            by=PROVINCE,
            not_by="filed_by",
            label_zh="退回",
            label_en="Send back",
        ),
    ),
)
