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

industrial_wastewater_compliance = Reported(
    key="environment.industrial_wastewater_compliance",
    clause="二(四)",
    name_zh="工业废水排放达标率",
    name_en="Industrial wastewater compliance",
    unit="%",
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
    statuses=(
        StatusNote(
            "discontinued",
            "2015-01-01",
            "",
            "“十二五”规划完成情况表注明“非环统指标”，不再统计；停止统计的起始年份待核。",
            "The twelfth-plan completion table says it is no longer an environmental statistic; "
            "the first year without it is to be verified.",
        ),
    ),
)

drinking_source_compliance = Reported(
    key="environment.drinking_source_compliance",
    clause="二(四)",
    name_zh="饮用水源水质达标率",
    name_en="Drinking-source compliance",
    unit="%",
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
)

sewage_treatment_rate = Reported(
    key="environment.sewage_treatment_rate",
    clause="二(四)",
    name_zh="城镇生活污水处理率",
    name_en="Urban sewage treatment rate",
    unit="%",
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
)

emission_reduction_tasks = Reported(
    key="environment.emission_reduction_tasks",
    clause="二(四)",
    name_zh="国家下达减排任务完成率",
    name_en="State-assigned emission-reduction tasks met",
    unit="%",
    note_zh="国家下达的污染物减排任务中已完成的种数占下达种数的比例。",
    note_en="Share of the pollutants with a State-assigned task whose task was met.",
)

sewage_online_monitoring_coverage = Reported(
    key="environment.sewage_online_monitoring_coverage",
    clause="三(五)",
    name_zh="污水处理设施在线监测覆盖率",
    name_en="Sewage plants under online monitoring",
    unit="%",
    aggregate="ratio_of_sums",
    sets=("gd_21", "prd_9"),
)

emissions = tuple(
    Reported(
        key=f"environment.{key}_emission",
        clause="二(四)",
        name_zh=f"{name_zh}排放量",
        name_en=f"{name_en} emissions",
        unit="万吨",
        places=2,
        better="lower",
        aggregate="sum",
    )
    for key, name_zh, name_en in (
        ("so2", "二氧化硫", "Sulphur dioxide"),
        ("nox", "氮氧化物", "Nitrogen oxides"),
        ("ammonia_nitrogen", "氨氮", "Ammonia nitrogen"),
    )
)

plan_figures = tuple(
    Reported(
        key=f"environment.{key}",
        clause=clause,
        name_zh=name_zh,
        name_en=name_en,
        unit=unit,
        places=places,
        better=better,
    )
    for key, name_zh, name_en, unit, places, better, clause in (
        (
            "air_no2",
            "二氧化氮平均浓度",
            "Nitrogen dioxide mean concentration",
            "µg/m³",
            0,
            "lower",
            "二(四)",
        ),
        (
            "air_so2",
            "二氧化硫平均浓度",
            "Sulphur dioxide mean concentration",
            "µg/m³",
            0,
            "lower",
            "二(四)",
        ),
        (
            "radioactive_source_storage",
            "放射性废源（废物）收储率",
            "Spent radioactive sources taken into storage",
            "%",
            1,
            "higher",
            "二(四)",
        ),
        (
            "household_waste_treatment",
            "城镇生活垃圾无害化处理率",
            "Urban household waste treated harmlessly",
            "%",
            1,
            "higher",
            "二(四)",
        ),
        (
            "solid_waste_utilisation",
            "工业固体废物综合利用率",
            "Industrial solid waste utilised",
            "%",
            1,
            "higher",
            "二(四)",
        ),
        (
            "hazardous_waste_disposal",
            "重点监管单位危险废物安全处置率",
            "Hazardous waste of key units disposed of safely",
            "%",
            1,
            "higher",
            "二(四)",
        ),
        (
            "industrial_water_reuse",
            "重点工业企业用水重复利用率",
            "Water reused by key industrial enterprises",
            "%",
            1,
            "higher",
            "二(四)",
        ),
        (
            "county_monitoring_hardware",
            "县级环境监测站标准化建设硬件达标率",
            "County monitoring stations with standard equipment",
            "%",
            1,
            "higher",
            "三(五)",
        ),
        (
            "county_inspection_hardware",
            "县级环境监察机构标准化建设硬件达标率",
            "County inspection bodies with standard equipment",
            "%",
            1,
            "higher",
            "三(五)",
        ),
        ("forest_cover", "森林覆盖率", "Forest cover", "%", 1, "higher", "三(五)"),
        ("forest_stock", "森林蓄积量", "Forest stock", "亿立方米", 2, "higher", "三(五)"),
        (
            "nature_reserve_share",
            "自然保护区陆域面积占全省陆地面积比例",
            "Nature reserves in the province's land area",
            "%",
            1,
            "higher",
            "三(五)",
        ),
        (
            "park_area_per_head",
            "城市人均公园绿地面积",
            "Urban park area per head",
            "平方米",
            2,
            "higher",
            "三(五)",
        ),
    )
)
"""Figures of the twelfth five-year plan table and city bulletins, as published."""

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
