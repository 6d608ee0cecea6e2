"""The limit on sampling the same product again."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RepeatRule:
    """How many calendar months must pass; the rule has been in force from a day on."""

    months: int
    in_force_from: date
    clause: str
    certainty: str


ARTICLE_8 = RepeatRule(
    months=6,
    in_force_from=date(2020, 1, 1),
    clause="产品质量监督抽查管理暂行办法（国家市场监督管理总局令第18号）第八条",
    certainty="verified",
)
