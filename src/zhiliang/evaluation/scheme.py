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
from typing import Any, NoReturn

import yaml
from django.utils.translation import gettext as _

from zhiliang.evaluation import scheme_text
from zhiliang.evaluation.rules import OUTSIDE_THE_HUNDRED
from zhiliang.evaluation.scheme_faults import KINDS, faults_of
from zhiliang.evaluation.scheme_place import Fault, Path
from zhiliang.methods.canonical import canonical_json
from zhiliang.methods.rounding import round_half_up

__all__ = ["KINDS", "Item", "Scheme", "SchemeError", "Sheet", "scheme_of", "shipped", "years"]


class SchemeError(ValueError):
    """A scheme that cannot be used: says where in it and why; `faults` are these one by one."""

    def __init__(self, words: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(words)
        self.faults = faults


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
    faults = faults_of(data, known)
    if faults:
        _refuse(scheme_text.Text(data, {}), faults)
    return Scheme(data)


def scheme_of_text(text: str, known: set[str] | None = None, *, name: str = "") -> Scheme:
    """A checked scheme read from YAML; SchemeError says file `name` and line of every fault."""
    found = scheme_text.read(text)
    faults = [*found.faults] or text_faults(found.data, known)
    if faults:
        _refuse(found, faults, name)
    return Scheme(with_departments(found.data))


def text_faults(data: Any, known: set[str] | None = None) -> list[Fault]:
    """All faults of a scheme that is not complete in itself: it names departments by code."""
    return faults_of(data, known) or list(_department_faults(data))


def _refuse(text: scheme_text.Text, faults: list[Fault], name: str = "") -> NoReturn:
    raise SchemeError("；".join(text.told(fault, name) for fault in faults), tuple(faults))


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
    return scheme_of_text(path.read_text("utf-8"), name=f"schemes/{year}.yaml")


def with_departments(data: Mapping[str, Any]) -> dict[str, Any]:
    """The checked scheme with the names of its departments, so that it can stand alone."""
    names = _department_names()
    mentioned = {
        str(item.get("lead") or "") for block in data["subjects"] for item in block["items"]
    }
    mentioned |= {block["code"] for block in data["subjects"] if block["kind"] == "department"}
    blocks = [{**block, **names.get(block.get("code", ""), {})} for block in data["subjects"]]
    departments = {code: names[code] for code in sorted(mentioned) if code}
    return {**data, "subjects": blocks, "departments": departments}


@cache
def _department_names() -> dict[str, dict[str, str]]:
    listed = files("zhiliang.core").joinpath("reference", "departments.yaml").read_text("utf-8")
    return {d["code"]: {n: d[n] for n in ("name_zh", "name_en")} for d in yaml.safe_load(listed)}


def _department_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    for number, block in enumerate(data["subjects"]):
        named: list[tuple[Path, Any]] = [(("subjects", number, "code"), block.get("code"))]
        named += [
            (("subjects", number, "items", line, "lead"), item.get("lead"))
            for line, item in enumerate(block["items"])
        ]
        for path, code in named:
            if code and code not in _department_names():
                yield Fault(path, _("没有部门 %(code)s") % {"code": code})
