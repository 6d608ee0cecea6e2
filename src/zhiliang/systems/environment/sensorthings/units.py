"""Units of HJ 212-2017 annex B in symbols and UCUM; what a statistic is measured in.

Stations report in the units of GB 3095: µg/m³, carbon monoxide in mg/m³.
"""

from typing import NamedTuple

from zhiliang.methods.tables.air.pollutants import CODES
from zhiliang.methods.tables.hj212.codes import factors

UCUM = "http://unitsofmeasure.org/ucum.html#"
SYMBOLS = {
    "%": ("%", "%"),
    "[角]度": ("°", "deg"),
    "个/升": ("1/L", "/L"),
    "分贝": ("dB", "dB"),
    "千帕": ("kPa", "kPa"),
    "升/秒": ("L/s", "L/s"),
    "吨/平方千米•月": ("t/(km²·mo)", "t/(km2.mo)"),
    "平方米": ("m²", "m2"),
    "微克/升": ("µg/L", "ug/L"),
    "微克/立方米": ("µg/m³", "ug/m3"),
    "微西[门子]/厘米": ("µS/cm", "uS/cm"),
    "摄氏度": ("°C", "Cel"),
    "无量纲": ("1", "1"),
    "毫克/升": ("mg/L", "mg/L"),
    "毫克/立方米": ("mg/m³", "mg/m3"),
    "立方米/秒": ("m³/s", "m3/s"),
    "米/秒": ("m/s", "m/s"),
    "纳克/升": ("ng/L", "ng/L"),
    "纳克/立方米": ("ng/m³", "ng/m3"),
    "贝可[勒尔]/升": ("Bq/L", "Bq/L"),
}
CARBON_MONOXIDE = CODES["co"]
POLLUTANTS = frozenset(CODES.values())
# sums, times and texts are in no unit of a concentration
CONCENTRATIONS = frozenset(
    ("Rtd", "Min", "Avg", "Max", "ZsRtd", "ZsMin", "ZsAvg", "ZsMax", "Data", "DayData", "NightData")
)


class Unit(NamedTuple):
    """A unit; all None where it is not known."""

    name: str | None = None
    symbol: str | None = None
    definition: str | None = None


def unit_of(factor: str, statistic: str, *, station: bool) -> Unit:
    """What a factor's values are measured in, as far as the standard says."""
    if statistic not in CONCENTRATIONS:
        return Unit()
    if station and factor in POLLUTANTS:
        name = "毫克/立方米" if factor == CARBON_MONOXIDE else "微克/立方米"
    else:
        known = factors().get(factor)
        name = known.unit if known else ""
    if not name:
        return Unit()
    symbol, ucum = SYMBOLS.get(name, (name, ""))
    return Unit(name, symbol, UCUM + ucum if ucum else None)
