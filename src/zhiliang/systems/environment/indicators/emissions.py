"""The share of State-assigned emission tasks that were met, from the ledger of total emissions."""

from zhiliang.indicators.definition import Ratio
from zhiliang.indicators.expression import Column, Literal, Operation
from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import Table

TASKS = Table(
    "reduction_task",
    columns=(
        ("place", "text"),
        ("pollutant", "text"),
        ("period", "text"),
        ("basis", "text"),
        ("source", "text"),
        ("target", "scaled6"),
        ("emission", "scaled6"),
        ("met", "bool"),
        ("settled", "bool"),
    ),
    key=("place", "pollutant", "period", "basis"),
)

tasks = Projection(
    TASKS,
    model="environment.ReductionTask",
    columns={
        "place": "place_id",
        "pollutant": "pollutant",
        "period": "period",
        "basis": "basis",
        "source": "source",
        "target": "target_e6",
        "emission": "emission_e6",
        "met": "met",
        "settled": "settled",
    },
    partition="period",
)

OF_THE_STATE = Column("basis").one_of("state", "passed_on")

emission_reduction_tasks = Ratio(
    key="environment.emission_reduction_tasks",
    clause="二(四)",
    name_zh="国家下达减排任务完成率",
    name_en="State-assigned emission-reduction tasks met",
    unit="%",
    of=TASKS,
    where=OF_THE_STATE & Column("settled").is_(True),
    numerator=Operation("if", (Column("met").is_(True), Literal(1), Literal(0))),
    denominator=Literal(1),
    note_zh="国家下达的污染物减排任务中已完成的种数占下达种数的比例，由总量减排台账计算：一种污染物为一项，"
    "地方自加的不计，一项超额不抵另一项；一个地区当年的国家任务全部核算并确认后才有数。",
    note_en="Share of the pollutants with a State-assigned task whose task was met, by the ledger "
    "of total emissions: one task a pollutant, local additions not counted, no surplus offsets a "
    "shortfall. A place has a figure once all its State tasks of the year are accounted and "
    "confirmed.",
)
