"""The lists that lots are drawn from as files: firms, samplers, laboratories that re-test."""

from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError
from zhiliang.systems.sampling.feeds.cells import chosen, day, whole
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
    return {name: row[name] for name in ("number", "organisation", "uscc", "place", "account")}


samplers = Feed(
    "samplers",
    columns=(
        Column("number", required=True, aliases=("人员编号",)),
        Column("organisation", required=True, aliases=("抽样机构",)),
        Column("uscc", aliases=("统一社会信用代码",)),
        Column("place", required=True, aliases=("行政区划代码",)),
        Column("account", aliases=("用户名",)),
    ),
    parse=_sampler,
    note_zh="抽样人员名录，只用编号，不用姓名；用户名把编号与账号关联起来，有了它才能填抽样单。",
    note_en="Samplers by number, not by name; with the account's user name one fills in sheets.",
)


def _conflict(row: dict[str, str]) -> dict[str, Any]:
    return {name: row[name] for name in ("number", "name", "uscc", "place", "reason")}


conflicts = Feed(
    "sampler-conflicts",
    columns=(
        Column("number", required=True, aliases=("人员编号",)),
        Column("name", required=True, aliases=("企业",)),
        Column("uscc", aliases=("统一社会信用代码",)),
        Column("place", required=True, aliases=("行政区划代码",)),
        Column("reason", required=True, aliases=("回避理由",)),
    ),
    parse=_conflict,
    note_zh="回避：一行一名抽样人员和一家企业；理由随抽取公开，写类别，不写私事。",
    note_en="Conflicts: a row a sampler and a firm; the reason is published with the draw: say of "
    "what kind it is, nothing private.",
)


def _line(row: dict[str, str]) -> dict[str, Any]:
    count = whole(row, "count")
    if not count:
        raise FieldError("count", row["count"], _("批次至少为1。"))
    return {
        "plan": row["plan"],
        "product_class": row["product_class"],
        "place": row["place"],
        "site": chosen(row, "site", Site),
        "count": count,
        "laboratory": row["laboratory"],
    }


plan_lines = Feed(
    "sampling-plan-lines",
    columns=(
        Column("plan", required=True, aliases=("计划编号",)),
        Column("product_class", required=True, aliases=("产品代码",)),
        Column("place", required=True, aliases=("行政区划代码",)),
        Column("site", required=True, aliases=("抽样环节",)),
        Column("count", required=True, aliases=("批次",)),
        Column("laboratory", required=True, aliases=("检验机构",)),
    ),
    parse=_line,
    note_zh="计划分配：一行一类产品、一个地区、一个环节；整份文件代替该计划原有的分配。",
    note_en="What a plan allots: a row a class, place and site; the file replaces it as a whole.",
)


def _retest_laboratory(row: dict[str, str]) -> dict[str, Any]:
    listed_from, listed_to = day(row, "listed_from"), day(row, "listed_to")
    if listed_from and listed_to and listed_to < listed_from:
        raise FieldError("listed_to", row["listed_to"], _("移出日期早于列入日期。"))
    told = {name: row[name] for name in ("name", "uscc", "place")}
    return {**told, "listed_from": listed_from, "listed_to": listed_to}


retest_laboratories = Feed(
    "retest-laboratories",
    columns=(
        Column("name", required=True, aliases=("复检机构",)),
        Column("uscc", aliases=("统一社会信用代码",)),
        Column("place", required=True, aliases=("行政区划代码",)),
        Column("listed_from", required=True, aliases=("列入名录日期",)),
        Column("listed_to", aliases=("移出名录日期",)),
    ),
    parse=_retest_laboratory,
    note_zh="公布的食品复检机构名录：一行一家机构的一次列入；移出的补上移出日期，再报即更新。",
    note_en="The published directory of laboratories that re-test food: a row each time one is "
    "listed; filed anew with the day it left, it is updated.",
)
