"""Kinds of products and hazards by which records of different systems are counted together."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.functional import lazystr

from zhiliang.core.language import pick

_TABLE = Path(__file__).parent / "reference" / "product_kinds.yaml"


@dataclass(frozen=True)
class Kind:
    """A kind of product or of hazard; `domain` is market, engineering or environment."""

    key: str
    zh: str
    en: str
    domain: str = "market"

    def __str__(self) -> str:
        return pick(self.zh, self.en)


@cache
def products() -> dict[str, Kind]:
    """The kinds of products by key, in the table's order."""
    return _read("products")


@cache
def hazards() -> dict[str, Kind]:
    """The kinds of hazards by key, in the table's order."""
    return _read("hazards")


@cache
def product_choices() -> tuple[tuple[str, Any], ...]:
    """The kinds of products for a form or a field, in the reader's language."""
    return tuple((one.key, lazystr(one)) for one in products().values())


@cache
def hazard_choices() -> tuple[tuple[str, Any], ...]:
    """The kinds of hazards for a form or a field, in the reader's language."""
    return tuple((one.key, lazystr(one)) for one in hazards().values())


def _read(part: str) -> dict[str, Kind]:
    rows = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))[part]
    return {row["key"]: Kind(**row) for row in rows}
