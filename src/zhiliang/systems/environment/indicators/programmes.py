"""Cleaner production, circular economy, outdated capacity and projects: figures from records."""

from zhiliang.indicators.definition import Count, Ratio
from zhiliang.indicators.expression import Column, Literal, Node, Operation
from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import Table

SETS = ("gd_21", "prd_9")


def yes(condition: Node) -> Operation:
    """One where it holds, else nothing."""
    return Operation("if", (condition, Literal(1), Literal(0)))


AUDITS = Table(
    "cleaner_audit",
    columns=(
        ("id", "int"),
        ("place", "text"),
        ("source", "text"),
        ("state", "text"),
        ("due_on", "date"),
        ("accepted_on", "date"),
    ),
    key=("id",),
    period="",
    date="due_on",
)
audits = Projection(
    AUDITS,
    model="environment.CleanerAudit",
    columns={
        "id": "pk",
        "place": "place_id",
        "source": "source",
        "state": "state",
        "due_on": "due_on",
        "accepted_on": "accepted_on",
    },
    partition="due_on",
)
cleaner_audits_accepted = Ratio(
    key="environment.cleaner_audits_accepted",
    clause="三(五)",
    name_zh="强制性清洁生产审核验收率",
    name_en="Mandatory cleaner-production audits accepted",
    unit="%",
    of=AUDITS,
    where=Operation("ne", (Column("state"), Literal("removed"))),
    numerator=yes(Column("state").is_("accepted")),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="审核到期日在期内的名单企业中已通过验收的占比；移出名单的不计，逾期后验收的也算已验收。",
    note_en="Of the listed enterprises whose audit fell due in the period, those whose audit was "
    "accepted, late ones included; enterprises taken off the list are not counted.",
)

PILOTS = Table(
    "pilot_report",
    columns=(
        ("id", "int"),
        ("place", "text"),
        ("source", "text"),
        ("kind", "text"),
        ("state", "text"),
        ("as_of", "date"),
    ),
    key=("id",),
    period="",
    date="as_of",
)
pilots = Projection(
    PILOTS,
    model="environment.PilotReport",
    columns={
        "id": "pk",
        "place": "pilot__place_id",
        "source": "pilot__source",
        "kind": "pilot__kind",
        "state": "pilot__state",
        "as_of": "as_of",
    },
    partition="as_of",
)
circular_economy_pilots = Count(
    key="environment.circular_economy_pilots",
    clause="三(五)",
    name_zh="循环经济试点数",
    name_en="Circular-economy pilots",
    unit="个",
    places=0,
    of=PILOTS,
    where=Operation("ne", (Column("state"), Literal("removed"))),
    aggregate="sum",
    sets=SETS,
    note_zh="报送了当年年度报告的园区、企业和城市试点；已取消的不计。",
    note_en="Parks, enterprises and cities that reported for the year; removed pilots are not "
    "counted.",
)

ELIMINATIONS = Table(
    "elimination",
    columns=(
        ("id", "int"),
        ("place", "text"),
        ("source", "text"),
        ("industry", "text"),
        ("state", "text"),
        ("due_on", "date"),
        ("dismantled_on", "date"),
    ),
    key=("id",),
    period="",
    date="due_on",
)
eliminations = Projection(
    ELIMINATIONS,
    model="environment.Elimination",
    columns={
        "id": "pk",
        "place": "place_id",
        "source": "source",
        "industry": "industry",
        "state": "state",
        "due_on": "due_on",
        "dismantled_on": "dismantled_on",
    },
    partition="due_on",
)
outdated_capacity_eliminated = Ratio(
    key="environment.outdated_capacity_eliminated",
    clause="三(五)",
    name_zh="落后产能淘汰任务完成率",
    name_en="Outdated capacity eliminated",
    unit="%",
    of=ELIMINATIONS,
    numerator=yes(
        Column("state").is_("verified")
        & Operation("le", (Column("dismantled_on"), Column("due_on")))
    ),
    denominator=Literal(1),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="淘汰期限在期内的任务中，按期拆除并经现场核实的项数占比；各行业产能单位不同，按项计、不相加。",
    note_en="Of the lines due in the period, those dismantled by the day and seen on site. "
    "Capacities have different units, so lines are counted and capacities are not added.",
)

PROJECTS = Table(
    "environment_project",
    columns=(
        ("id", "int"),
        ("place", "text"),
        ("source", "text"),
        ("kind", "text"),
        ("state", "text"),
        ("due_on", "date"),
        ("planned", "scaled6"),
        ("completed", "scaled6"),
    ),
    key=("id",),
    period="",
    date="due_on",
)
projects = Projection(
    PROJECTS,
    model="environment.Project",
    columns={
        "id": "pk",
        "place": "place_id",
        "source": "source",
        "kind": "kind",
        "state": "state",
        "due_on": "due_on",
        "planned": "planned_e6",
        "completed": "completed_e6",
    },
    partition="due_on",
)
project_completion = tuple(
    Ratio(
        key=f"environment.{key}",
        clause="三(五)",
        name_zh=name_zh,
        name_en=name_en,
        unit="%",
        of=PROJECTS,
        where=Column("kind").is_(kind),
        numerator=Operation(
            "if", (Column("state").is_("verified"), Column("completed"), Literal(0))
        ),
        denominator=Column("planned"),
        aggregate="ratio_of_sums",
        sets=SETS,
        note_zh="期内到期的计划量中，已完成并经核实的占比；超额完成的如数计入，可能超过100%。",
        note_en="Of the quantity due in the period, what was completed and checked; more than was "
        "planned counts as well and may exceed 100 %.",
    )
    for kind, key, name_zh, name_en in (
        ("greenway", "greenway_completion", "绿道建设完成率", "Greenways completed"),
        ("five", "five_improvements_completion", "农村五改完成率", "Five rural improvements done"),
        ("three_olds", "three_olds_completion", "三旧改造完成率", "Three-olds renewal completed"),
    )
)
