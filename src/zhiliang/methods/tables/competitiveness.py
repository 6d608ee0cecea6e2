"""The 2 / 6 / 12 structure of the manufacturing quality competitiveness index, and its readings.

Published (制造业质量竞争力指数公报, from 2005 on): structure, range 60 to 100, linear weights.
Not published: the weights below the two halves and the reference values.
"""

from dataclasses import dataclass
from fractions import Fraction

LOWEST, HIGHEST = 60, 100

PUBLISHED = "published"
DERIVED = "derived"
CONFIGURATION = "configuration"


@dataclass(frozen=True, slots=True)
class Node:
    """One name of the structure: key, Chinese term, English, key of the node above it.

    `weight` is its share among its siblings and `weight_source` how it is known; `inverse` marks
    an indicator of which less is better.
    """

    key: str
    zh: str
    en: str
    above: str
    weight: Fraction
    weight_source: str
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A reading holds from a score [points] up to the next band."""

    at_least: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Scale:
    """One published scale of readings; first and last year of use, None where open."""

    name: str
    first_year: int
    last_year: int | None
    bands: tuple[Band, ...]
    source: str
    certainty: str


HALF, THIRD = Fraction(1, 2), Fraction(1, 3)

# Weight of the halves, derived: the published halves of 2007 (84.76, 77.21) have the mean 80.985,
# published 80.99; those of 2006 (83.41, 76.55) have 79.98, published 79.98.
HALVES = (
    Node("quality_level", "质量水平", "Quality level", "", HALF, DERIVED),
    Node("development_capacity", "发展能力", "Development capacity", "", HALF, DERIVED),
)


def _aspect(key: str, zh: str, en: str, above: str) -> Node:
    return Node(key, zh, en, above, THIRD, CONFIGURATION)


def _indicator(key: str, zh: str, en: str, above: str) -> Node:
    return Node(key, zh, en, above, HALF, CONFIGURATION, inverse=key == "quality_loss_rate")


ASPECTS = (
    _aspect(
        "standards_and_technology", "标准与技术水平", "Standards and technology", "quality_level"
    ),
    _aspect("quality_management", "质量管理水平", "Quality management", "quality_level"),
    _aspect(
        "supervision_and_inspection",
        "质量监督与检验水平",
        "Quality supervision and inspection",
        "quality_level",
    ),
    _aspect(
        "research_and_renovation",
        "研发与技术改造能力",
        "Research and technical renovation",
        "development_capacity",
    ),
    _aspect("core_technology", "核心技术能力", "Core technology", "development_capacity"),
    _aspect("market_adaptation", "市场适应能力", "Market adaptation", "development_capacity"),
)

INDICATORS = (
    _indicator(
        "product_grade_rate",
        "产品质量等级品率",
        "Share of products of the quality grades",
        "standards_and_technology",
    ),
    _indicator(
        "microelectronic_control_share",
        "微电子控制设备比重",
        "Share of equipment under microelectronic control",
        "standards_and_technology",
    ),
    _indicator(
        "management_certification_rate",
        "质量管理体系认证率",
        "Share of enterprises with a certified quality management system",
        "quality_management",
    ),
    _indicator("quality_loss_rate", "质量损失率", "Quality loss rate", "quality_management"),
    _indicator(
        "supervision_pass_rate",
        "产品监督抽查合格率",
        "Pass rate in supervision sampling",
        "supervision_and_inspection",
    ),
    _indicator(
        "export_pass_rate",
        "出口商品检验合格率",
        "Pass rate in the inspection of exports",
        "supervision_and_inspection",
    ),
    _indicator(
        "research_spending_share",
        "研究与试验发展经费比重",
        "Share of spending on research and development",
        "research_and_renovation",
    ),
    _indicator(
        "renovation_spending_share",
        "技术改造经费比重",
        "Share of spending on technical renovation",
        "research_and_renovation",
    ),
    _indicator(
        "patents_per_million_output",
        "每百万元产值拥有专利数",
        "Patents held for each million yuan of output",
        "core_technology",
    ),
    _indicator(
        "new_product_sales_share",
        "新产品销售比重",
        "Share of sales from new products",
        "core_technology",
    ),
    _indicator(
        "average_product_sales",
        "平均产品销售收入",
        "Average sales income of products",
        "market_adaptation",
    ),
    _indicator(
        "international_sales_rate",
        "国际市场销售率",
        "Share of sales on international markets",
        "market_adaptation",
    ),
)

# A score on a boundary is read as the higher band: ">=90" says so for the scale of 2011 only.
BANDS_2008 = Scale(
    name="bands_2008",
    first_year=2008,
    last_year=2010,
    bands=(
        Band(95, "极强", "very strong"),
        Band(80, "较强", "fairly strong"),
        Band(75, "一般", "ordinary"),
        Band(60, "极弱", "very weak"),
    ),
    source="report of the index of 2008, http://gsiic.com/Item/102774.aspx",
    certainty="secondary",
)
BANDS_2011 = Scale(
    name="bands_2011",
    first_year=2011,
    last_year=None,
    bands=(
        Band(90, "较强", "fairly strong"),
        Band(85, "中等", "medium"),
        Band(80, "初步", "incipient"),
        Band(75, "不足", "insufficient"),
        Band(60, "没有竞争力", "not competitive"),
    ),
    source="report of July 2011, http://kjeagle.com/zltj/2011-7/13/82171",
    certainty="secondary",
)
SCALES = (BANDS_2008, BANDS_2011)

# What the index rests on here that nobody published; shown wherever it is.
ASSUMPTIONS = (
    (
        "六个方面和十二项指标的权重未公布：默认同级等权，属配置",
        (
            "The weights of the six aspects and twelve indicators were not published: equal among "
            "siblings by default, and configuration"
        ),
    ),
    (
        "各指标的参照值未公布：上下限由使用者给定，属配置",
        (
            "The reference values of the indicators were not published: the goalposts are given by "
            "the user, and configuration"
        ),
    ),
    (
        "标准化公式未公布：60+40×(x−下限)÷(上限−下限)，质量损失率反向，是假设",
        (
            "The formula of standardisation was not published: 60 + 40·(x - lo)/(hi - lo), cut at "
            "60 and 100, inverse for the quality loss rate, is an assumption"
        ),
    ),
)
