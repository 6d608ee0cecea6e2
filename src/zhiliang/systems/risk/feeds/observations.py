"""Observations as rows: kind, own number, product, hazard, place, the two days."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError
from zhiliang.core.product_kinds import hazards, products
from zhiliang.systems.risk.models import Kind
from zhiliang.systems.risk.sources import hazard_of, product_of

YES = {"1", "true", "yes", "是"}


def _row(row: dict[str, str]) -> dict[str, Any]:
    occurred, recorded = _day("occurred_on", row), _day("recorded_on", row)
    if occurred > recorded:
        raise FieldError("occurred_on", row["occurred_on"], _("发生日期晚于得知日期。"))
    return {
        "kind": _one_of("kind", row, set(Kind.values)),
        "reference": row["reference"][:160],
        "title": row["title"][:200],
        # without keys, words decide
        "product": _one_of("product", row, set(products()))
        if row["product"]
        else product_of(row["title"]),
        "hazard": _one_of("hazard", row, set(hazards()))
        if row["hazard"]
        else hazard_of(row["title"]),
        "place": row["place"],
        "occurred_on": occurred,
        "recorded_on": recorded,
        "injured": row["injured"].casefold() in YES,
    }


def _one_of(field: str, row: dict[str, str], known: set[str]) -> str:
    if row[field] not in known:
        raise FieldError(
            field, row[field], _("须为：%(known)s。") % {"known": "、".join(sorted(known))}
        )
    return row[field]


def _day(field: str, row: dict[str, str]) -> date:
    try:
        return date.fromisoformat(row[field] or row["recorded_on"])
    except ValueError:
        raise FieldError(field, row[field], _("日期写作 2026-11-26。")) from None


observations = Feed(
    "risk-observations",
    columns=(
        Column("kind", required=True, aliases=("来源渠道",)),
        Column("reference", required=True, aliases=("原始编号",)),
        Column("title", aliases=("内容",)),
        Column("product", aliases=("产品类别",)),
        Column("hazard", aliases=("危害类别",)),
        Column("place", required=True, aliases=("地区",)),
        Column("occurred_on", aliases=("发生日期",)),
        Column("recorded_on", required=True, aliases=("得知日期",)),
        Column("injured", aliases=("有人受伤",)),
    ),
    parse=_row,
    note_zh="风险观测：伤害监测、技术性贸易措施通报等；产品、危害用平台的类别代号，空着的按内容的字词归类。",
    note_en="Observations (injuries, TBT notifications …); product and hazard by the platform's "
    "keys, an empty one is found by the words of the title.",
)
