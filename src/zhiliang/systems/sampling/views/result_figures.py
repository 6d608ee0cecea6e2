"""The figures above the published results: heading, charts, tables, and how they were made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.pages.parts import Chart
from zhiliang.core.pages.tables import RIGHT
from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.systems.sampling.views import charts
from zhiliang.systems.sampling.views.result_rates import DIMENSIONS, Cell, Rates, shares

MOST_ITEMS = 15


class Groups(tables.Table):
    """Every group: how many, the rate and its interval, or why there is none."""

    dimension = tables.Column(gettext_lazy("分组"), orderable=False)
    name = tables.Column(gettext_lazy("名称"), orderable=False)
    tested = tables.Column(gettext_lazy("批次"), attrs=RIGHT, orderable=False)
    passed = tables.Column(gettext_lazy("未发现不合格批次"), attrs=RIGHT, orderable=False)
    rate = tables.Column(gettext_lazy("合格率（%）"), attrs=RIGHT, orderable=False)
    interval = tables.Column(gettext_lazy("95%区间"), attrs=RIGHT, orderable=False)
    note = tables.Column(gettext_lazy("说明"), orderable=False)

    class Meta:
        default = ""


class Items(tables.Table):
    """Failing items, most frequent first."""

    name = tables.Column(gettext_lazy("不合格项目"), orderable=False)
    value = tables.Column(gettext_lazy("不合格项次"), attrs=RIGHT, orderable=False)
    share = tables.Column(gettext_lazy("累计占比（%）"), attrs=RIGHT, orderable=False)


@dataclass(frozen=True)
class Told:
    """What is said of a year."""

    heading: str
    years: Sequence[Period]
    charts: Sequence[Chart]
    tables: Mapping[str, tables.Table]
    method: str
    as_of: str


def figures_told(figures: Figures, year: str, product_class: str) -> Told | None:
    """The figures of a year; where none is asked, of the newest that may be shown.

    None where nothing is on record.
    """
    rates = Rates(figures, product_class=product_class)
    years = rates.by_year()
    shown = [cell for cell in years if cell.shown] or years
    whole = next((cell for cell in years if cell.key == year), shown[-1] if shown else None)
    if whole is None:
        return None
    asked = Period.parse(whole.key)
    groups = rates.groups(asked)
    items = shares(rates.items(asked, whole.value.source))
    item_table = _item_table(items)
    found = {"rates": _group_table([*groups, *years]), "items": item_table}
    drawn = [_groups_chart(key, groups) for key in DIMENSIONS if key != "year"]
    drawn += [_years_chart(years), _items_chart(items, item_table)]
    return Told(
        heading=_heading(whole),
        years=rates.years,
        charts=[chart for chart in drawn if chart],
        tables=found,
        method=method_words(),
        as_of=_local_time(figures.lake.as_of),
    )


def _local_time(moment: str) -> str:
    return timezone.localtime(datetime.fromisoformat(moment)).strftime("%Y-%m-%d %H:%M")


def method_words() -> str:
    """Design, method and rule in words."""
    return _(
        "抽样设计：在名录内按产品类别、地区、抽样环节分层，层内随机抽取企业；各样品等权，"
        "未按产值加权。区间为95%威尔逊区间，把每一组当作简单随机样本。"
        "合格率指所检项目未发现不合格的批次占比，含已定论、尚在公布中的批次，结果无效的不计；"
        "它只说被抽到的产品：抽查以发现问题为导向，高低不直接代表总体质量。"
        "一组不足30批、区间过宽，或者全部、没有一批通过的，只给批次数，不给比率"
        "（采用NCHS 2017年比例数公布标准，是本系统的配置，不是法定要求）。"
    )


def _heading(whole: Cell) -> str:
    facts: dict[str, Any] = {"year": whole.name, "tested": whole.value.denominator}
    if not whole.shown:
        return _("%(year)s公布抽查结果%(tested)s批") % facts
    facts |= {"rate": whole.value.value, "low": _one(whole.low), "high": _one(whole.high)}
    return _("%(year)s抽查%(tested)s批，合格率%(rate)s%%（95%%区间%(low)s～%(high)s）") % facts


def _one(number: float) -> str:
    return f"{number:.1f}"


def interval_words(cell: Cell) -> str:
    """The interval of a rate that is shown."""
    return f"{_one(cell.low)}～{_one(cell.high)}" if cell.shown else ""


def _group_table(cells: Iterable[Cell]) -> Groups:
    table = Groups([_group_row(cell) for cell in cells])
    table.label = _("各组批次、合格率和区间")
    table.key = "rates"
    return table


def _group_row(cell: Cell) -> dict[str, Any]:
    return {
        "dimension": DIMENSIONS[cell.dimension],
        "name": cell.name,
        "tested": cell.value.denominator,
        "passed": cell.value.numerator if cell.shown else "",
        "rate": str(cell.value.value) if cell.shown else "",
        "interval": interval_words(cell),
        "note": cell.hidden,
    }


def _item_table(items: Sequence[Mapping[str, Any]]) -> Items:
    table = Items(items)
    table.label = _("不合格项目")
    table.key = "items"
    return table


def _points(cells: Iterable[Cell]) -> list[dict[str, Any]]:
    return [
        {
            "name": cell.name,
            "value": float(cell.value.value or 0),
            "low": round(cell.low, 2),
            "high": round(cell.high, 2),
            "label": str(cell.value.value),
            "shown": _("%(rate)s（%(interval)s），%(tested)s批")
            % {
                "rate": cell.value.value,
                "interval": interval_words(cell),
                "tested": cell.value.denominator,
            },
        }
        for cell in cells
        if cell.shown
    ]


def _groups_chart(dimension: str, cells: Sequence[Cell]) -> Chart | None:
    """Points with intervals of one dimension, the lowest rate first where order means nothing."""
    own = [cell for cell in cells if cell.dimension == dimension]
    rows = _points(own)
    if len(rows) < 2:
        return None
    if dimension in ("class", "region"):
        rows.sort(key=lambda row: row["value"])
    lowest = min(rows, key=lambda row: row["value"])
    facts = {"what": DIMENSIONS[dimension], "name": lowest["name"], "rate": lowest["label"]}
    spec = charts.intervals(rows, words=_("合格率（%）"), lowest=_floor(rows))
    return Chart(
        dimension,
        _("按%(what)s：%(name)s最低，合格率%(rate)s%%") % facts,
        spec,
        _told(rows),
        note=_left_out(len(own) - len(rows)),
        table=_group_table(own),
    )


def _floor(rows: Iterable[Mapping[str, Any]]) -> float:
    """Where the scale begins: the ten below the lowest bound."""
    return max(0, 10 * (min(row["low"] for row in rows) // 10))


def _told(rows: Iterable[Mapping[str, Any]]) -> str:
    return _("；").join(f"{row['name']} {row['shown']}" for row in rows)


def _left_out(count: int) -> str:
    words = _("点是合格率（%），横线是95%区间。")
    if not count:
        return words
    return words + _("另有%(count)s组不给比率，见表。") % {"count": count}


def _years_chart(cells: Sequence[Cell]) -> Chart | None:
    rows = _points(cells)
    if len(rows) < 2:
        return None
    first, last = rows[0], rows[-1]
    facts = {"from": first["name"], "was": first["label"], "to": last["name"], "is": last["label"]}
    title = _("%(from)s合格率%(was)s%%，%(to)s%(is)s%%") % facts
    note = _("阴影是95%区间；各年抽的产品不同，不宜直接比较。")
    spec = charts.banded(rows, words=_("合格率（%）"))
    return Chart("years", title, spec, _told(rows), note=note, table=_group_table(cells))


def _items_chart(items: Sequence[Mapping[str, Any]], table: Items) -> Chart | None:
    """Bars of the failing items with their cumulative share in words: no second axis."""
    if not items:
        return None
    rows = [
        {"name": row["name"], "value": row["value"], "shown": _shown(row)}
        for row in items[:MOST_ITEMS]
    ]
    half = next(place for place, row in enumerate(items, start=1) if row["share"] >= 50)
    facts = {"count": half, "share": items[half - 1]["share"]}
    title = _("最常见的%(count)s个项目占全部不合格项次的%(share)s%%") % facts
    spec = charts.lying(rows, words=_("项次 · 累计占比"), top=rows[0]["value"])
    note = _("不合格项次，后面是累计占比；一批可以有几个项目不合格。")
    return Chart("items", title, spec, _told(rows), note=note, table=table)


def _shown(row: Mapping[str, Any]) -> str:
    return f"{row['value']} · {row['share']}%"
