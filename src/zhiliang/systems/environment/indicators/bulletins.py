"""What environment contributes to the plan: the five aims of 二(四) and the air figures behind."""

from zhiliang.indicators.definition import Mean, RankRule, Reported, StatusNote
from zhiliang.indicators.expression import Column
from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import Table

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

# Only the months whose published ranks were recomputed are claimed; outside them the indicator's
# own direction ranks.
BY_COMPOSITE = RankRule(
    "2017-01-01",
    "2017-12-31",
    (("environment.air_composite_index", "asc"),),
    "2017年8月通报：按综合指数由低到高",
)
BY_ATTAINMENT = RankRule(
    "2021-01-01",
    "2022-12-31",
    (("self", "desc"), ("environment.air_pm2_5", "asc")),
    "2021年12月、2022年9月通报：先比优良天数比例，再比PM2.5浓度",
)
SETS = ("gd_21", "prd_9", "prd_shunde", "east", "west", "mountain")

good_air_days = Mean(
    key="environment.good_air_days",
    clause="二(四)",
    name_zh="空气质量优良天数比例（有效监测天数）",
    name_en="Good-air days, share of valid days",
    unit="%",
    of=AIR,
    value=Column("attainment"),
    scaled=True,
    aggregate="unweighted_mean",
    sets=SETS,
    ranks=(BY_COMPOSITE, BY_ATTAINMENT),
    statuses=(
        StatusNote(
            "redefined",
            "2013-01-01",
            "2015-12-31",
            "2010年的目标按API（二级）提出；此期间改按AQI（GB 3095-2012、HJ 633-2012）评价，"
            "各市切换日期不同（待核）。",
            "The 2010 target was set under the API (grade II); these years are judged by the AQI "
            "(GB 3095-2012, HJ 633-2012). Cities switched on different dates (to be verified).",
        ),
    ),
    note_zh="分母为有效监测天数（标准口径），据此判定；全年天数口径另列。全省数为各市算术平均。",
    note_en="Valid days are the denominator (the standard's definition) and judge the target; the "
    "whole-year figure stands beside. The provincial figure is the unweighted mean of cities.",
)

good_air_days_of_year = Reported(
    key="environment.good_air_days_of_year",
    clause="二(四)",
    name_zh="空气质量优良天数比例（全年天数）",
    name_en="Good-air days, share of the whole year",
    unit="%",
    aggregate="unweighted_mean",
    sets=SETS,
    statuses=good_air_days.statuses,
    note_zh="意见原文“超过全年的95%”的字面口径：分母为全年天数。只并列，不判定。",
    note_en="The opinion's own words: the denominator is all days of the year. Shown, not judging.",
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
