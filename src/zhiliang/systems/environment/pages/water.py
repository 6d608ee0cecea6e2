"""Surface-water sections and drinking-water sources with their months."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices
from zhiliang.systems.environment.pages.choices import Verdicts, source_choices

FILED = Section(
    _("依据"),
    (
        Column("rule", _("依据规则"), "recorded"),
        Column("reference", _("出处")),
        Column("line", _("行号")),
        Column("judged_at", _("判定时间"), "moment"),
        Column("revision", _("版次")),
        Column("superseded_at", _("被更正时间"), "moment"),
        Column("source", _("来源"), "source"),
    ),
)
PLACED = (
    Filter("place", _("地区"), "place", choices=city_choices),
    Filter("kind", _("类别")),
    Filter("source", _("来源"), choices=source_choices),
)


def _month_name(month: Any) -> Any:
    thing = getattr(month, "section", None) or month.water_source
    return f"{thing} {month.month}"


sections = register(
    Page(
        key="environment/sections",
        model="environment.Section",
        title=_("地表水断面"),
        lead=_("每个断面有一个要达到的水质类别；每月按单因子评价。"),
        columns=(
            Column("code", _("断面编号")),
            Column("name", _("名称"), order="name_zh"),
            Column("water_body", _("水体")),
            Column("place", _("地区"), order="place_id"),
            Column("get_kind_display", _("类别"), order="kind"),
            Column("get_target_display", _("水质目标"), order="target"),
            Column("source", _("来源"), "source"),
        ),
        filters=PLACED,
        sections=(
            Section(
                _("断面"),
                (
                    Column("code", _("断面编号")),
                    Column("water_body", _("水体")),
                    Column("place", _("地区")),
                    Column("kind", _("类别")),
                    Column("target", _("水质目标")),
                    Column("active_from", _("启用日期"), "date"),
                    Column("active_to", _("停用日期"), "date"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        order=("code",),
        chapter="environment",
        audience="public",
        public=("code", "name_zh", "water_body", "kind", "place_id", "target", "source"),
        related=("place",),
        prefetch=("place__names",),
    )
)

section_months = register(
    Verdicts(
        key="environment/section-months",
        model="environment.SectionMonth",
        title=_("断面月评价"),
        lead=_("单因子评价：最差的一项决定类别（环办〔2011〕22号，待核）。"),
        columns=(
            Column("section.code", _("断面编号"), order="section__code"),
            Column("section", _("地表水断面"), order="section__name_zh"),
            Column("month", _("月份"), order="first_day"),
            Column("get_water_class_display", _("水质类别"), order="water_class"),
            Column("section.get_target_display", _("水质目标"), order="section__target"),
            Column("determining", _("定类因子"), "recorded"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("month", _("月份"), "dates", path="first_day"),
            Filter("water_class", _("水质类别")),
            Filter("section", _("断面编号"), "contains", path="section__code"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("月评价"),
                (
                    Column("section", _("地表水断面")),
                    Column("month", _("月份")),
                    Column("water_class", _("水质类别")),
                    Column("determining", _("定类因子"), "recorded"),
                    Column("section.target", _("水质目标")),
                ),
            ),
            FILED,
        ),
        order=("-first_day", "section__code"),
        name=_month_name,
        chapter="environment",
        audience="public",
        public=(
            *("section.code", "first_day", "water_class", "determining", "good", "on_target"),
            *("rule", "source"),
        ),
        related=("section", "place"),
    )
)

drinking_sources = register(
    Page(
        key="environment/drinking-sources",
        model="environment.DrinkingSource",
        title=_("饮用水水源"),
        lead=_("集中式饮用水水源地；每月检测，按取水量加权计算达标率。"),
        columns=(
            Column("code", _("水源编号")),
            Column("name", _("名称"), order="name_zh"),
            Column("place", _("地区"), order="place_id"),
            Column("get_kind_display", _("类别"), order="kind"),
            Column("active_from", _("启用日期"), "date"),
            Column("source", _("来源"), "source"),
        ),
        filters=PLACED,
        sections=(
            Section(
                _("水源"),
                (
                    Column("code", _("水源编号")),
                    Column("place", _("地区")),
                    Column("kind", _("类别")),
                    Column("active_from", _("启用日期"), "date"),
                    Column("active_to", _("停用日期"), "date"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        order=("code",),
        chapter="environment",
        audience="public",
        public=("code", "name_zh", "kind", "place_id", "active_from", "active_to", "source"),
        related=("place",),
        prefetch=("place__names",),
    )
)

drinking_months = register(
    Verdicts(
        key="environment/drinking-months",
        model="environment.DrinkingMonth",
        title=_("水源月评价"),
        lead=_("当月检测达标的，取水量全部计为达标；任一项超标的，全部不计。"),
        columns=(
            Column("water_source.code", _("水源编号"), order="water_source__code"),
            Column("water_source", _("饮用水水源"), order="water_source__name_zh"),
            Column("month", _("月份"), order="first_day"),
            Column("quantity", _("取水量（立方米）"), "number"),
            Column("compliant_quantity", _("达标取水量（立方米）"), "number"),
            Column("over", _("超标因子"), "recorded"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("month", _("月份"), "dates", path="first_day"),
            Filter("water_source", _("水源编号"), "contains", path="water_source__code"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("月评价"),
                (
                    Column("water_source", _("饮用水水源")),
                    Column("month", _("月份")),
                    Column("quantity", _("取水量（立方米）")),
                    Column("compliant_quantity", _("达标取水量（立方米）")),
                    Column("over", _("超标因子"), "recorded"),
                ),
            ),
            FILED,
        ),
        order=("-first_day", "water_source__code"),
        name=_month_name,
        chapter="environment",
        audience="public",
        public=(
            *("water_source.code", "first_day", "quantity", "compliant_quantity", "over"),
            *("rule", "source"),
        ),
        related=("water_source", "place"),
    )
)
