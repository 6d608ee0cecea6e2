"""The made-up classes with their rules, and the bodies that sample and test them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LABORATORIES = ("示例产品质量检验院", "示例检测技术服务有限公司", "示例复检中心")
SAMPLING_BODY = "示例抽样服务中心"
NOTE = "示例（虚构），限值不是任何已公布标准的限值"
ITEM_FIELDS = (
    "code",
    "name_zh",
    "name_en",
    "unit",
    "limit_low",
    "limit_high",
    "wanted",
    "standard",
    "clause",
    "method",
    "comparison",
    "decision",
    "gravity",
    "microbiological",
)


@dataclass(frozen=True)
class MadeUpClass:
    """A made-up class with the items of its rule."""

    code: str
    regime: str
    name_zh: str
    name_en: str
    unit: str
    test: int
    spare: int
    stock: int
    items: tuple[Mapping[str, Any], ...]

    @property
    def fields(self) -> dict[str, Any]:
        """What the class is entered with."""
        return {
            "code": self.code,
            "regime": self.regime,
            "name_zh": self.name_zh,
            "name_en": self.name_en,
            "source": "sample",
        }

    @property
    def rule(self) -> dict[str, Any]:
        """What its rule is published with, but for the days."""
        return {
            "title": f"{self.name_zh}监督抽查实施细则（{NOTE}）",
            "method": "从待销产品中随机抽取同一批次产品，分为检验样品和备用样品，分别封样。",
            "unit": self.unit,
            "test_quantity": self.test,
            "spare_quantity": self.spare,
            "least_stock": self.stock,
            "judging": "一项不合格，判该批产品不合格；全部合格的，结论为所检项目未发现不合格。",
            "source": "sample",
        }


def classes() -> Iterator[MadeUpClass]:
    """Every made-up class, in order."""
    text = (Path(__file__).parent / "catalogue.yaml").read_text(encoding="utf-8")
    for told in yaml.safe_load(text):
        items = tuple(
            {name: item[name] for name in ITEM_FIELDS if name in item} for item in told["items"]
        )
        yield MadeUpClass(**{**told, "items": items})
