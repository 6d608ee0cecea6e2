"""Flags, fewest valid values, constants and gap rules of online monitoring, with how sure they are.

HJ 212-2017 was compared with its text: table 8 (flags), Annex C (how flags roll up), Annex D
(formulas 1 to 34, which is informative). HJ 75-2017 was not at hand.
"""

from dataclasses import dataclass
from fractions import Fraction

STANDARD = "HJ 212-2017"
IN_FORCE_FROM = "2017-05-01"
CERTAINTY = "verified"


@dataclass(frozen=True, slots=True)
class Flag:
    """A data flag, its meaning and whether a value under it is a valid measurement."""

    code: str
    zh: str
    en: str
    valid: bool


# That only N is valid is how Annex C puts it: any other value is abnormal.
FLAGS = (
    Flag("N", "仪器仪表工作正常", "Instruments work normally", True),
    Flag("F", "仪器仪表停运", "Instruments out of operation", False),
    Flag("M", "仪器仪表处于维护期间", "Instruments under maintenance", False),
    Flag("S", "手工输入的设定值", "Value set by hand", False),
    Flag("D", "仪器仪表故障", "Instrument fault", False),
    Flag("C", "仪器仪表处于校准状态", "Instruments being calibrated", False),
    Flag("T", "采样数值超过测量上限", "Beyond the upper limit of measurement", False),
    Flag("B", "仪器仪表与数采仪通讯异常", "No communication between instrument and logger", False),
)
NORMAL, FAULT, UNFLAGGED = "N", "D", ""

# From this share of normal values on, an interval of flue gas is normal (Annex C, C.16 to C.18).
NORMAL_SHARE = Fraction(3, 4)

# Fewest valid values behind a mean of flue gas (D.2.2, formulas 23 to 25).
FEWEST_VALID = {"minute": 12, "hour": 45, "day": 20}

# Formulas 18, 20, 27 and 31.
STANDARD_PRESSURE = 101325.0
STANDARD_TEMPERATURE = 273.0
MOLAR_VOLUME = 22.4
OXYGEN_OF_AIR = 21.0


@dataclass(frozen=True, slots=True)
class GapRule:
    """How a gap is filled: the highest of the last valid hours before it.

    It holds from a share of valid hours [%] on up to below another, for gaps of at most
    `gap_hours`, None for any.
    """

    capture_from: int
    capture_below: int
    gap_hours: int | None
    window: int


HJ_75_2017_FROM = "2018-03-01"
HJ_75_2017_CERTAINTY = "待核"
# From memory: to be compared with HJ 75-2017, clause 12, before anything rests on it.
GAP_RULES = (
    GapRule(90, 101, 24, 180),
    GapRule(90, 101, None, 720),
    GapRule(75, 90, None, 2160),
)


@dataclass(frozen=True, slots=True)
class Absent:
    """A standard that is openly not implemented, and why."""

    standard: str
    zh: str
    en: str


NOT_IMPLEMENTED = (
    Absent(
        "HJ 356-2019",
        "水污染源在线监测数据有效性判别：未取得标准正文，判别指标和缺失数据处理的数值未知，故不实现。",
        "Validity of online monitoring of wastewater: the text was not at hand and its figures are "
        "not known, so nothing of it is implemented.",
    ),
    Absent(
        "HJ 212-2025",
        "2026年1月1日起实施：未取得正文，按附录D（2017）计算，待核。",
        "In force since 2026-01-01: the text was not at hand; Annex D of 2017 is used, to be "
        "verified.",
    ),
)
