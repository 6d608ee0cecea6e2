"""The six levels of the air quality index as they are shown, and the names of pollutants.

HJ 633: the levels' limits and colours are alike in the editions of 2012 and 2026.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.pages.page import Words
from zhiliang.systems.environment.models import CityDay
from zhiliang.systems.environment.views.grid import Square

NAMES = {
    "pm2_5": "PM2.5",
    "pm10": "PM10",
    "so2": "SO2",
    "no2": "NO2",
    "co": "CO",
    "o3": "O3",
    "o3_8h": "O3-8h",
}


@dataclass(frozen=True, slots=True)
class Level:
    """A level: its number, its numeral, what the air is called, its lowest and highest index."""

    number: int
    numeral: str
    words: Words
    lowest: int
    highest: int

    @property
    def range(self) -> str:
        """The indices of the level."""
        return f"> {self.lowest - 1}" if self is LEVELS[-1] else f"{self.lowest}–{self.highest}"


LEVELS = (
    Level(1, "Ⅰ", gettext_lazy("优"), 0, 50),
    Level(2, "Ⅱ", gettext_lazy("良"), 51, 100),
    Level(3, "Ⅲ", gettext_lazy("轻度污染"), 101, 150),
    Level(4, "Ⅳ", gettext_lazy("中度污染"), 151, 200),
    Level(5, "Ⅴ", gettext_lazy("重度污染"), 201, 300),
    Level(6, "Ⅵ", gettext_lazy("严重污染"), 301, 500),
)


def level_of(index: int | None) -> Level | None:
    """The level of an index; None for a day that is not valid. Beyond 500 it stays the sixth."""
    if index is None:
        return None
    return next((level for level in LEVELS if index <= level.highest), LEVELS[-1])


def primary_words(primary: str) -> str:
    """Primary pollutants as they are written: PM2.5、O3-8h."""
    return "、".join(NAMES.get(key, key) for key in primary.split("、") if key)


def shade_of(verdict: CityDay | None) -> str:
    """Which filling a day has: 1–6, invalid, none."""
    if verdict is None:
        return "none"
    level = level_of(verdict.index)
    return str(level.number) if level else "invalid"


def words_of(verdict: CityDay | None) -> str:
    """What a day came to, in words."""
    if verdict is None:
        return _("没有记录")
    level = level_of(verdict.index)
    if level is None:
        return _("无效：有效数据不足")
    words = _("AQI %(aqi)s %(level)s") % {"aqi": verdict.index, "level": level.words}
    if not verdict.primary:
        return words
    return words + _("，首要污染物 %(primary)s") % {"primary": primary_words(verdict.primary)}


def square(verdict: CityDay | None, day: date, url: str) -> Square:
    """A day of the calendar."""
    value = "–" if verdict is None or verdict.index is None else str(verdict.index)
    return Square(day, shade_of(verdict), value, f"{day} {words_of(verdict)}", url)
