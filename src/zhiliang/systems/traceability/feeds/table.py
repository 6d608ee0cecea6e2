"""The table of firms without EPCIS: one row, one thing that was done with one lot. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError
from zhiliang.core.feed.cells import choice, number
from zhiliang.methods.gs1 import canonical, gtin_14, is_valid_gtin, is_valid_key

CHINA = timezone(timedelta(hours=8))
STEPS = {
    "收货": "receiving",
    "发货": "shipping",
    "生产": "commissioning",
    "加工投入": "input",
    "加工产出": "output",
    "包装": "packing",
    "拆包": "unpacking",
    "入库": "storing",
    "零售": "retail_selling",
    "检验": "inspecting",
    "销毁": "destroying",
}
UNITS = {
    **dict.fromkeys(("千克", "公斤", "kg", "KGM"), "KGM"),
    **dict.fromkeys(("克", "g", "GRM"), "GRM"),
    **dict.fromkeys(("吨", "t", "TNE"), "TNE"),
    **dict.fromkeys(("升", "L", "LTR"), "LTR"),
    **dict.fromkeys(("毫升", "mL", "MLT"), "MLT"),
    **dict.fromkeys(("件", "个", "盒", "瓶", "袋", "头", "EA"), ""),
}
IN_BATCH = ("input", "output")
IN_BOX = ("packing", "unpacking")
_TIME = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+"
    r"(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2}))?[分秒]?"
)


@dataclass(frozen=True)
class Line:
    """One row: what was done when with what; empty texts where the row says nothing."""

    at: datetime
    step: str
    goods: str
    quantity: Decimal | None
    unit: str
    sender: str
    receiver: str
    container: str
    document: str
    batch: str
    gtin: str
    product: str


def _parse(row: dict[str, str]) -> Line:
    step = choice(row, "step", STEPS) or ""
    quantity = number(row, "quantity", low=0)
    line = Line(
        at=_moment(row),
        step=step,
        goods=_goods(row, needed=step != "unpacking"),
        quantity=quantity,
        unit=choice(row, "unit", UNITS) or "",
        sender=_gln(row, "from_gln"),
        receiver=_gln(row, "to_gln"),
        container=_container(row, needed=step in IN_BOX),
        document=row["document"][:80],
        batch=row["batch"][:80],
        gtin=_gtin(row) if row["gtin"] else "",
        product=row["product"][:120],
    )
    _insist(line, row)
    return line


def _insist(line: Line, row: Mapping[str, str]) -> None:
    if line.step in IN_BATCH and not line.batch:
        raise FieldError("batch", "", _("加工投入和加工产出要填加工批次，同一批次的连在一起。"))
    if line.step == "shipping" and not line.receiver:
        raise FieldError("to_gln", "", _("发货要填收货方的 GLN：去向不明的发货不能追溯。"))
    if line.step == "receiving" and not line.sender:
        raise FieldError("from_gln", "", _("收货要填发货方的 GLN：来源不明的收货不能追溯。"))
    if line.goods and "/21/" not in line.goods and line.quantity is None:
        raise FieldError("quantity", row["quantity"], _("按批次报送的要填数量。"))


def _moment(row: Mapping[str, str]) -> datetime:
    text = unicodedata.normalize("NFKC", row["time"]).strip()
    if found := _TIME.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        try:
            return datetime(year, month, day, hour, minute, second, tzinfo=CHINA)
        except ValueError:
            pass
    raise FieldError("time", row["time"], _("不是时间，请写成 2026-03-01 08:30（北京时间）。"))


def _gtin(row: Mapping[str, str]) -> str:
    text = unicodedata.normalize("NFKC", row["gtin"]).strip()
    if not is_valid_gtin(text):
        raise FieldError("gtin", row["gtin"], _("不是商品条码：8、12、13 或 14 位，最后一位校验。"))
    return gtin_14(text)


def _goods(row: Mapping[str, str], *, needed: bool) -> str:
    """The lot or item in its canonical form; empty where all of a container is meant."""
    if not row["gtin"]:
        if needed or row["lot"] or row["serial"]:
            raise FieldError("gtin", "", _("必填，不能为空。"))
        return ""
    if not row["lot"] and not row["serial"]:
        raise FieldError("lot", "", _("批号和序列号至少填一个。"))
    parts = (("10", row["lot"]), ("21", row["serial"]))
    text = f"(01){_gtin(row)}" + "".join(f"({ai}){value}" for ai, value in parts if value)
    try:
        return canonical(text)
    except ValueError as fault:
        words = _("批号、序列号应为 1 至 20 个字母、数字或标点，不能是汉字。")
        raise FieldError("lot" if row["lot"] else "serial", row["lot"], words) from fault


def _gln(row: Mapping[str, str], field: str) -> str:
    text = unicodedata.normalize("NFKC", row[field]).strip()
    if text and not is_valid_key("GLN", text):
        raise FieldError(field, row[field], _("不是 GLN：13 位数字，最后一位校验。"))
    return f"https://id.gs1.org/414/{text}" if text else ""


def _container(row: Mapping[str, str], *, needed: bool) -> str:
    text = unicodedata.normalize("NFKC", row["container"]).strip()
    if text and not is_valid_key("SSCC", text):
        raise FieldError(
            "container", row["container"], _("不是箱码 SSCC：18 位数字，最后一位校验。")
        )
    if needed and not text:
        raise FieldError("container", "", _("包装和拆包要填箱码（SSCC）。"))
    return f"https://id.gs1.org/00/{text}" if text else ""


table = Feed(
    "traceability-events",
    columns=(
        Column("time", required=True, aliases=("时间",)),
        Column("step", required=True, aliases=("步骤",)),
        Column("gtin", aliases=("商品条码", "GTIN")),
        Column("lot", aliases=("批号",)),
        Column("serial", aliases=("序列号",)),
        Column("quantity", aliases=("数量",)),
        Column("unit", aliases=("单位",)),
        Column("from_gln", aliases=("发货方GLN", "地点GLN")),
        Column("to_gln", aliases=("收货方GLN",)),
        Column("container", aliases=("箱码",)),
        Column("document", aliases=("单据号",)),
        Column("batch", aliases=("加工批次",)),
        Column("product", aliases=("产品名称",)),
    ),
    parse=_parse,
    note_zh="没有 EPCIS 系统的企业按行报送追溯事件；同一份表送两次不变。",
    note_en="Traceability events of firms without EPCIS, one a row; the same table again changes "
    "nothing.",
)
HEADINGS = tuple(column.aliases[0] for column in table.columns)
