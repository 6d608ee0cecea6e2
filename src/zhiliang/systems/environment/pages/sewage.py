"""Urban sewage by month, treatment plants, and whether they were monitored online."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices
from zhiliang.systems.environment.models import PlantYear, SewageMonth
from zhiliang.systems.environment.pages.choices import Verdicts, source_choices
from zhiliang.systems.environment.pages.water import FILED

BY_PLACE = (
    Filter("place", _("地区"), "place", choices=city_choices),
    Filter("source", _("来源"), choices=source_choices),
)


def _month_name(month: SewageMonth) -> Any:
    return f"{month.place} {month.month}"


def _year_name(year: PlantYear) -> Any:
    return f"{year.plant} {year.last_day.year}"


sewage_months = register(
    Verdicts(
        key="environment/sewage-months",
        model="environment.SewageMonth",
        title=_("城镇污水月报"),
        lead=_("产生多少、处理多少；处理厂排口在线监测的排水量列在旁边，只作对照。"),
        columns=(
            Column("place", _("地区"), order="place_id"),
            Column("month", _("月份"), order="first_day"),
            Column("generated", _("污水产生量（立方米）"), "number"),
            Column("treated", _("污水处理量（立方米）"), "number"),
            Column("rate", _("处理率（%）"), "number", order=None),
            Column("measured", _("在线监测排水量（立方米）"), "number"),
            Column("source", _("来源"), "source"),
        ),
        filters=(*BY_PLACE, Filter("month", _("月份"), "dates", path="first_day")),
        sections=(
            Section(
                _("月报"),
                (
                    Column("place", _("地区")),
                    Column("month", _("月份")),
                    Column("generated", _("污水产生量（立方米）")),
                    Column("treated", _("污水处理量（立方米）")),
                    Column("rate", _("处理率（%）")),
                    Column("measured", _("在线监测排水量（立方米）")),
                ),
            ),
            FILED,
        ),
        order=("-first_day", "place_id"),
        name=_month_name,
        chapter="environment",
        audience="public",
        public=("place_id", "first_day", "generated", "treated", "measured", "source"),
        related=("place",),
        prefetch=("place__names",),
    )
)

plants = register(
    Page(
        key="environment/plants",
        model="environment.SewagePlant",
        title=_("污水处理厂"),
        lead=_("已建成的城镇污水处理厂。"),
        columns=(
            Column("code", _("编号")),
            Column("name", _("名称"), order="name_zh"),
            Column("place", _("地区"), order="place_id"),
            Column("capacity", _("设计规模（立方米/日）"), "number"),
            Column("active_from", _("建成日期"), "date"),
            Column("source", _("来源"), "source"),
        ),
        filters=BY_PLACE,
        sections=(
            Section(
                _("污水处理厂"),
                (
                    Column("code", _("编号")),
                    Column("place", _("地区")),
                    Column("capacity", _("设计规模（立方米/日）")),
                    Column("active_from", _("建成日期"), "date"),
                    Column("active_to", _("关停日期"), "date"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        order=("code",),
        chapter="environment",
        audience="public",
        public=("code", "name_zh", "place_id", "capacity", "active_from", "active_to", "source"),
        related=("place",),
        prefetch=("place__names",),
    )
)

plant_years = register(
    Verdicts(
        key="environment/plant-years",
        model="environment.PlantYear",
        title=_("污水处理厂年度状况"),
        lead=_("年末已建成的厂，当年有足够天数在线监测数据的，计为在线监测（天数为配置）。"),
        columns=(
            Column("plant", _("污水处理厂"), order="plant__code"),
            Column("place", _("地区"), order="place_id"),
            Column("last_day.year", _("年度"), "number", order="last_day"),
            Column("online", _("在线监测"), "flag"),
            Column("days", _("有监测数据的天数"), "number"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("last_day", _("年末"), "dates"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("年度状况"),
                (
                    Column("plant", _("污水处理厂")),
                    Column("last_day.year", _("年度")),
                    Column("online", _("在线监测"), "flag"),
                    Column("days", _("有监测数据的天数")),
                    Column("rule", _("依据规则"), "recorded"),
                    Column("judged_at", _("判定时间"), "moment"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        order=("-last_day", "plant__code"),
        name=_year_name,
        chapter="environment",
        audience="public",
        public=("plant.code", "last_day", "built", "online", "days", "source"),
        related=("plant", "place"),
        prefetch=("place__names",),
    )
)
