"""One row of a returned table → a figure: what it measures, where, when, how much, from where."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError
from zhiliang.core.feed.cells import number, period, whole
from zhiliang.core.period import Period
from zhiliang.indicators.definition import Definition
from zhiliang.systems.returns.feeds.words import SOURCES, STATUSES, definition_of, plain

SCALE = 1_000_000
LARGEST = 10**12
LONGEST = 500
EMPTY_STATUSES = ("discontinued", "not_collected", "suppressed")


@dataclass(frozen=True)
class Row:
    """A row as read: `place` as written, `period` None where the import names it for all rows."""

    indicator: str
    place: str
    period: Period | None
    value_e6: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    status: str = "ok"
    source: str = "returns"
    reference: str = ""
    note: str = ""


def parse(row: dict[str, str]) -> Row:
    """The figure of a row; FieldError for the first field that cannot be taken."""
    definition = definition_of(row["indicator"])
    status = _status(row["status"])
    source, reference = _source(row)
    value_e6, numerator, denominator = _amount(row, definition)
    _agree_with_status(row, status, value_e6, denominator=denominator)
    return Row(
        indicator=definition.key,
        place=row["place"],
        period=period(row, "period"),
        value_e6=value_e6,
        numerator=numerator,
        denominator=denominator,
        status=status,
        source=source,
        reference=reference,
        note=_short(row, "note"),
    )


def is_share(definition: Definition) -> bool:
    """Whether a percentage is a part of a whole; a growth rate may fall or more than double."""
    return definition.unit == "%" and not definition.key.endswith("_growth")


def _status(text: str) -> str:
    try:
        return STATUSES[plain(text)]
    except KeyError:
        known = _("正常（可留空）、口径改变、取消、未统计、不公开")
        raise FieldError("status", text, _("只能填写：%(known)s。") % {"known": known}) from None


def _source(row: dict[str, str]) -> tuple[str, str]:
    """Source and reference: a text that is no source names the document behind a return."""
    text = row["source"]
    if plain(text) in ("records", "记录"):
        raise FieldError(
            "source", text, _("记录数由平台的业务记录计算，不能填报。请改填文件名或留空。")
        )
    source = SOURCES.get(plain(text))
    reference = _short(row, "reference")
    if source is None:
        return "returns", reference or _short(row, "source")
    return source, reference


def _short(row: dict[str, str], field: str) -> str:
    if len(row[field]) > LONGEST:
        shown = row[field][:20] + "…"
        reason = _("超过 %(limit)s 字。请缩短，全文可作为证明材料附上。") % {"limit": LONGEST}
        raise FieldError(field, shown, reason)
    return row[field]


def _amount(
    row: dict[str, str], definition: Definition
) -> tuple[int | None, int | None, int | None]:
    """Value in millionths, numerator, denominator; refused where they contradict one another."""
    value_e6, digits = _value(row, definition)
    numerator = whole(row, "numerator", low=0)
    denominator = whole(row, "denominator", low=0)
    _check_parts(row, definition, numerator, denominator=denominator)
    if value_e6 is not None and numerator is not None and denominator:
        quotient = Fraction(numerator * definition.factor, denominator)
        # half a unit of the last digit that was stated is rounding, more is a contradiction
        if abs(quotient - Fraction(value_e6, SCALE)) * 2 * 10**digits > 1:
            told = {"quotient": format(float(quotient), f".{max(digits, 2)}f")}
            reason = _("与分子、分母不符：由分子、分母算得 %(quotient)s。请核对三者。") % told
            raise FieldError("value", row["value"], reason)
    return value_e6, numerator, denominator


def _value(row: dict[str, str], definition: Definition) -> tuple[int | None, int]:
    text = row["value"]
    stated = text.rstrip("%％ ") if definition.unit == "%" else text
    value = number({"value": stated}, "value", low=-LARGEST, high=LARGEST)
    if value is None:
        return None, 0
    exponent = value.as_tuple().exponent
    scaled = value * SCALE
    if scaled != int(scaled):
        raise FieldError("value", text, _("小数超过六位。请四舍五入到六位以内，或填分子、分母。"))
    if is_share(definition) and not 0 <= value <= 100:
        raise FieldError("value", text, _("比例应在 0 到 100 之间（单位是 %%）。请核对。") % {})
    return int(scaled), -int(exponent) if int(exponent) < 0 else 0


def _check_parts(
    row: dict[str, str],
    definition: Definition,
    numerator: int | None,
    *,
    denominator: int | None,
) -> None:
    if denominator == 0:
        reason = _("分母为零，没有比例可算。没有对象时请留空分子、分母，状态填“未统计”。")
        raise FieldError("denominator", row["denominator"], reason)
    if (numerator is None) != (denominator is None) and not row["value"]:
        empty = "numerator" if numerator is None else "denominator"
        raise FieldError(empty, "", _("数值为空时，分子和分母都要填写。"))
    above = numerator is not None and denominator is not None and numerator > denominator
    if above and is_share(definition):
        reason = _("分子大于分母 %(denominator)s，比例会超过 100%%。请核对是否填反。") % {
            "denominator": denominator
        }
        raise FieldError("numerator", row["numerator"], reason)


def _agree_with_status(
    row: dict[str, str], status: str, value_e6: int | None, *, denominator: int | None
) -> None:
    empty = value_e6 is None and denominator is None
    if empty and status not in EMPTY_STATUSES:
        reason = _(
            "没有数值。请填数值或分子、分母；确实没有的，状态填“未统计”“取消”或“不公开”；不报的行请删去。"
        )
        raise FieldError("value", "", reason)
    filled = next((n for n in ("value", "numerator", "denominator") if row[n]), "")
    if filled and status in ("not_collected", "suppressed"):
        reason = _("状态是“未统计”或“不公开”时不能填数。请删去数值，或改正状态。")
        raise FieldError(filled, row[filled], reason)


COLUMNS = (
    Column("indicator", required=True, aliases=("指标", "指标代码", "指标名称")),
    Column("place", required=True, aliases=("地区", "行政区划代码", "市县", "城市")),
    Column("period", aliases=("期间", "年度", "年份", "时期")),
    Column("value", aliases=("数值", "数", "完成值")),
    Column("numerator", aliases=("分子",)),
    Column("denominator", aliases=("分母",)),
    Column("status", aliases=("状态", "状况")),
    Column("source", aliases=("来源", "数据来源")),
    Column("note", aliases=("备注", "说明")),
    Column("reference", aliases=("出处", "文件", "文号")),
)

returns = Feed(
    "returns",
    columns=COLUMNS,
    parse=parse,
    note_zh="市县和部门填报的数、公布的数，一行一个指标在一地一期的数。",
    note_en="Figures that cities and departments return or that were published, one a row.",
)
