"""The verdicts on outlets' days: what each came to and how it was judged."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Column, Filter, Section, register
from zhiliang.systems.environment.models import OutletDay
from zhiliang.systems.environment.pages.choices import Verdicts, city_choices, source_choices


def _name(verdict: OutletDay) -> Any:
    return _("%(outlet)s %(day)s：%(standing)s") % {
        "outlet": verdict.outlet,
        "day": verdict.day,
        "standing": verdict.get_standing_display(),
    }


outlet_days = register(
    Verdicts(
        key="environment/outlet-days",
        model="environment.OutletDay",
        title=_("排放口日判定"),
        lead=_("每个排放口每天一个判定，按当日有效的许可；迟到或更正的数据会产生新的版次。"),
        columns=(
            Column("outlet.code", _("排放口编号"), order="outlet__code"),
            Column("outlet", _("排放口"), order="outlet__name_zh"),
            Column("day", _("日期"), "date"),
            Column("get_standing_display", _("判定"), order="standing"),
            Column("exceeded_names", _("超标因子"), order=None),
            Column("volume", _("排水量（立方米）"), "number"),
            Column("completeness", _("有效率（%）"), "number", order="received"),
            Column("revision", _("版次"), "number"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("standing", _("判定")),
            Filter("place", _("地区"), choices=city_choices),
            Filter("outlet", _("排放口编号"), "contains", path="outlet__code"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("判定"),
                (
                    Column("outlet", _("排放口")),
                    Column("day", _("日期"), "date"),
                    Column("standing", _("判定")),
                    Column("volume", _("排水量（立方米）")),
                    Column("compliant_volume", _("达标排水量（立方米）")),
                    Column("received", _("有效时段数")),
                    Column("expected", _("应有时段数")),
                    Column("flagged", _("异常标记时段数")),
                ),
            ),
            Section(
                _("这一天是怎么判的"),
                (
                    Column("rule", _("依据规则")),
                    Column("readings_digest", _("监测数据摘要")),
                    Column("judged_at", _("判定时间"), "moment"),
                    Column("revision", _("版次")),
                    Column("superseded_at", _("被更正时间"), "moment"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        order=("-day", "outlet__code"),
        name=_name,
        chapter="environment",
        audience="public",
        public=(
            *("outlet.code", "day", "standing", "volume", "compliant_volume"),
            *("received", "expected", "flagged", "rule", "readings_digest", "source"),
        ),
        related=("outlet", "place"),
        prefetch=("factors",),
    )
)
