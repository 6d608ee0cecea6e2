"""Consignees of a recall, and the pool of experts, as files."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError

LARGEST = Decimal(10) ** 12
YES, NO = ("", "是", "yes", "1", "true"), ("否", "no", "0", "false")


def quantity(row: dict[str, str], field: str) -> Decimal | None:
    """A quantity with at most six decimals; None for an empty cell."""
    if not row[field]:
        return None
    try:
        given = Decimal(row[field].replace(",", ""))
    except InvalidOperation:
        given = Decimal("NaN")
    exact = given.is_finite() and given == round(given, 6)
    if not exact or not 0 <= given < LARGEST:
        raise FieldError(field, row[field], _("须为不小于0的数，小数不超过六位。"))
    return given


def _consignee(row: dict[str, str]) -> dict[str, Any]:
    names = ("recall", "name", "uscc", "place", "lots", "contact", "unit")
    found: dict[str, Any] = {name: row[name] for name in names}
    found["quantity"] = quantity(row, "quantity")
    if found["quantity"] is not None and not found["unit"]:
        raise FieldError("unit", "", _("有数量的要写单位。"))
    return found


consignees = Feed(
    "recall-consignees",
    columns=(
        Column("recall", required=True, aliases=("召回编号",)),
        Column("name", required=True, aliases=("收货单位",)),
        Column("uscc", aliases=("统一社会信用代码",)),
        Column("place", aliases=("行政区划代码",)),
        Column("lots", aliases=("批次",)),
        Column("quantity", aliases=("收到数量",)),
        Column("unit", aliases=("单位",)),
        Column("contact", aliases=("联系方式",)),
    ),
    parse=_consignee,
    note_zh="收货单位：一行一家；没有追溯数据的召回用它登记，企业只登记自己的客户，同一家再报即更新。",
    note_en="Consignees, a row each, for recalls without trace data; a firm names its own "
    "customers; a row filed anew updates.",
)


def _expert(row: dict[str, str]) -> dict[str, Any]:
    answer = row["active"].casefold()
    if answer not in (*YES, *NO):
        raise FieldError("active", row["active"], _("须为：是、否。"))
    named = {name: row[name] for name in ("number", "field", "employer", "uscc", "place")}
    interests = row["interests"].replace("，", ",").replace("、", ",").split(",")
    return {**named, "active": answer in YES, "interests": [one.strip() for one in interests]}


experts = Feed(
    "recall-experts",
    columns=(
        Column("number", required=True, aliases=("专家编号",)),
        Column("field", required=True, aliases=("专业领域",)),
        Column("employer", required=True, aliases=("工作单位",)),
        Column("uscc", aliases=("统一社会信用代码",)),
        Column("place", required=True, aliases=("行政区划代码",)),
        Column("interests", aliases=("有利害关系的单位（代码）",)),
        Column("active", aliases=("在册",)),
    ),
    parse=_expert,
    note_zh="召回技术专家库，只用编号，不用姓名；有利害关系的单位写统一社会信用代码，用顿号隔开。",
    note_en="Pool of recall experts by number, not by name; interests are credit codes set apart "
    "by commas.",
)
