"""Figures of coordination and follow-up: tasks closed in time from records, others as returned."""

from zhiliang.indicators.definition import Ratio, Reported
from zhiliang.indicators.expression import Column, Literal, Operation
from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import Table

TASKS = Table(
    "followup_task",
    columns=(
        ("number", "text"),
        ("place", "text"),
        ("source", "text"),
        ("kind", "text"),
        ("state", "text"),
        ("due_on", "date"),
        ("submitted_on", "date"),
    ),
    key=("number",),
    period="",
    date="due_on",
)

tasks = Projection(
    TASKS,
    model="coordination.Task",
    columns={
        "number": "number",
        "place": "figure_place",
        "source": "source",
        "kind": "kind",
        "state": "state",
        "due_on": "due_on",
        "submitted_on": "submitted_at__date",
    },
    where={"due_on__isnull": False},
    partition="due_on",
)

tasks_closed_in_time = Ratio(
    key="coordination.tasks_closed_in_time",
    clause="四(一)",
    name_zh="督办任务按期办结率",
    name_en="Follow-up tasks closed in time",
    unit="%",
    of=TASKS,
    where=Operation("ne", (Column("state"), Literal("withdrawn"))),
    numerator=Column("state").is_("closed")
    & Operation("le", (Column("submitted_on"), Column("due_on"))),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
    note_zh="到期日在期内的任务中，经办公室核定办结且不晚于到期日提交的占比；"
    "准予延期的按延后的日期，撤销的不计。部门承办的计入全省。",
    note_en="Of the tasks whose due date lies in the period, those that the office closed and that "
    "were submitted by then; an extended date counts as extended, withdrawn tasks not at all. "
    "What a department carries counts for the province.",
)

quality_plan_adopted = Reported(
    key="coordination.quality_plan_adopted",
    clause="四(一)",
    name_zh="质量发展规划和年度方案制定",
    name_en="Quality development plan and yearly programme adopted",
    unit="档",
    note_zh="1/0.5/0",
)

mechanism_established = Reported(
    key="coordination.mechanism_established",
    clause="四(一)",
    name_zh="质量工作协调机制建立",
    name_en="Coordination mechanism established",
    unit="档",
    places=0,
    note_zh="1/0",
)

targets_in_government_report = Reported(
    key="coordination.targets_in_government_report",
    clause="四(一)",
    name_zh="质量目标纳入国民经济规划和政府工作报告",
    name_en="Quality targets in the economic plan and government report",
    unit="档",
    note_zh="1/0.5/0",
)
