"""What is wrong with a scheme, and where: every fault names its place in the document.

Nothing here computes a score; a scheme with a single fault is not used at all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.period import Period
from zhiliang.evaluation.band_faults import band_faults
from zhiliang.evaluation.rule_faults import parameter_faults
from zhiliang.evaluation.rules import OUTSIDE_THE_HUNDRED, RULES
from zhiliang.evaluation.scheme_place import Fault, Path, exact, leaf_faults, number_fault

KINDS = ("city", "district", "department")
MODES = ("none", "half_up")
NESTED = ("rounding", "bands", "groups", "subjects", "departments", "items", "parameters")


@dataclass(frozen=True)
class Shape:
    """The fields that a mapping must and may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    def faults(self, path: Path, thing: Any) -> Iterator[Fault]:
        """What is missing, what nobody would read, and what should be one value and is not."""
        if not isinstance(thing, Mapping):
            yield Fault(path, _("须是一组字段，如 {key: …}"))
            return
        missing = [name for name in self.required if thing.get(name) in (None, "")]
        if missing:
            yield Fault(path, _("缺少 %(names)s") % {"names": _listed(missing)})
        for name in thing:
            if name not in self.required + self.optional:
                known = _listed(self.required + self.optional)
                words = _("没有字段 %(name)s；可用：%(known)s") % {"name": name, "known": known}
                yield Fault((*path, name), words)
            elif name == "parameters" and not isinstance(thing[name], Mapping | None):
                yield Fault((*path, name), _("须是一组字段，如 {key: …}"))
            elif name not in NESTED and isinstance(thing[name], Mapping | list | tuple):
                yield Fault((*path, name), _("须是一个值，不是列表或一组字段"))


SCHEME = Shape(
    (
        *("key", "year", "period", "title_zh", "title_en", "example", "basis"),
        *("max_points", "rounding", "bands", "subjects"),
    ),
    ("groups", "departments"),
)
ROUNDING = Shape(("mode", "places"))
BAND = Shape(("grade", "from"), ("to",))
GROUP = Shape(("key", "name_zh", "name_en", "part", "points"))
BLOCK = Shape(("kind", "items"), ("set", "reporting", "code", "figures_of", "name_zh", "name_en"))
ITEM = Shape(
    ("key", "name_zh", "name_en", "points", "indicator", "rule"),
    ("group", "clause", "lead", "parameters", "basis"),
)
LISTS = (("bands", BAND), ("groups", GROUP), ("subjects", BLOCK))


def faults_of(data: Any, known: set[str] | None = None) -> list[Fault]:
    """All faults in the order of the document; `known` are the indicators that can answer.

    Sums, bands and rules are looked at only once every field is there.
    """
    shape = list(shape_faults(data))
    return shape or list(_meaning_faults(data, known))


def shape_faults(data: Any) -> Iterator[Fault]:
    """Fields that are missing, unknown or no lists; with any of these nothing else is asked."""
    top = [*leaf_faults((), data)] or [*SCHEME.faults((), data)]
    yield from top
    if top:
        return
    yield from _departments(data.get("departments", {}))
    yield from ROUNDING.faults(("rounding",), data["rounding"])
    for name, shape in LISTS:
        yield from _each(name, data.get(name, []), shape)
    for number, block in enumerate(_list(data["subjects"])):
        if isinstance(block, Mapping):
            yield from _each("items", block.get("items"), ITEM, ("subjects", number))


def _departments(named: Any) -> Iterator[Fault]:
    whole = isinstance(named, Mapping) and all(isinstance(d, Mapping) for d in named.values())
    if not whole:
        yield Fault(("departments",), _("须是一组字段，如 {key: …}"))


def _each(name: str, things: Any, shape: Shape, path: Path = ()) -> Iterator[Fault]:
    if not isinstance(things, list | tuple):
        yield Fault((*path, name), _("须是一个列表"))
        return
    for number, thing in enumerate(things):
        yield from shape.faults((*path, name, number), thing)


def _list(things: Any) -> Sequence[Any]:
    return things if isinstance(things, list | tuple) else ()


def _listed(names: Iterable[Any]) -> str:
    return "、".join(map(str, names))


def _meaning_faults(data: Mapping[str, Any], known: set[str] | None) -> Iterator[Fault]:
    head = list(_head_faults(data))
    yield from head
    if not head:
        yield from band_faults(data["bands"], data["rounding"]["mode"], exact(data["max_points"]))
    yield from _repeated(("subjects",), [_whose(block) for block in data["subjects"]])
    for number, block in enumerate(data["subjects"]):
        faults = list(_block_faults(("subjects", number), block, data, known))
        yield from faults
        if not any(fault.number for fault in faults) and not head:
            yield from _sum_faults(("subjects", number), block, data)


def _head_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    if isinstance(data["year"], bool) or not re.fullmatch(r"\d{4}", str(data["year"])):
        yield Fault(("year",), _("须是四位年度"))
    try:
        Period.parse(str(data["period"]))
    except ValueError:
        yield Fault(("period",), _("“%(period)s”不是时期") % {"period": data["period"]})
    mode, places = data["rounding"]["mode"], data["rounding"]["places"]
    if mode not in MODES:
        yield Fault(("rounding", "mode"), _("须为 %(known)s") % {"known": _listed(MODES)})
    if isinstance(places, bool) or not re.fullmatch(r"[0-6]", str(places)):
        yield Fault(("rounding", "places"), _("须是0到6的整数"))
    yield from number_fault(("max_points",), data["max_points"], above=0)
    for number, group in enumerate(data.get("groups", [])):
        yield from number_fault(("groups", number, "points"), group["points"], least=0)


def _whose(block: Mapping[str, Any]) -> str:
    return " ".join(str(block[name]) for name in ("kind", "set", "code") if block.get(name))


def _repeated(path: Path, keys: Sequence[str]) -> Iterator[Fault]:
    for number, key in enumerate(keys):
        if key in keys[:number]:
            yield Fault((*path, number), _("%(key)s 重复") % {"key": key})


def _block_faults(
    path: Path, block: Mapping[str, Any], data: Mapping[str, Any], known: set[str] | None
) -> Iterator[Fault]:
    if block["kind"] not in KINDS:
        yield Fault((*path, "kind"), _("须为 %(known)s") % {"known": _listed(KINDS)})
    if block["kind"] == "department" and not (block.get("code") and block.get("figures_of")):
        yield Fault(path, _("部门须写明 code 和 figures_of"))
    items = block["items"]
    yield from _repeated((*path, "items"), [str(item["key"]) for item in items])
    yield from _vetoes((*path, "items"), items)
    groups = {str(group["key"]) for group in data.get("groups", [])}
    for number, item in enumerate(items):
        where = (*path, "items", number)
        yield from _item_faults(where, item, known)
        if groups and item.get("group") not in groups:
            words = _("没有分组 %(group)s；可用：%(known)s")
            named = {"group": item.get("group", "—"), "known": _listed(sorted(groups))}
            yield Fault((*where, "group"), words % named)


def _item_faults(path: Path, item: Mapping[str, Any], known: set[str] | None) -> Iterator[Fault]:
    yield from number_fault((*path, "points"), item["points"], least=0)
    if known is not None and item["indicator"] not in known:
        words = _("没有指标 %(key)s：没有数值可以计分") % {"key": item["indicator"]}
        yield Fault((*path, "indicator"), words)
    if item["rule"] not in RULES:
        words = _("没有计分规则 %(rule)s；可用：%(known)s")
        yield Fault((*path, "rule"), words % {"rule": item["rule"], "known": _listed(RULES)})
    else:
        parameters = item.get("parameters") or {}
        yield from parameter_faults((*path, "parameters"), item["rule"], parameters)
    if item["rule"] == "veto" and exact(item["points"]):
        yield Fault((*path, "points"), _("一票否决项不占分，分值须为0"))


def _vetoes(path: Path, items: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for number, item in enumerate(items):
        if item["rule"] != "veto":
            continue
        earlier = first.setdefault(str(item["indicator"]), str(item["key"]))
        if earlier != item["key"]:
            words = _("指标 %(indicator)s 已有一票否决项 %(key)s；同一事实不否决两次")
            named = {"indicator": item["indicator"], "key": earlier}
            yield Fault((*path, number, "indicator"), words % named)


def _sum_faults(path: Path, block: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Fault]:
    inside = [item for item in block["items"] if item["rule"] not in OUTSIDE_THE_HUNDRED]
    total = _sum(inside)
    if total != exact(data["max_points"]):
        yield Fault((*path, "items"), _differs(total, data["max_points"]))
    if block["kind"] != "city":
        return
    for number, group in enumerate(data.get("groups", [])):
        own = _sum([item for item in inside if item.get("group") == group["key"]])
        if own != exact(group["points"]):
            yield Fault(("groups", number, "points"), _differs(own, group["points"]))


def _sum(items: Iterable[Mapping[str, Any]]) -> Fraction:
    return sum((exact(item["points"]) or Fraction(0) for item in items), Fraction(0))


def _differs(total: Fraction, wanted: Any) -> str:
    words = _("各项分值合计 %(total)s，应为 %(wanted)s，相差 %(gap)s")
    gap = float(total - (exact(wanted) or 0))
    return words % {"total": f"{float(total):g}", "wanted": wanted, "gap": f"{gap:+g}"}
