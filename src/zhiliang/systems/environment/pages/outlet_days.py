"""The verdicts on outlets' days: what each came to and how it was judged."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Column, Filter, Section, register
from zhiliang.core.pages.choices import city_choices
from zhiliang.methods.effluent import beyond
from zhiliang.methods.rounding import round_half_up
from zhiliang.systems.environment.models import OutletDay, OutletDayFactor
from zhiliang.systems.environment.models.verdicts import Standing
from zhiliang.systems.environment.pages.choices import Verdicts, source_choices

PLACES = 2  # of a 超标倍数, as reports write it


def _name(verdict: OutletDay) -> Any:
    return _("%(outlet)s %(day)s：%(standing)s") % {
        "outlet": verdict.outlet,
        "day": verdict.day,
        "standing": verdict.get_standing_display(),
    }


def _beyond(factor: OutletDayFactor) -> Fraction | None:
    """How far a factor's mean is over its limit; None where it is not, and for ranges (pH)."""
    if factor.standing != Standing.EXCEEDED or factor.mean is None or factor.upper is None:
        return None
    return beyond(factor.mean, high=factor.upper, low=factor.lower)


def _times(multiple: Fraction) -> Decimal:
    return round_half_up(multiple, PLACES)


def _worst(verdict: OutletDay) -> Decimal | None:
    """The 超标倍数 of the worst factor, to two places."""
    found = [times for one in verdict.factors.all() if (times := _beyond(one)) is not None]
    return _times(max(found)) if found else None


def _excesses(verdict: OutletDay) -> str:
    """Each factor over its limit with how many times over, the worst first."""
    found = [
        (times, one.name) for one in verdict.factors.all() if (times := _beyond(one)) is not None
    ]
    ordered = sorted(found, key=lambda pair: pair[0], reverse=True)
    words = [_("%(name)s %(times)s 倍") % {"name": name, "times": _times(t)} for t, name in ordered]
    return str(_("、")).join(map(str, words))


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
            Column("factors", _("最大超标倍数"), "times", order=None, read=_worst),
            Column("volume", _("排水量（立方米）"), "number"),
            Column("completeness", _("有效率（%）"), "number", order="received"),
            Column("revision", _("版次"), "number"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("standing", _("判定")),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("outlet", _("排放口编号"), "contains", path="outlet__code"),
            Filter("day", _("日期"), "dates"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("判定"),
                (
                    Column("outlet", _("排放口")),
                    Column("day", _("日期"), "date"),
                    Column("standing", _("判定")),
                    Column("factors", _("超标倍数"), order=None, read=_excesses),
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
                    Column("rule", _("依据规则"), "recorded"),
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
