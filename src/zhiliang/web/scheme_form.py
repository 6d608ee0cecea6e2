"""A scheme as a form: every number in a field of its own, every fault beside its field.

The form is the scheme's data with other values put in; nothing else decides what it means.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.language import pick
from zhiliang.core.pages.page import Words
from zhiliang.evaluation.rule_faults import SIGNATURES
from zhiliang.evaluation.rules import OUTSIDE_THE_HUNDRED, RULES
from zhiliang.evaluation.scheme_faults import MODES
from zhiliang.evaluation.scheme_place import Fault, Path, exact
from zhiliang.methods.rounding import round_half_up

LABELS: dict[str, Words] = {
    "points": gettext_lazy("分值"),
    "rule": gettext_lazy("规则"),
    "indicator": gettext_lazy("指标"),
    "target": gettext_lazy("目标"),
    "op": gettext_lazy("比较"),
    "better": gettext_lazy("方向"),
    "tiers": gettext_lazy("分档"),
    "step": gettext_lazy("每单位扣分"),
    "free": gettext_lazy("不扣分的数"),
    "floor": gettext_lazy("最低得分"),
    "base": gettext_lazy("基础分"),
    "from": gettext_lazy("起点"),
    "to": gettext_lazy("终点"),
    "per_unit": gettext_lazy("每单位加分"),
    "limit": gettext_lazy("限值"),
    "grade": gettext_lazy("等级"),
    "mode": gettext_lazy("定级前修约"),
}
RULE_WORDS: dict[str, Words] = {
    "ratio_to_target": gettext_lazy("按完成比例"),
    "threshold": gettext_lazy("达标得满分"),
    "binary": gettext_lazy("完成得满分"),
    "tiered": gettext_lazy("分档"),
    "deduct": gettext_lazy("逐项扣分"),
    "base_plus": gettext_lazy("基础分加分"),
    "bonus": gettext_lazy("额外加分"),
    "veto": gettext_lazy("一票否决"),
}
MODE_WORDS: dict[str, Words] = {
    "none": gettext_lazy("不修约，按精确得分"),
    "half_up": gettext_lazy("四舍五入到整数"),
}
WORDS: dict[str, dict[str, Words]] = {
    "rule": RULE_WORDS,
    "mode": MODE_WORDS,
    "op": {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "eq": "="},
    "better": {"higher": gettext_lazy("越高越好"), "lower": gettext_lazy("越低越好")},
}
DEFAULT = gettext_lazy("默认")
WIDE = ("indicator", "tiers")
PART = re.compile(r"[,，;；]")


@dataclass(frozen=True)
class Field:
    """One input: `name` is the place in the document, `choices` make it a list to choose from."""

    name: str
    label: Words
    value: str
    faults: tuple[str, ...] = ()
    choices: tuple[tuple[str, Words], ...] = ()
    wide: bool = False

    @property
    def listed(self) -> bool:
        """Whether the known indicators are offered."""
        return self.name.endswith(".indicator")


@dataclass(frozen=True)
class Row:
    """One item of a sheet, or one band."""

    title: str
    fields: tuple[Field, ...]
    faults: tuple[str, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether anything in it is wrong."""
        return bool(self.faults) or any(field.faults for field in self.fields)


@dataclass(frozen=True)
class Block:
    """One sheet with the sum of its points."""

    kind: str
    title: str
    total: str
    rows: tuple[Row, ...]
    faults: tuple[str, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether anything in it is wrong."""
        return bool(self.faults) or any(row.wrong for row in self.rows)


def name_of(path: Path) -> str:
    """The name of the field at a place of the document."""
    return ".".join(map(str, path))


def edited(data: Mapping[str, Any], sent: Mapping[str, str]) -> dict[str, Any]:
    """The scheme with the fields of the form put in; what is not in the form stays as it is."""
    made = deepcopy(dict(data))
    made["rounding"] = {**made["rounding"], "mode": _sent(sent, ("rounding", "mode"), made)}
    for number, band in enumerate(made["bands"]):
        for name in ("grade", "from", "to"):
            _put(band, name, _sent(sent, ("bands", number, name), made))
    for number, block in enumerate(made["subjects"]):
        for line, item in enumerate(block["items"]):
            _edit_item(item, ("subjects", number, "items", line), sent, made)
    _add_up_groups(made)
    return made


def _sent(sent: Mapping[str, str], path: Path, data: Any) -> Any:
    """What the form says at a place; what the document says where the form has no such field."""
    name = name_of(path)
    if name in sent:
        return sent[name].strip()
    for step in path:
        data = data.get(step) if isinstance(data, Mapping) else data[step]
        if data is None:
            return None
    return data


def _put(thing: dict[str, Any], name: str, value: Any) -> None:
    """A value put in; an emptied field is no field."""
    if value in (None, ""):
        thing.pop(name, None)
    elif str(thing.get(name)) != value:
        thing[name] = value


def _edit_item(item: dict[str, Any], path: Path, sent: Mapping[str, str], data: Any) -> None:
    for name in ("points", "rule", "indicator"):
        _put(item, name, _sent(sent, (*path, name), data))
    if item.get("rule") not in SIGNATURES:
        return
    old = item.get("parameters") or {}
    new: dict[str, Any] = {}
    for name in SIGNATURES[item["rule"]].names:
        text = sent.get(name_of((*path, "parameters", name)))
        value = old.get(name) if text is None else _parameter(name, text.strip(), old.get(name))
        if value not in (None, ""):
            new[name] = value
    if new != old:
        item["parameters"] = new


def _parameter(name: str, text: str, old: Any) -> Any:
    if name != "tiers":
        return old if str(old) == text else text
    return old if tiers_text(old) == text else _tiers(text)


def tiers_text(tiers: Any) -> str:
    """Tiers as they are typed: `85:1, 80:0.8`."""
    if not isinstance(tiers, list | tuple) or not all(isinstance(t, Mapping) for t in tiers):
        return str(tiers or "")
    return ", ".join(f"{tier.get('at_least')}:{tier.get('share')}" for tier in tiers)


def _tiers(text: str) -> list[dict[str, str]]:
    parts = [part.replace("：", ":").partition(":") for part in PART.split(text) if part.strip()]
    return [{"at_least": start.strip(), "share": share.strip()} for start, _colon, share in parts]


def _add_up_groups(data: dict[str, Any]) -> None:
    """Groups repeat the points of the cities' items: they follow what was typed."""
    cities = [block for block in data["subjects"] if block.get("kind") == "city"]
    for group in data.get("groups", []):
        own = _total(
            item for block in cities for item in block["items"] if item.get("group") == group["key"]
        )
        if own is not None and exact(group["points"]) != own:
            group["points"] = _decimal(own)


def _total(items: Iterable[Mapping[str, Any]]) -> Fraction | None:
    """Points inside the hundred; None where one of them is no number."""
    inside = [item for item in items if item.get("rule") not in OUTSIDE_THE_HUNDRED]
    points = [exact(item.get("points")) for item in inside]
    return None if None in points else sum(filter(None, points), Fraction(0))


def _decimal(number: Fraction) -> str:
    """A finite decimal in full: every number of a scheme is one."""
    text = f"{round_half_up(number, 12):f}"
    return text.rstrip("0").rstrip(".")


class Faults:
    """Faults by place; what was told beside a field is not told again on top."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self._at: dict[Path, list[str]] = defaultdict(list)
        for fault in faults:
            self._at[fault.path].append(fault.words)

    def take(self, path: Path, *, below: bool = False) -> tuple[str, ...]:
        """The faults at a place and, with `below`, all inside it."""
        depth = len(path)
        paths = [p for p in self._at if p == path or (below and p[:depth] == path)]
        return tuple(words for p in paths for words in self._at.pop(p))

    @property
    def rest(self) -> list[str]:
        """Faults that have no field."""
        return [words for listed in self._at.values() for words in listed]


def blocks_of(data: Mapping[str, Any], faults: Faults) -> list[Block]:
    """The sheets with a field for each number."""
    return [
        _block(("subjects", number), block, data, faults)
        for number, block in enumerate(data["subjects"])
    ]


def _block(path: Path, block: Mapping[str, Any], data: Mapping[str, Any], faults: Faults) -> Block:
    rows = tuple(
        _row((*path, "items", line), item, faults) for line, item in enumerate(block["items"])
    )
    names = data.get("departments", {}).get(block.get("code", ""), block)
    total = _total(block["items"])
    return Block(
        str(block["kind"]),
        pick(names.get("name_zh", ""), names.get("name_en", "")),
        "—" if total is None else _decimal(total),
        rows,
        (*faults.take((*path, "items")), *faults.take(path)),
    )


def _row(path: Path, item: Mapping[str, Any], faults: Faults) -> Row:
    rule = str(item.get("rule", ""))
    known = SIGNATURES.get(rule)
    parameters = item.get("parameters") or {}
    fields = [
        _field((*path, "points"), item.get("points"), faults),
        _field((*path, "rule"), rule, faults, choices=tuple(RULES)),
        *(
            _parameter_field((*path, "parameters", name), parameters.get(name), rule, faults)
            for name in (known.names if known else ())
        ),
        _field((*path, "indicator"), item.get("indicator"), faults),
    ]
    title = pick(item["name_zh"], item["name_en"])
    return Row(title, tuple(fields), faults.take(path, below=True))


def _parameter_field(path: Path, value: Any, rule: str, faults: Faults) -> Field:
    name = str(path[-1])
    if name == "tiers":
        return _field(path, tiers_text(value), faults)
    choices = dict(SIGNATURES[rule].choices).get(name, ())
    return _field(path, value, faults, choices=("", *choices) if choices else ())


def _field(path: Path, value: Any, faults: Faults, *, choices: tuple[str, ...] = ()) -> Field:
    name = str(path[-1])
    words = WORDS.get(name, {})
    return Field(
        name_of(path),
        LABELS[name],
        "" if value is None else str(value),
        faults.take(path, below=True),
        tuple((choice, words.get(choice, choice) or DEFAULT) for choice in choices),
        name in WIDE,
    )


def bands_of(data: Mapping[str, Any], faults: Faults) -> Block:
    """Grades with where they begin and, if said, end; the rounding before grading."""
    rows = [
        Row(
            _("%(grade)s级") % {"grade": band.get("grade", "—")},
            tuple(
                _field(("bands", number, name), band.get(name), faults)
                for name in ("grade", "from", "to")
            ),
            faults.take(("bands", number), below=True),
        )
        for number, band in enumerate(data["bands"])
    ]
    mode = _field(("rounding", "mode"), data["rounding"].get("mode"), faults, choices=MODES)
    rows.append(Row(_("修约"), (mode,)))
    told = (*faults.take(("bands",)), *faults.take(("rounding",), below=True))
    return Block("bands", _("等级分数段"), "", tuple(rows), told)
