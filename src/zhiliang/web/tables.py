"""Tables of the portal; each also gives its rows as CSV and XLSX."""

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages.parts import Figure
from zhiliang.core.pages.tables import RIGHT
from zhiliang.core.pages.templatetags.zhiliang import (
    judgement,
    numbered,
    source_badge,
    status_words,
)
from zhiliang.core.pages.words import JUDGEMENTS, SOURCES

WORDS = {"td": {"class": "words"}, "th": {}}


class LinkColumn(tables.Column):
    """A name that leads somewhere: the row holds (words, url)."""

    def render(self, value: Any) -> Any:
        """The link."""
        words, url = value
        return format_html('<a href="{}">{}</a>', url, words) if url else words

    def value(self, **options: Any) -> Any:
        """The words."""
        return str(options["value"][0])


class FigureColumn(tables.Column):
    """A figure whose facts open on hover or tap; downloaded as its bare number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"attrs": RIGHT, "order_by": (), "orderable": False, **options})

    def render(self, value: Figure, table: tables.Table) -> Any:
        """The figure with its popover."""
        return render_to_string("partials/figure.html", numbered(table.request, value))

    def value(self, **options: Any) -> Any:
        """The number without unit and grouping."""
        return options["value"].value.replace(",", "")


class SourceColumn(tables.Column):
    """Where a figure comes from."""

    def render(self, value: str) -> Any:
        """The badge."""
        return source_badge(value)

    def value(self, **options: Any) -> Any:
        """The word."""
        return str(SOURCES.get(options["value"], ""))


class JudgementColumn(tables.Column):
    """How a target stands."""

    def render(self, value: str) -> Any:
        """Icon and word."""
        return judgement(value)

    def value(self, **options: Any) -> Any:
        """The word."""
        return str(JUDGEMENTS[options["value"]].words)


class GradeColumn(tables.Column):
    """A grade on its colour."""

    def render(self, value: str) -> Any:
        """The letter."""
        return format_html('<span class="grade tile-{}">{}</span>', value.lower(), value)

    def value(self, **options: Any) -> Any:
        """The bare letter."""
        return options["value"]


class StatusColumn(tables.Column):
    """The status of a value in words; nothing where it is ordinary."""

    def render(self, value: str) -> Any:
        """The word."""
        return "" if value == "ok" else status_words(value)


class PlaceValues(tables.Table):
    """Values of an indicator by place."""

    rank = tables.Column(_("名次"), attrs=RIGHT)
    place = LinkColumn(verbose_name=_("地区"), order_by="code")
    figure = FigureColumn(verbose_name=_("数值"), order_by="sorting", orderable=True)
    numerator = tables.Column(_("分子"), attrs=RIGHT, orderable=False)
    denominator = tables.Column(_("分母"), attrs=RIGHT, orderable=False)
    source = SourceColumn(verbose_name=_("来源"))
    status = StatusColumn(verbose_name=_("状态"))
    records = LinkColumn(
        verbose_name=_("由哪些记录算出"), orderable=False, exclude_from_export=True
    )
    code = tables.Column(_("行政区划代码"), orderable=False)

    class Meta:
        sequence = ("place", "figure", "rank", "...")
        default = ""


class History(tables.Table):
    """Values of one place over periods."""

    period = tables.Column(_("时期"), orderable=False)
    figure = FigureColumn(verbose_name=_("数值"))
    numerator = tables.Column(_("分子"), attrs=RIGHT, orderable=False)
    denominator = tables.Column(_("分母"), attrs=RIGHT, orderable=False)
    source = SourceColumn(verbose_name=_("来源"), orderable=False)
    status = StatusColumn(verbose_name=_("状态"), orderable=False)


class PathTable(tables.Table):
    """The path of a target year by year."""

    year = tables.Column(_("年度"), orderable=False)
    required = tables.Column(_("要求进度"), attrs=RIGHT, orderable=False)
    observed = tables.Column(_("实际"), attrs=RIGHT, orderable=False)
    source = SourceColumn(verbose_name=_("来源"), orderable=False)
    status = StatusColumn(verbose_name=_("状态"), orderable=False)


class IndicatorList(tables.Table):
    """Every indicator with its newest provincial value."""

    name = LinkColumn(verbose_name=_("指标"), order_by="key")
    figure = FigureColumn(verbose_name=_("全省最新值"))
    period = tables.Column(_("时期"), orderable=False)
    source = SourceColumn(verbose_name=_("来源"))
    count = tables.Column(_("有数据的期数"), attrs=RIGHT)
    clause = LinkColumn(verbose_name=_("条款"), order_by="clause_id")
    key = tables.Column(_("代码"), attrs={"td": {"class": "code key"}, "th": {}})


class CityIndicators(tables.Table):
    """What is known of one place."""

    name = LinkColumn(verbose_name=_("指标"), order_by="key")
    figure = FigureColumn(verbose_name=_("数值"))
    rank = tables.Column(_("21市中名次"), attrs=RIGHT)
    mean = tables.Column(_("全省"), attrs=RIGHT, orderable=False)
    period = tables.Column(_("时期"))
    source = SourceColumn(verbose_name=_("来源"))


class Items(tables.Table):
    """Items of one subject with the points lost."""

    name = LinkColumn(verbose_name=_("项目"), orderable=False)
    figure = FigureColumn(verbose_name=_("数值"))
    target = tables.Column(_("要求"), attrs=RIGHT, orderable=False)
    points = tables.Column(_("满分"), attrs=RIGHT, orderable=False)
    earned = tables.Column(_("得分"), attrs=RIGHT, orderable=False)
    lost = tables.Column(_("失分"), attrs=RIGHT, order_by="sorting")
    reason = tables.Column(_("理由"), attrs=WORDS, orderable=False)
    sheet = LinkColumn(verbose_name=_("一分一证"), orderable=False)


class Clauses(tables.Table):
    """Clauses of the opinion with what answers them."""

    id = tables.Column(_("条款"), attrs={"td": {"class": "tight"}, "th": {}})
    title = tables.Column(_("要求"), attrs=WORDS, orderable=False)
    systems = tables.Column(_("由哪个系统回答"), orderable=False)
    state = tables.Column(_("状态"))
    legal = tables.Column(_("法律上的现状"), attrs=WORDS, orderable=False)
