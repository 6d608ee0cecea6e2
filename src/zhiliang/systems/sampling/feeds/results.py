"""Settled results of other systems and earlier years: a row a batch."""

from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError
from zhiliang.systems.sampling.feeds.cells import chosen, day
from zhiliang.systems.sampling.models.bases import Conclusion, Level, Purpose, Site, Size


def _parse(row: dict[str, str]) -> dict[str, Any]:
    conclusion = chosen(row, "conclusion", Conclusion)
    if conclusion == "fail" and not row["failing"]:
        raise FieldError("failing", "", _("不合格的，须写明不合格项目，多项用顿号隔开。"))
    if conclusion != "fail" and row["failing"]:
        raise FieldError("failing", row["failing"], _("结论没有不合格，不应有不合格项目。"))
    sampled, reported = day(row, "sampled_on"), day(row, "reported_on")
    if sampled and reported and reported < sampled:
        raise FieldError("reported_on", row["reported_on"], _("报告日期早于抽样日期。"))
    return {
        "number": row["number"],
        "product_class": row["product_class"],
        "firm": row["firm"],
        "uscc": row["uscc"],
        "place": row["place"],
        "site": chosen(row, "site", Site),
        "size": chosen(row, "size", Size) if row["size"] else Size.UNKNOWN.value,
        "level": chosen(row, "level", Level) if row["level"] else Level.PROVINCIAL.value,
        "purpose": chosen(row, "purpose", Purpose) if row["purpose"] else Purpose.ROUTINE.value,
        "sampled_on": sampled,
        "reported_on": reported,
        "due_on": day(row, "due_on"),
        "conclusion": conclusion,
        "failing": row["failing"],
    }


results = Feed(
    "sampling-results",
    columns=(
        Column("number", required=True, aliases=("抽样编号",)),
        Column("product_class", required=True, aliases=("产品代码",)),
        Column("firm", required=True, aliases=("被抽样单位",)),
        Column("uscc", aliases=("统一社会信用代码",)),
        Column("place", required=True, aliases=("行政区划代码",)),
        Column("site", required=True, aliases=("抽样环节",)),
        Column("size", aliases=("规模",)),
        Column("level", aliases=("层级",)),
        Column("purpose", aliases=("目的",)),
        Column("sampled_on", required=True, aliases=("抽样日期",)),
        Column("reported_on", aliases=("报告日期",)),
        Column("due_on", aliases=("完成日期",)),
        Column("conclusion", required=True, aliases=("最终结论",)),
        Column("failing", aliases=("不合格项目",)),
    ),
    parse=_parse,
    note_zh="别的系统或以往年度已经定论的监督抽查结果，一行一个批次；有一行不合要求则整个文件不收。",
    note_en="Settled results of other systems or earlier years, one row a batch; the file is taken "
    "as a whole or not at all.",
)


def _item(row: dict[str, str]) -> dict[str, str]:
    return {name: row[name] for name in ("number", "item", "value", "unit", "uncertainty")}


laboratory_results = Feed(
    "laboratory-results",
    columns=(
        Column("number", required=True, aliases=("抽样编号",)),
        Column("item", required=True, aliases=("项目代码",)),
        Column("value", required=True, aliases=("检验结果",)),
        Column("unit", aliases=("单位",)),
        Column("uncertainty", aliases=("扩展不确定度",)),
    ),
    parse=_item,
    note_zh="检验机构自己的结果文件：一行一个样品的一个项目；合要求的行收下，不合要求的行逐行说明。",
    note_en="A laboratory's own file: one row an item of a sample; good rows are taken, each bad "
    "one is told with its reason.",
)
