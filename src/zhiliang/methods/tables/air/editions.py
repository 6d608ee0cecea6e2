"""Which index and which limits a city is judged by, and since when: the editions by place."""

from dataclasses import dataclass

API, AQI_2012, AQI_2026 = "api", "aqi_2012", "aqi_2026"


@dataclass(frozen=True, slots=True)
class Edition:
    """One set of rules: key, standard of the index and of the limits."""

    key: str
    index_standard: str
    limit_standard: str


@dataclass(frozen=True, slots=True)
class Changeover:
    """From this day [ISO] a place goes by an edition; place is a GB/T 2260 code, "" the country."""

    place: str
    edition: str
    in_force_from: str
    certainty: str
    source: str


EDITIONS = {
    API: Edition(API, "API", "GB 3095-1996"),
    AQI_2012: Edition(AQI_2012, "HJ 633-2012", "GB 3095-2012"),
    AQI_2026: Edition(AQI_2026, "HJ 633-2026", "GB 3095-2026"),
}

PLAN = "环发〔2012〕11号：2012年珠三角等，2013年环保重点城市和模范城市，2015年所有地级以上城市"
PEARL_RIVER_DELTA = "新华社2012-03-08：珠三角自当日起按新标准发布并评价（gov.cn）"
OCTOBER_2013 = "南方日报2013-10-09：韶关、汕头、河源、清远自当月起按新国标发布；起始日待核"
FROM_2014 = "2014年广东省环境质量状况公报：全省首次按新标准评价；各市起始日待核"

# What is sure for the twelve cities outside the delta is the month or the year, not the day.
CHANGEOVERS = (
    Changeover("", API, "2000-06-01", "待核", "API日报；起始日待核"),
    *(
        Changeover(place, AQI_2012, "2012-03-08", "secondary", PEARL_RIVER_DELTA)
        for place in (
            *("440100", "440300", "440400", "440600", "440700"),
            *("441200", "441300", "441900", "442000"),
        )
    ),
    *(
        Changeover(place, AQI_2012, "2013-10-01", "待核", OCTOBER_2013)
        for place in ("440200", "440500", "441600", "441800")
    ),
    *(
        Changeover(place, AQI_2012, "2014-01-01", "待核", FROM_2014)
        for place in (
            *("440800", "440900", "441400", "441500"),
            *("441700", "445100", "445200", "445300"),
        )
    ),
    Changeover("", AQI_2012, "2016-01-01", "verified", "GB 3095-2012、HJ 633-2012；" + PLAN),
    Changeover("", AQI_2026, "2026-03-01", "verified", "GB 3095-2026、HJ 633-2026"),
)
