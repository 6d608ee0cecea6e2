"""How sections, rivers and lakes are assessed, with how sure each rule is.

The assessment rule of 2011 (环办〔2011〕22号) was not seen whole: the words of classes and the
shares of river systems are as municipal and teaching pages give them; the order of main pollutants
is from memory.
"""

from dataclasses import dataclass
from fractions import Fraction

RULE_2011 = "环办〔2011〕22号"
RULE_2011_FROM = "2011-03-09"
STATISTICS_2020 = "环办监测函〔2020〕82号"
RANKING_2017 = "《城市地表水环境质量排名技术规定（试行）》（2017）"
TROPHIC_2001 = "总站生字〔2001〕090号"

# Of the 24 factors of Table 1 these are no part of the assessment (secondary); 21 remain.
ONLY_FOR_REFERENCE = ("water_temperature", "total_nitrogen", "faecal_coliforms")
ASSESSED = 21

EXCELLENT = ("优", "excellent")
GOOD = ("良好", "good")
LIGHT = ("轻度污染", "lightly polluted")
MEDIUM = ("中度污染", "moderately polluted")
HEAVY = ("重度污染", "heavily polluted")

# Class I to inferior to V: words of a section (secondary).
SECTION_WORDS = (EXCELLENT, EXCELLENT, GOOD, LIGHT, MEDIUM, HEAVY)

# A system with fewer sections is judged by its mean concentrations (secondary).
LEAST_SECTIONS = 5


@dataclass(frozen=True, slots=True)
class SystemBand:
    """A river system is so called from this share of sections on [%]; first that fits holds.

    `classes` are those whose share counts.
    """

    classes: tuple[int, ...]
    at_least: int
    words: tuple[str, str]


# Secondary: 深圳市生态环境局, https://meeb.sz.gov.cn/hdjl/ywzsk/ggfwl/content/post_2027052.html
SYSTEM_BANDS = (
    SystemBand((1, 2, 3), 90, EXCELLENT),
    SystemBand((1, 2, 3), 75, GOOD),
    SystemBand((6,), 40, HEAVY),
    SystemBand((6,), 20, MEDIUM),
    SystemBand((), 0, LIGHT),
)

# Main pollutants (to be verified, 待核): the worst three factors of a section beyond class III,
# by class and then by multiple; cyanide and heavy metals beyond class III are always among them.
MOST_MAIN_POLLUTANTS = 3
ALWAYS_MAIN = (
    *("cyanide", "lead", "hexavalent_chromium", "mercury", "cadmium", "arsenic"),
    *("copper", "zinc", "selenium"),
)
# Factors that have no multiple of a limit (secondary).
NO_MULTIPLE = ("ph", "dissolved_oxygen")

# A result below the detection limit enters means as this share of it (secondary: the rule of 2020
# as quoted at http://kotakite.com/news/huanbaozixun/815.html; SL 219-2013, 12.2.5, says the same).
UNDETECTED_SHARE = Fraction(1, 2)

# Limits of pH in the index of the ranking rule and its neutral point (secondary).
PH_LOW, PH_NEUTRAL, PH_HIGH = 6, 7, 9


@dataclass(frozen=True, slots=True)
class TrophicTerm:
    """TLI = 10·(constant + slope·ln C); `r` is the correlation with chlorophyll a [1]."""

    factor: str
    constant: float
    slope: float
    r: Fraction


# Secondary, three copies of the text agree; chlorophyll a in mg/m³, transparency in m, others mg/L.
TROPHIC_TERMS = (
    TrophicTerm("chlorophyll_a", 2.5, 1.086, Fraction(1)),
    TrophicTerm("total_phosphorus", 9.436, 1.624, Fraction(84, 100)),
    TrophicTerm("total_nitrogen", 5.453, 1.694, Fraction(82, 100)),
    TrophicTerm("transparency", 5.118, -1.94, Fraction(-83, 100)),
    TrophicTerm("permanganate_index", 0.109, 2.661, Fraction(83, 100)),
)
# From below 30 on: upper ends of the states; 30 itself is mesotrophic, 50, 60 and 70 belong below.
TROPHIC_WORDS = (
    ("贫营养", "oligotrophic"),
    ("中营养", "mesotrophic"),
    ("轻度富营养", "lightly eutrophic"),
    ("中度富营养", "moderately eutrophic"),
    ("重度富营养", "hypereutrophic"),
)
