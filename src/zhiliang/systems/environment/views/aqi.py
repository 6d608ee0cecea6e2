"""The levels of the air quality index as they are shown, and the names of pollutants."""

from datetime import date

from django.utils.translation import gettext as _

from zhiliang.core.language import pick
from zhiliang.core.pages.recorded import recorded
from zhiliang.methods.air import level_api, level_hj633
from zhiliang.methods.tables.air.levels import HJ_633, Level
from zhiliang.systems.environment.models import CityDay
from zhiliang.systems.environment.views.grid import Square

LEVELS = HJ_633.levels
OLD = "API"


def level_of(verdict: CityDay) -> Level | None:
    """The level of a day by the index that was in force; None for a day that is not valid."""
    index = float("nan") if verdict.index is None else float(verdict.index)
    return level_api(index) if verdict.edition.startswith(OLD) else level_hj633(index)


def level_words(level: Level) -> str:
    """What the air of a level is called."""
    return pick(level.zh, level.en)


def range_of(number: int) -> str:
    """The indices of the first to the sixth level."""
    lowest = LEVELS[number - 1].at_least
    if number == len(LEVELS):
        return f"> {lowest - 1}"
    return f"{lowest}–{LEVELS[number].at_least - 1}"


def shade_of(verdict: CityDay | None) -> str:
    """Which filling a day has: 1–6, invalid, none."""
    if verdict is None:
        return "none"
    if verdict.index is None:
        return "invalid"
    return str(sum(level.at_least <= verdict.index for level in LEVELS))


def words_of(verdict: CityDay | None) -> str:
    """What a day came to, in words."""
    if verdict is None:
        return _("没有记录")
    level = level_of(verdict)
    if level is None:
        return _("无效：有效数据不足")
    name = OLD if verdict.edition.startswith(OLD) else "AQI"
    words = f"{name} {verdict.index} {level_words(level)}"
    if not verdict.primary:
        return words
    return words + _("，首要污染物 %(primary)s") % {"primary": recorded(verdict.primary)}


def square(verdict: CityDay | None, day: date, url: str) -> Square:
    """A day of the calendar."""
    value = "–" if verdict is None or verdict.index is None else str(verdict.index)
    return Square(day, shade_of(verdict), value, f"{day} {words_of(verdict)}", url)
