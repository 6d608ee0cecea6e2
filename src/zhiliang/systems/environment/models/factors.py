"""Names and units of what outlets and stations report under the codes of HJ 524 and HJ 525."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.language import pick
from zhiliang.core.pages.page import Words
from zhiliang.methods.tables.hj212 import factors
from zhiliang.methods.tables.water_factors import FACTORS

# HJ 524 codes that outlets commonly report; those of water are the methods' own table.
GASES: dict[str, Words] = {
    "a00000": _("废气流量"),
    "a01001": _("气温"),
    "a01011": _("烟气流速"),
    "a01012": _("烟气温度"),
    "a01013": _("烟气压力"),
    "a01014": _("烟气湿度"),
    "a05024": _("臭氧"),
    "a19001": _("氧含量"),
    "a21001": _("氨气"),
    "a21002": _("氮氧化物"),
    "a21004": _("二氧化氮"),
    "a21005": _("一氧化碳"),
    "a21026": _("二氧化硫"),
    "a34002": _("PM10"),
    "a34004": _("PM2.5"),
    "a34013": _("烟尘"),
}
WATER = {factor.code: factor for factor in FACTORS if factor.code}
# What is not in milligrams a cubic metre.
UNITS = {"a00000": "m³/s", "a19001": "%"}
TOTALS = ("w00000", "a00000")


def is_listed(code: str) -> bool:
    """Whether a standard that we keep lists a factor."""
    return code in WATER or code in GASES or code in factors()


def factor_words(code: str) -> str:
    """A factor's name; its code where the name is not known."""
    if code in WATER:
        return pick(WATER[code].zh, WATER[code].en)
    return str(GASES.get(code, code))


def factors_words(codes: str) -> str:
    """Several factors' names, their codes joined by 、."""
    return pick("、", ", ").join(factor_words(code) for code in codes.split("、") if code)


def unit_of(code: str, statistic: str) -> str:
    """The unit a factor is reported in: a flow as a rate, or as the total of its interval."""
    if code in TOTALS and statistic == "Cou":
        return "m³"
    if code in WATER:
        return WATER[code].unit
    return UNITS.get(code, "mg/m³" if code in GASES else "")
