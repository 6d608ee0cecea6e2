"""Complaints and tip-offs from other channels as a table: the national 12315 platform, 12345, mail.

The national platform's own export layout is not published (待核): its headings are taken as aliases
where they are known from the official forms; others are named when the file is handed in.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError, cells

KINDS = {
    "投诉": ("complaint",),
    "举报": ("tip_off",),
    "投诉举报": ("complaint", "tip_off"),
    "complaint": ("complaint",),
    "tip_off": ("tip_off",),
}
CHANNELS = {"": "12315", "12315": "12315", "12345": "12345", "电话": "phone", "来信": "letter"}
YES = {"是", "yes", "y", "1", "true"}
MOST = {
    "title": 120,
    "firm_name": 200,
    "firm_address": 300,
    "name": 80,
    "phone": 40,
    "address": 300,
    "code": 300,
    "outside_number": 60,
    "text": 20_000,
    "demand": 20_000,
}


def _row(row: dict[str, str]) -> dict[str, Any]:
    kind = row["kind"].replace(" ", "").replace("、", "")
    if kind not in KINDS:
        raise FieldError("kind", row["kind"], _("须为 投诉、举报 或 投诉举报。"))
    if row["channel"] not in CHANNELS:
        raise FieldError("channel", row["channel"], _("须为 12315、12345、电话 或 来信。"))
    for name, most in MOST.items():
        if len(row[name]) > most:
            raise FieldError(name, row[name][:40], _("最多 %(most)s 个字。") % {"most": most})
    yuan = cells.number(row, "amount_yuan", low=0)
    if yuan is not None and yuan * 100 != int(yuan * 100):
        raise FieldError("amount_yuan", row["amount_yuan"], _("最多两位小数。"))
    return {
        "wants": KINDS[kind],
        "channel": CHANNELS[row["channel"]],
        "received_on": _day(row, "received_on"),
        "bought_on": cells.day(row, "bought_on"),
        "amount_fen": None if yuan is None else int(yuan * 100),
        "anonymous": row["anonymous"].casefold() in YES,
        "injured": row["injured"].casefold() in YES,
        "publish_ok": row["publish_ok"].casefold() in YES,
        "delegate_ok": row["delegate_ok"].casefold() in YES,
        "uscc": row["uscc"],
        "place": row["place"],
        **{name: row[name] for name in MOST},
    }


def _day(row: dict[str, str], name: str) -> date:
    found = cells.day(row, name)
    if found is None:
        raise FieldError(name, "", _("请填写，例如 2026-05-06。"))
    return found


complaints = Feed(
    "complaints",
    columns=(
        Column("outside_number", required=True, aliases=("登记编号", "编号", "工单编号")),
        Column("received_on", required=True, aliases=("接收时间", "登记时间", "收到日期")),
        Column("kind", required=True, aliases=("类型", "登记类型")),
        Column("title", required=True, aliases=("商品名称", "商品或者服务", "事项")),
        Column("text", required=True, aliases=("事实经过", "投诉内容", "举报内容", "诉求内容")),
        Column("place", required=True, aliases=("行政区划代码",)),
        Column("channel", aliases=("渠道", "来源渠道")),
        Column("demand", aliases=("投诉请求",)),
        Column("firm_name", aliases=("被投诉人名称", "被举报人名称", "涉及主体")),
        Column("uscc", aliases=("统一社会信用代码",)),
        Column("firm_address", aliases=("被投诉人地址",)),
        Column("code", aliases=("条码", "追溯码")),
        Column("bought_on", aliases=("购买日期", "消费日期")),
        Column("amount_yuan", aliases=("涉及金额",)),
        Column("injured", aliases=("有人受伤",)),
        Column("anonymous", aliases=("匿名",)),
        Column("name", aliases=("姓名", "投诉人姓名")),
        Column("phone", aliases=("联系电话",)),
        Column("address", aliases=("通讯地址", "联系地址")),
        Column("publish_ok", aliases=("同意公示投诉信息",)),
        Column("delegate_ok", aliases=("同意委托调解",)),
    ),
    parse=_row,
    note_zh="其他渠道收到的投诉举报；同一渠道的同一编号只登记一次。全国12315平台的导出格式未公开（待核）。",
    note_en="Complaints and tip-offs that other channels received; a number of a channel is "
    "entered once. The national platform's export layout is not published (to be verified).",
)
