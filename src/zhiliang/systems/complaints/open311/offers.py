"""What may be reported: three services, each with its attributes, as configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zhiliang.core.language import name_of

_TABLE = Path(__file__).parent / "offers.yaml"


@dataclass(frozen=True, kw_only=True)
class Value:
    """One choice of a list."""

    key: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """Something that is asked for besides the description."""

    code: str
    datatype: str
    required: bool
    name_zh: str
    name_en: str
    values: tuple[Value, ...] = ()

    def told(self, order: int) -> dict[str, Any]:
        """As the specification tells it, in the active language."""
        row: dict[str, Any] = {
            "variable": True,
            "code": self.code,
            "datatype": self.datatype,
            "required": self.required,
            "datatype_description": "",
            "order": order,
            "description": name_of(self),
        }
        values = [{"key": one.key, "name": name_of(one)} for one in self.values]
        return row | ({"values": values} if values else {})


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A service. Only one that `shows_place` tells where a request was made, to the county."""

    code: str
    name_zh: str
    name_en: str
    text_zh: str
    text_en: str
    group_zh: str
    group_en: str
    keywords: tuple[str, ...] = ()
    shows_place: bool = False
    attributes: Mapping[str, Attribute] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is called, in the active language."""
        return name_of(self)

    def told(self) -> dict[str, Any]:
        """The service as the specification tells it."""
        return {
            "service_code": self.code,
            "service_name": self.name,
            "description": name_of(self, "text"),
            "metadata": bool(self.attributes),
            "type": "realtime",
            "keywords": list(self.keywords),
            "group": name_of(self, "group"),
        }

    def definition(self) -> dict[str, Any]:
        """What is asked for besides, as the specification tells it."""
        rows = [one.told(order) for order, one in enumerate(self.attributes.values(), start=1)]
        return {"service_code": self.code, "attributes": rows}


@cache
def offers() -> Mapping[str, Offer]:
    """Every service by its code."""
    rows: list[dict[str, Any]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return {row["code"]: _offer(row) for row in rows}


def _offer(row: dict[str, Any]) -> Offer:
    asked = {one["code"]: _attribute(one) for one in row.pop("attributes")}
    return Offer(**row | {"attributes": asked, "keywords": tuple(row["keywords"])})


def _attribute(row: dict[str, Any]) -> Attribute:
    values = tuple(Value(**one) for one in row.get("values", ()))
    return Attribute(**row | {"values": values})
