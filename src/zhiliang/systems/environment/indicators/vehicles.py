"""Vehicles by emission stage: share at China IV or better, yellow labels gone, tests passed."""

from zhiliang.indicators.definition import Ratio, Total
from zhiliang.indicators.expression import Column, Literal, Operation
from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import Table

SETS = ("gd_21", "prd_9")

VEHICLES = Table(
    "vehicle_count",
    columns=(
        ("place", "text"),
        ("period", "text"),
        ("source", "text"),
        ("fuel", "text"),
        ("stage", "int"),
        ("registered", "int"),
        ("scrapped", "int"),
        ("inspected", "int"),
        ("passed", "int"),
        ("reference", "text"),
        ("line", "int"),
    ),
    key=("place", "period", "fuel", "stage"),
)

vehicles = Projection(
    VEHICLES,
    model="environment.VehicleCount",
    columns={
        "place": "statistic__place_id",
        "period": "statistic__period",
        "source": "statistic__source",
        "fuel": "fuel",
        "stage": "stage",
        "registered": "registered",
        "scrapped": "scrapped",
        "inspected": "inspected",
        "passed": "passed",
        "reference": "statistic__file_name",
        "line": "line",
    },
    where={"statistic__superseded_at__isnull": True},
    partition="statistic__period",
)

DIESEL = Column("fuel").is_("diesel")
YELLOW = (DIESEL & Operation("lt", (Column("stage"), Literal(3)))) | (
    ~DIESEL & Operation("lt", (Column("stage"), Literal(1)))
)

vehicles_china_iv = Ratio(
    key="environment.vehicles_china_iv",
    clause="三(五)",
    name_zh="国Ⅳ及以上机动车占比",
    name_en="Vehicles at China IV or better",
    unit="%",
    of=VEHICLES,
    numerator=Operation("if", (Column("stage").at_least(4), Column("registered"), Literal(0))),
    denominator=Column("registered"),
    aggregate="ratio_of_sums",
    sets=SETS,
    note_zh="分母为年末登记的汽油、柴油、燃气机动车；纯电动车没有排放阶段，分子分母都不计。",
    note_en="The denominator is petrol, diesel and gas vehicles registered at the year's end; "
    "electric vehicles have no stage and are in neither.",
)

yellow_label_vehicles_eliminated = Total(
    key="environment.yellow_label_vehicles_eliminated",
    clause="三(五)",
    name_zh="淘汰黄标车",
    name_en="Yellow-label vehicles eliminated",
    unit="辆",
    places=0,
    of=VEHICLES,
    value=Operation("if", (YELLOW, Column("scrapped"), Literal(0))),
    aggregate="sum",
    sets=SETS,
    note_zh="当年淘汰的黄标车：国Ⅲ以下柴油车和国Ⅰ以下汽油、燃气车。",
    note_en="Yellow-label vehicles scrapped in the year: diesel below China III, petrol and gas "
    "below China I.",
)

vehicle_tests_passed = Ratio(
    key="environment.vehicle_tests_passed",
    clause="三(五)",
    name_zh="机动车排放检测合格率",
    name_en="Vehicle emission tests passed",
    unit="%",
    of=VEHICLES,
    numerator=Column("passed"),
    denominator=Column("inspected"),
    aggregate="ratio_of_sums",
    sets=SETS,
)
