"""Good-air days of cities, counted from the verdicts on their days, by both denominators."""

from zhiliang.indicators.definition import RankRule, Ratio, StatusNote
from zhiliang.indicators.expression import Column, Literal
from zhiliang.indicators.projection import Projection
from zhiliang.indicators.table import Table
from zhiliang.systems.environment.indicators.bulletins import GOOD_AIR_DAYS, SETS

CITY_DAYS = Table(
    "city_air_day",
    columns=(
        ("place", "text"),
        ("day", "date"),
        ("source", "text"),
        ("edition", "text"),
        ("index", "int"),
        ("primary", "text"),
        ("valid", "int"),
        ("good", "int"),
        ("pm2_5", "scaled6"),
        ("readings", "text"),
    ),
    key=("place", "day", "source"),
    period="",
    date="day",
)

city_days = Projection(
    CITY_DAYS,
    model="environment.CityDay",
    columns={
        "place": "place_id",
        "day": "day",
        "source": "source",
        "edition": "edition",
        "index": "index",
        "primary": "primary",
        "valid": "valid",
        "good": "good",
        "pm2_5": "pm2_5_e6",
        "readings": "readings_digest",
    },
    where={"superseded_at__isnull": True},
    partition="day",
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
good_air_days = Ratio(
    key=GOOD_AIR_DAYS,
    clause="二(四)",
    name_zh="空气质量优良天数比例（有效监测天数）",
    name_en="Good-air days, share of valid days",
    unit="%",
    of=CITY_DAYS,
    numerator=Column("good"),
    denominator=Column("valid"),
    pool="city",
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
    note_zh="分母为有效监测天数（标准口径），据此判定；全年天数口径另列。全省数为各市算术平均，21市齐全才有。"
    "由平台的城市日评价计算，省公布的数并列。",
    note_en="Valid days are the denominator (the standard's definition) and judge the target; the "
    "whole-year figure stands beside. The provincial figure is the unweighted mean of the 21 "
    "cities and needs all of them. Computed from the city days on record; published "
    "figures stand beside.",
)

good_air_days_of_year = Ratio(
    key="environment.good_air_days_of_year",
    clause="二(四)",
    name_zh="空气质量优良天数比例（全年天数）",
    name_en="Good-air days, share of the whole year",
    unit="%",
    of=CITY_DAYS,
    numerator=Column("good"),
    denominator=Literal(1),
    pool="city",
    aggregate="unweighted_mean",
    sets=SETS,
    statuses=good_air_days.statuses,
    note_zh="意见原文“超过全年的95%”的字面口径：分母为全年天数，无效的天数也算在内。只并列，不判定。",
    note_en="The opinion's own words: the denominator is all days of the year, days without a "
    "valid index included. Shown, not judging.",
)
