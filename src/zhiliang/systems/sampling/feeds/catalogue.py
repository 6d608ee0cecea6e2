"""Classes and implementation rules as files: a row a class; a row an item of a rule."""

from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError
from zhiliang.systems.sampling.feeds.cells import chosen, day, whole
from zhiliang.systems.sampling.models.bases import RegimeKey
from zhiliang.systems.sampling.models.classes import RuleItem

YES = {"是": True, "否": False, "yes": True, "no": False, "": True}


def _yes(row: dict[str, str], field: str) -> bool:
    if row[field] not in YES:
        raise FieldError(field, row[field], _("须为：是、否。"))
    return YES[row[field]]


def _class(row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name_zh": row["name_zh"],
        "name_en": row["name_en"],
        "regime": chosen(row, "regime", RegimeKey),
        "key_product": _yes(row, "key_product"),
    }


product_classes = Feed(
    "sampling-classes",
    columns=(
        Column("code", required=True, aliases=("产品代码",)),
        Column("name_zh", required=True, aliases=("名称",)),
        Column("name_en", aliases=("英文名称",)),
        Column("regime", required=True, aliases=("类别",)),
        Column("key_product", aliases=("重点产品",)),
    ),
    parse=_class,
    note_zh="抽查的产品类别，一行一类；已登记的代码不能改。",
    note_en="Classes of products, one a row; a code that is registered cannot be changed.",
)

RULE = ("title", "number", "method", "unit", "judging")
QUANTITIES = ("test_quantity", "spare_quantity", "least_stock")
ITEM = ("name_zh", "name_en", "limit_low", "limit_high", "wanted", "standard", "clause")


def _item(row: dict[str, str]) -> dict[str, Any]:
    return {
        "product_class": row["product_class"],
        "rule": {
            **{name: row[name] for name in RULE},
            **{name: whole(row, name) or 0 for name in QUANTITIES},
            "published_on": day(row, "published_on"),
            "valid_from": day(row, "valid_from"),
        },
        "item": {
            **{name: row[name] for name in ITEM},
            "code": row["item"],
            "unit": row["item_unit"],
            "method": row["item_method"],
            "comparison": _or_first(row, "comparison", RuleItem.Comparison),
            "decision": _or_first(row, "decision", RuleItem.Decision),
            "gravity": chosen(row, "gravity", RuleItem.Gravity) if row["gravity"] else "major",
            "microbiological": row["microbiological"] != "" and _yes(row, "microbiological"),
        },
    }


def _or_first(row: dict[str, str], field: str, among: Any) -> str:
    return chosen(row, field, among) if row[field] else str(among.values[0])


rules = Feed(
    "sampling-rules",
    columns=(
        Column("product_class", required=True, aliases=("产品代码",)),
        Column("title", required=True, aliases=("实施细则",)),
        Column("number", aliases=("编号",)),
        Column("published_on", required=True, aliases=("公开日期",)),
        Column("valid_from", required=True, aliases=("施行日期",)),
        Column("method", required=True, aliases=("抽样方法",)),
        Column("unit", required=True, aliases=("样品单位",)),
        Column("test_quantity", required=True, aliases=("检验样品数量",)),
        Column("spare_quantity", required=True, aliases=("备用样品数量",)),
        Column("least_stock", aliases=("最少库存",)),
        Column("judging", required=True, aliases=("判定规则",)),
        Column("item", required=True, aliases=("项目代码",)),
        Column("name_zh", required=True, aliases=("检验项目",)),
        Column("name_en", aliases=("检验项目（英文）",)),
        Column("item_unit", aliases=("单位",)),
        Column("limit_low", aliases=("下限",)),
        Column("limit_high", aliases=("上限",)),
        Column("wanted", aliases=("要求",)),
        Column("standard", required=True, aliases=("判定标准",)),
        Column("clause", aliases=("条款",)),
        Column("item_method", required=True, aliases=("检验方法",)),
        Column("comparison", aliases=("比较方法",)),
        Column("decision", aliases=("不确定度规则",)),
        Column("gravity", aliases=("重要程度",)),
        Column("microbiological", aliases=("微生物指标",)),
    ),
    parse=_item,
    note_zh="实施细则：一行一个检验项目，同一产品各行的细则内容相同；公布为该产品的下一版。",
    note_en="Implementation rules: a row an item, what is said of the rule the same in each row of "
    "a class; published as the class's next version.",
)
