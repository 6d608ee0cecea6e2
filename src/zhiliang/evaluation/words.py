"""Reasons in words, in both languages, with the numbers put in: what an official is handed."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from zhiliang.evaluation.rules import Outcome
from zhiliang.methods.rounding import round_half_up

Pair = tuple[str, str]

OPS: Mapping[str, Pair] = {
    "ge": ("不低于", "at least"),
    "gt": ("高于", "above"),
    "le": ("不高于", "at most"),
    "lt": ("低于", "below"),
    "eq": ("等于", "exactly"),
    "approx": ("约", "about"),
}
MISSING: Mapping[str, Pair] = {
    "not_collected": (
        "没有数据：本期未填报、也没有公布",
        "No data: neither returned nor published",
    ),
    "suppressed": ("数据不公开，不计分", "The figure is suppressed and not scored"),
    "discontinued": ("指标已停止统计，本项不计分", "The figure is discontinued; not scored"),
}


def plain(value: Fraction | None, places: int = 4) -> str:
    """A number without trailing zeros, as a person writes it."""
    if value is None:
        return "—"
    text = f"{round_half_up(value, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# How English says a figure in a unit; what is not listed stands behind it as it is.
# No raised digits but ² and ³: the typefaces of the documents have no others.
UNITS: Mapping[str, str] = {
    "家": "{} enterprises",
    "个": "{}",
    "个/年": "{} a year",
    "项": "{}",
    "件": "{}",
    "起": "{} accidents",
    "天": "{} days",
    "分钟": "{} minutes",
    "级": "grade {}",
    "分": "{} points",
    "档": "level {}",
    "位": "rank {}",
    "万吨": "{} × 10,000 t",
    "亿立方米": "{} × 100 million m³",
    "平方米": "{} m²",
    "辆": "{} vehicles",
    "µg/m³": "{} µg/m³",
}


def amount(value: Fraction | None, unit: str) -> Pair:
    """A figure with its unit: 3起, "3 accidents"."""
    text = plain(value)
    if value is None:
        return text, text
    english = UNITS.get(unit, "{}" + unit).format(text)
    return text + unit, english.removesuffix("s") if value == 1 else english


def reason(
    rule: str, shown: Pair, outcome: Outcome, *, parameters: Mapping[str, Any], unit: str
) -> Pair:
    """Why an item earned what it did; `shown` is the figure with its unit."""
    earned = plain(outcome.earned)
    extra = {
        name: parameters.get(name, "") for name in ("step", "per_unit", "base", "from", "free")
    }
    op = OPS[str(parameters.get("op", "ge"))]
    zh, en = (
        sentence.format(shown=figure, target=target, earned=earned, op=said, p=extra)
        for sentence, figure, target, said in zip(
            _REASONS[rule], shown, amount(outcome.target, unit), op, strict=True
        )
    )
    return zh, en


_REASONS: Mapping[str, Pair] = {
    "ratio_to_target": (
        "实际{shown}，目标{target}，按完成比例得{earned}分",
        "{shown} against a target of {target}: {earned} points by share achieved",
    ),
    "threshold": (
        "实际{shown}，要求{op}{target}，得{earned}分",
        "{shown}; required {op} {target}: {earned} points",
    ),
    "binary": (
        "完成为1、未完成为0，实际{shown}，得{earned}分",
        "Done is 1; {shown}: {earned} points",
    ),
    "tiered": (
        "按档计分，实际{shown}，得{earned}分；最高档为{target}",
        "Scored by tier; {shown}: {earned} points; the top tier is {target}",
    ),
    "deduct": (
        "实际{shown}，超过{p[free]}的每单位扣{p[step]}分，得{earned}分",
        "{shown}; {p[step]} points off for each unit above {p[free]}: {earned} points",
    ),
    "base_plus": (
        "基础分{p[base]}，超过{p[from]}的每单位加{p[per_unit]}分，实际{shown}，得{earned}分",
        "{p[base]} points, plus {p[per_unit]} per unit above {p[from]}; {shown}: {earned} points",
    ),
    "bonus": (
        "每单位加{p[per_unit]}分，实际{shown}，加{earned}分",
        "{p[per_unit]} points per unit; {shown}: {earned} points",
    ),
    "veto": ("一票否决项，限值{target}，实际{shown}", "Veto item, limit {target}; {shown}"),
}


def regain(rule: str, unit: str, outcome: Outcome, lost: Fraction) -> Pair:
    """What would bring the lost points back; empty where nothing is lost."""
    points = plain(lost)
    if lost <= 0:
        return "", ""
    if outcome.target is None:
        zh = f"填报数据并经核实后按规则计分，最多可拿回{points}分"
        return zh, f"A verified return is scored by the rule and regains up to {points} points"
    zh, en = amount(outcome.target, unit)
    if rule == "deduct":
        return f"降到{zh}以内，可拿回{points}分", f"Down to {en} regains {points} points"
    return f"达到{zh}，可拿回{points}分", f"Reaching {en} regains {points} points"


SAMPLE: Pair = (
    "示例数据（虚构），不说明广东实际。",
    "Sample data (made up); says nothing of Guangdong. ",
)

JUDGED: Mapping[str, Pair] = {
    "met": ("达到：{value}，目标{op}{target}", "Met: {value}, target {op} {target}"),
    "on_track": (
        "未到期，走在直线路径上：{value}，本年路径要求{path}",
        "Not due yet and on the straight path: {value}, path {path}",
    ),
    "behind": ("落后：{value}，目标{op}{target}", "Behind: {value}, target {op} {target}"),
    "distance": (
        "“左右”不判定达到与否：{value}，距{target}差{gap}",
        "“About” is never judged met: {value}, {gap} from {target}",
    ),
    "not_collected": (
        "没有广东的数据，不以全国数代替",
        "No Guangdong figure; none stands in for it",
    ),
    "discontinued": ("已停止统计或评选：{note}", "Discontinued: {note}"),
}
