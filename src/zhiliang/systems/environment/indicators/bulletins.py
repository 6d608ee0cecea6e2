"""City air as the province's bulletins publish it, month by month."""

from zhiliang.indicators.definition import Mean, Reported
from zhiliang.indicators.expression import Column
from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import FIGURES, Table

GOOD_AIR_DAYS = "environment.good_air_days"
SETS = ("gd_21", "prd_9", "prd_shunde", "east", "west", "mountain")

AIR = Table(
    "air_bulletin",
    columns=(
        ("place", "text"),
        ("period", "text"),
        ("source", "text"),
        ("attainment", "scaled6"),
        ("pm2_5", "scaled6"),
        ("pm10", "scaled6"),
        ("o3", "scaled6"),
        ("composite", "scaled6"),
        ("reference", "text"),
        ("line", "int"),
    ),
    key=("place", "period"),
)

air_bulletins = Projection(
    AIR,
    model="environment.CityAir",
    columns={
        "place": "place_id",
        "period": "bulletin__period",
        "source": "published",
        "attainment": "attainment_e6",
        "pm2_5": "pm2_5_e6",
        "pm10": "pm10_e6",
        "o3": "o3_e6",
        "composite": "composite_e6",
        "reference": "bulletin__file_name",
        "line": "line",
    },
    constants={"published": "published"},
    where={"bulletin__superseded_at__isnull": True},
    partition="bulletin__period",
)

# The share of good-air days that a bulletin publishes stands beside the one of our own city days.
published_attainment = Projection(
    FIGURES,
    model="environment.CityAir",
    columns={
        "indicator": "key",
        "place": "place_id",
        "period": "bulletin__period",
        "source": "published",
        "status": "ok",
        "value": "attainment_e6",
        "numerator": "none",
        "denominator": "none",
        "reference": "bulletin__file_name",
        "line": "line",
    },
    constants={
        "key": GOOD_AIR_DAYS,
        "published": "published",
        "ok": "ok",
        "none": None,
    },
    where={"bulletin__superseded_at__isnull": True},
    partition="bulletin__period",
)

air_composite_index = Mean(
    key="environment.air_composite_index",
    clause="三(五)",
    name_zh="环境空气质量综合指数",
    name_en="Air quality composite index",
    places=2,
    better="lower",
    of=AIR,
    value=Column("composite"),
    scaled=True,
)

air_pm2_5 = Mean(
    key="environment.air_pm2_5",
    clause="三(五)",
    name_zh="PM2.5平均浓度",
    name_en="PM2.5 mean concentration",
    unit="µg/m³",
    places=0,
    better="lower",
    of=AIR,
    value=Column("pm2_5"),
    scaled=True,
    aggregate="unweighted_mean",
    sets=SETS,
)

air_pm10 = Mean(
    key="environment.air_pm10",
    clause="三(五)",
    name_zh="PM10平均浓度",
    name_en="PM10 mean concentration",
    unit="µg/m³",
    places=0,
    better="lower",
    of=AIR,
    value=Column("pm10"),
    scaled=True,
    aggregate="unweighted_mean",
    sets=SETS,
)

air_o3 = Mean(
    key="environment.air_o3",
    clause="三(五)",
    name_zh="臭氧评价浓度",
    name_en="Ozone, assessed concentration",
    unit="µg/m³",
    places=0,
    better="lower",
    of=AIR,
    value=Column("o3"),
    scaled=True,
)

published_air_rank = Reported(
    key="environment.published_air_rank",
    clause="三(五)",
    name_zh="城市环境空气质量名次（省公布）",
    name_en="City air quality rank (published by the province)",
    unit="位",
    places=0,
    better="lower",
    note_zh="省公布的年度名次，2015年含顺德共22个单位；不是由本平台计算。",
    note_en="The province's own yearly ranks; 22 units in 2015, with Shunde. Not computed here.",
)
