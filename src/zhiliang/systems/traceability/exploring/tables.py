"""The tables of a trace: lots, holders, gaps, and what lies beyond; each also a download."""

from collections.abc import Iterator
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.pages.page import Page
from zhiliang.core.pages.tables import RIGHT, UNBROKEN, written
from zhiliang.core.units import unit_words
from zhiliang.systems.traceability.answers import Holder, spoken
from zhiliang.systems.traceability.exploring.redaction import LEAST, View
from zhiliang.systems.traceability.exploring.words import gap_of
from zhiliang.systems.traceability.pages.jobs import jobs
from zhiliang.systems.traceability.tracing.places import city_of

_PAGE: Page = jobs


class MomentColumn(tables.Column):
    """A local moment."""

    def render(self, value: Any) -> Any:
        return written(value, kind="moment", page=_PAGE)

    value = render


class Lots(tables.Table):
    """One line a lot."""

    tier = tables.Column(gettext_lazy("步"), attrs=RIGHT)
    name = tables.Column(gettext_lazy("批次（件）"))
    product = tables.Column(gettext_lazy("产品名称"))
    holder = tables.Column(gettext_lazy("生产或首次持有"))
    city = tables.Column(gettext_lazy("地区"))
    at = MomentColumn(gettext_lazy("时间"), attrs=UNBROKEN)

    key = "lots"
    label = gettext_lazy("全部批次")

    class Meta:
        default = ""
        empty_text = gettext_lazy("没有符合条件的记录。")


class Holders(tables.Table):
    """One line a party or place that had any of it."""

    name = tables.Column(gettext_lazy("持有人或者位置"))
    place = tables.Column(gettext_lazy("地区"))
    lots = tables.Column(gettext_lazy("批次数"), attrs=RIGHT)
    quantity = tables.Column(gettext_lazy("数量"), attrs=RIGHT)
    first_at = MomentColumn(gettext_lazy("最早"), attrs=UNBROKEN)
    last_at = MomentColumn(gettext_lazy("最晚"), attrs=UNBROKEN)

    key = "holders"
    label = gettext_lazy("持有人")

    class Meta:
        default = ""
        empty_text = gettext_lazy("记录里没有位置。")


class Gaps(tables.Table):
    """One line a gap."""

    gap = tables.Column(gettext_lazy("缺口"))
    subject = tables.Column(gettext_lazy("批次（件）"))
    meaning = tables.Column(gettext_lazy("意思是"))
    remedy = tables.Column(gettext_lazy("怎么办"))

    key = "gaps"
    label = gettext_lazy("记录缺口")

    class Meta:
        default = ""
        empty_text = gettext_lazy("记录里没有发现缺口。")


class Others(tables.Table):
    """One line a tier and city of lots of others."""

    tier = tables.Column(gettext_lazy("步"), attrs=RIGHT)
    city = tables.Column(gettext_lazy("地区"))
    lots = tables.Column(gettext_lazy("批次数"), attrs=RIGHT)

    key = "others"
    label = gettext_lazy("其他单位的批次")

    class Meta:
        default = ""


def tables_of(view: View) -> dict[str, tables.Table]:
    """Every table of a trace, by key."""
    found: dict[str, tables.Table] = {
        Lots.key: Lots(list(_lots(view))),
        Holders.key: Holders(list(_holders(view))),
        Gaps.key: Gaps(list(_gaps(view))),
    }
    return found | ({Others.key: Others(list(_others(view)))} if view.beyond else {})


def _lots(view: View) -> Iterator[dict[str, Any]]:
    for node in sorted(view.nodes.values(), key=lambda one: (one.tier, one.id)):
        yield {
            "tier": node.tier,
            "name": node.name,
            "product": node.product,
            "holder": node.holder,
            "city": city_of(node.city),
            "at": node.at,
        }


def _holders(view: View) -> Iterator[dict[str, Any]]:
    for one in view.holders:
        yield {
            "name": one.name,
            "place": city_of(one.place),
            "lots": len(one.lots),
            "quantity": _amount(one),
            "first_at": one.first_at,
            "last_at": one.last_at,
        }


def _amount(one: Holder) -> str | None:
    if one.quantity is None:
        return None
    return f"{one.quantity.normalize():f} {unit_words(one.unit)}".strip()


def _gaps(view: View) -> Iterator[dict[str, Any]]:
    for one in view.unknowns:
        gap = gap_of(one.kind)
        yield {
            "gap": gap.name,
            "subject": spoken(one.subject),
            "meaning": gap.meaning,
            "remedy": gap.remedy,
        }


def _others(view: View) -> Iterator[dict[str, Any]]:
    fewer = _("不足 %(least)s") % {"least": LEAST}
    for one in view.beyond:
        city = city_of(one.city) or _("不明")
        yield {"tier": one.tier, "city": city, "lots": fewer if one.lots is None else one.lots}
