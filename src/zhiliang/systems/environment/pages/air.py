"""Air stations, their days, and what a city's day came to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices
from zhiliang.systems.environment.models import CityDay
from zhiliang.systems.environment.pages.choices import Verdicts, source_choices

POLLUTANTS = (
    Column("pm2_5", _("PM2.5（µg/m³）"), "number", order="pm2_5_e6"),
    Column("o3_8h", _("O3-8h（µg/m³）"), "number", order="o3_8h_e6"),
)
JUDGED = Section(
    _("这一天是怎么判的"),
    (
        Column("rule", _("依据规则"), "recorded"),
        Column("readings_digest", _("监测数据摘要")),
        Column("judged_at", _("判定时间"), "moment"),
        Column("revision", _("版次")),
        Column("superseded_at", _("被更正时间"), "moment"),
        Column("source", _("来源"), "source"),
    ),
)

stations = register(
    Page(
        key="environment/stations",
        model="environment.Station",
        title=_("空气监测站"),
        lead=_("参与评价的站点求平均得到城市的一天；不参与评价的站点只显示。"),
        columns=(
            Column("code", _("站点编号")),
            Column("name", _("名称"), order="name_zh"),
            Column("place", _("地区"), order="place_id"),
            Column("counted", _("参与城市评价"), "flag"),
            Column("active_from", _("启用日期"), "date"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("code", _("站点编号"), "contains"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("站点"),
                (
                    Column("code", _("站点编号")),
                    Column("place", _("地区")),
                    Column("counted", _("参与城市评价"), "flag"),
                    Column("active_from", _("启用日期"), "date"),
                    Column("active_to", _("停用日期"), "date"),
                    Column("note", _("说明"), "long"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        order=("code",),
        chapter="environment",
        audience="public",
        public=("code", "name_zh", "place_id", "counted", "active_from", "active_to", "source"),
        related=("place",),
        prefetch=("place__names",),
    )
)


def _name(verdict: CityDay) -> Any:
    return f"{verdict.place} {verdict.day}"


city_days = register(
    Verdicts(
        key="environment/city-days",
        model="environment.CityDay",
        title=_("城市空气质量日报"),
        lead=_("参评站点的平均、AQI和首要污染物，按当地当日执行的标准；没有AQI的一天是无效天。"),
        columns=(
            Column("place", _("地区"), order="place_id"),
            Column("day", _("日期"), "date"),
            Column("index", _("AQI"), "number"),
            Column("primary", _("首要污染物"), "recorded"),
            *POLLUTANTS,
            Column("stations", _("参评站点数"), "number"),
            Column("edition", _("评价标准")),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("day", _("日期"), "dates"),
            Filter("edition", _("评价标准"), "contains"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("城市的一天"),
                (
                    Column("place", _("地区")),
                    Column("day", _("日期"), "date"),
                    Column("index", _("AQI")),
                    Column("primary", _("首要污染物"), "recorded"),
                    *POLLUTANTS,
                    Column("stations", _("参评站点数")),
                    Column("edition", _("评价标准")),
                ),
            ),
            JUDGED,
        ),
        order=("-day", "place_id"),
        name=_name,
        chapter="environment",
        audience="public",
        public=(
            *("place_id", "day", "edition", "stations", "index", "primary", "valid", "good"),
            *("pm2_5", "o3_8h", "rule", "readings_digest", "source"),
        ),
        related=("place",),
        prefetch=("place__names",),
    )
)
