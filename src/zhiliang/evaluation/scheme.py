"""A scheme of evaluation: plain data, checked when it is read, exact when it is used.

The YAML format is described at the head of `schemes/2011.yaml`. Everything a grade depends on is
in the data, so the data itself travels in a sealed pack and its digest names the scheme.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.utils.translation import gettext as _

from zhiliang.evaluation.rules import OUTSIDE_THE_HUNDRED, RULES
from zhiliang.methods.canonical import canonical_json
from zhiliang.methods.rounding import round_half_up

KINDS = ("city", "district", "department")


class SchemeError(ValueError):
    """A scheme that cannot be used: says where in it and why."""


@dataclass(frozen=True)
class Item:
    """One line of a scheme."""

    data: Mapping[str, Any]

    @property
    def key(self) -> str:
        """Name of the item, unique on its sheet."""
        return str(self.data["key"])

    @property
    def points(self) -> Fraction:
        """The most it can earn; for a bonus the cap."""
        return Fraction(self.data["points"])

    @property
    def indicator(self) -> str:
        """Key of the figure it is scored on."""
        return str(self.data["indicator"])

    @property
    def rule(self) -> str:
        """Name of the scoring rule."""
        return str(self.data["rule"])

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What the rule needs besides points and figure."""
        return self.data.get("parameters") or {}

    @property
    def loses(self) -> bool:
        """Whether points can be lost on it: bonus and veto stand outside the hundred."""
        return self.rule not in OUTSIDE_THE_HUNDRED

    def named(self) -> dict[str, Any]:
        """What a results entry repeats of the scheme."""
        names = ("key", "clause", "name_zh", "name_en", "group", "lead", "indicator", "rule")
        return {
            **{name: self.data.get(name, "") for name in names},
            "parameters": dict(self.parameters),
            "basis": self.data.get("basis", ""),
        }


@dataclass(frozen=True)
class Sheet:
    """The items of one kind of subject, or of one department."""

    kind: str
    items: tuple[Item, ...]
    set: str = ""
    code: str = ""
    figures_of: str = ""
    name_zh: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class Scheme:
    """A year's scheme; `data` is the document it was read from."""

    data: Mapping[str, Any]

    @property
    def year(self) -> int:
        """Year evaluated."""
        return int(self.data["year"])

    @property
    def period(self) -> str:
        """Key of the period whose figures count."""
        return str(self.data["period"])

    @property
    def max_points(self) -> Fraction:
        """Full marks."""
        return Fraction(self.data["max_points"])

    @property
    def digest(self) -> str:
        """SHA-256 of the scheme's canonical JSON."""
        return hashlib.sha256(canonical_json(self.data).encode()).hexdigest()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Item sheets in the order of the scheme."""
        fields = ("set", "code", "figures_of", "name_zh", "name_en")
        return tuple(
            Sheet(
                block["kind"],
                tuple(Item(item) for item in block["items"]),
                **{name: str(block.get(name, "")) for name in fields},
            )
            for block in self.data["subjects"]
        )

    @property
    def lowest(self) -> str:
        """The grade a veto gives."""
        return str(self.data["bands"][-1]["grade"])

    def rounded(self, score: Fraction) -> Decimal:
        """A score as shown."""
        return round_half_up(score, int(self.data["rounding"]["places"]))

    def grade(self, score: Fraction) -> str:
        """Grade of an exact score; with mode half_up the rounded score is graded instead."""
        graded = score
        if self.data["rounding"]["mode"] == "half_up":
            graded = Fraction(round_half_up(score, 0))
        for band in self.data["bands"]:
            if graded >= Fraction(band["from"]):
                return str(band["grade"])
        return self.lowest

    def indicators(self) -> set[str]:
        """Keys of all figures the scheme reads."""
        return {item.indicator for sheet in self.sheets for item in sheet.items}

    def summary(self) -> dict[str, Any]:
        """What the results document says of its scheme."""
        names = ("key", "title_zh", "title_en", "example", "basis", "max_points", "rounding")
        return {
            **{name: self.data[name] for name in names},
            "digest": self.digest,
            "bands": list(self.data["bands"]),
            "groups": list(self.data.get("groups", [])),
            "departments": dict(self.data.get("departments", {})),
        }


def scheme_of(data: Mapping[str, Any], known: set[str] | None = None) -> Scheme:
    """A checked scheme; `known` are the indicator keys that can answer. Raises SchemeError."""
    faults = list(_faults(data, known))
    if faults:
        raise SchemeError("；".join(faults))
    return Scheme(data)


def _faults(data: Mapping[str, Any], known: set[str] | None) -> Iterator[str]:
    missing = [
        k for k in ("key", "year", "period", "max_points", "bands", "subjects") if k not in data
    ]
    if missing:
        yield f"方案缺少 {'、'.join(missing)}"
        return
    yield from _band_faults(data["bands"])
    for number, block in enumerate(data["subjects"], start=1):
        where = f"subjects[{number}] {block.get('code') or block.get('kind')}"
        if block.get("kind") not in KINDS:
            yield f"{where}：kind 须为 {'、'.join(KINDS)}"
        yield from _item_faults(where, block["items"], known)
        inside = (
            Fraction(i["points"]) for i in block["items"] if i["rule"] not in OUTSIDE_THE_HUNDRED
        )
        total = sum(inside, Fraction(0))
        if total != Fraction(data["max_points"]):
            yield f"{where}：各项分值合计 {total}，应为 {data['max_points']}"


def _band_faults(bands: list[Mapping[str, Any]]) -> Iterator[str]:
    starts = [Fraction(band["from"]) for band in bands]
    if starts != sorted(set(starts), reverse=True):
        yield "bands：须从高到低，不得重复"
    if not starts or starts[-1] != 0:
        yield "bands：最低一档须从0起，否则有分数落空"


def _item_faults(
    where: str, items: list[Mapping[str, Any]], known: set[str] | None
) -> Iterator[str]:
    keys = [item["key"] for item in items]
    yield from (
        f"{where}：项目 {key} 重复" for key in sorted({k for k in keys if keys.count(k) > 1})
    )
    for item in items:
        if item["rule"] not in RULES:
            yield f"{where}.{item['key']}：没有计分规则 {item['rule']}"
        if known is not None and item["indicator"] not in known:
            yield f"{where}.{item['key']}：没有指标 {item['indicator']}"
        if item["rule"] == "ratio_to_target" and Fraction(item["parameters"]["target"]) == 0:
            yield f"{where}.{item['key']}：按比例计分的目标不能为0"


@cache
def years() -> tuple[int, ...]:
    """Years a scheme is shipped for."""
    shipped = files("zhiliang.evaluation").joinpath("schemes")
    return tuple(
        sorted(int(path.name[:4]) for path in shipped.iterdir() if path.name.endswith(".yaml"))
    )


@cache
def shipped(year: int) -> Scheme:
    """The shipped scheme of a year; SchemeError lists the years there are."""
    if year not in years():
        there_are = "、".join(map(str, years()))
        raise SchemeError(
            _("没有 %(year)s 年的评价方案；现有：%(years)s。") % {"year": year, "years": there_are}
        )
    path = files("zhiliang.evaluation").joinpath("schemes", f"{year}.yaml")
    return scheme_of(_with_departments(yaml.safe_load(path.read_text("utf-8"))))


def _with_departments(data: dict[str, Any]) -> dict[str, Any]:
    """The scheme with the names of the departments it mentions, so that it can stand alone."""
    listed = files("zhiliang.core").joinpath("reference", "departments.yaml").read_text("utf-8")
    names = {d["code"]: {n: d[n] for n in ("name_zh", "name_en")} for d in yaml.safe_load(listed)}
    mentioned = {item["lead"] for block in data["subjects"] for item in block["items"]}
    mentioned |= {block["code"] for block in data["subjects"] if block["kind"] == "department"}
    unknown = sorted(code for code in mentioned if code and code not in names)
    if unknown:
        raise SchemeError(f"没有部门 {'、'.join(unknown)}")
    blocks = [{**block, **names.get(block.get("code", ""), {})} for block in data["subjects"]]
    departments = {code: names[code] for code in sorted(mentioned) if code}
    return {**data, "subjects": blocks, "departments": departments}
