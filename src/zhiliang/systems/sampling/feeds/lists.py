"""The two lists of the double-random draw as files."""

from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError
from zhiliang.systems.sampling.feeds.cells import chosen, whole
from zhiliang.systems.sampling.models.bases import Site, Size


def _firm(row: dict[str, str]) -> dict[str, Any]:
    weight = whole(row, "weight")
    if weight == 0:
        raise FieldError("weight", row["weight"], _("权重为0等于不抽。请填1以上，或者不列该企业。"))
    return {
        "product_class": row["product_class"],
        "name": row["name"],
        "uscc": row["uscc"],
        "place": row["place"],
        "site": chosen(row, "site", Site),
        "size": chosen(row, "size", Size) if row["size"] else Size.UNKNOWN.value,
        "credit": row["credit"],
        "weight": weight or 1,
        "output": whole(row, "output"),
    }


firms = Feed(
    "sampling-firms",
    columns=(
        Column("product_class", required=True, aliases=("产品代码",)),
        Column("name", required=True, aliases=("企业",)),
        Column("uscc", aliases=("统一社会信用代码",)),
        Column("place", required=True, aliases=("行政区划代码",)),
        Column("site", required=True, aliases=("抽样环节",)),
        Column("size", aliases=("规模",)),
        Column("credit", aliases=("信用类别",)),
        Column("weight", aliases=("抽取权重",)),
        Column("output", aliases=("产值（万元）",)),
    ),
    parse=_firm,
    note_zh="检查对象名录：一行一家企业的一类产品、一个抽样环节；同一行再报即更新。",
    note_en="Firms that may be drawn: one row a firm, class and site; a row filed anew updates.",
)


def _sampler(row: dict[str, str]) -> dict[str, Any]:
    return {name: row[name] for name in ("number", "organisation", "uscc", "place")}


samplers = Feed(
    "samplers",
    columns=(
        Column("number", required=True, aliases=("人员编号",)),
        Column("organisation", required=True, aliases=("抽样机构",)),
        Column("uscc", aliases=("统一社会信用代码",)),
        Column("place", required=True, aliases=("行政区划代码",)),
    ),
    parse=_sampler,
    note_zh="抽样人员名录，只用编号，不用姓名；账号由账号管理员另行关联。",
    note_en="Samplers by number, not by name; accounts are linked by the account administrator.",
)
