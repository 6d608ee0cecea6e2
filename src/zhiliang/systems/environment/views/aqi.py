"""The six levels of the air quality index as they are shown: numeral, words and the class of CSS.

HJ 633: the levels' limits and colours are alike in the editions of 2012 and 2026.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages.page import Words


@dataclass(frozen=True, slots=True)
class Level:
    """A level: its number, its numeral, what the air is called, its highest index."""

    number: int
    numeral: str
    words: Words
    highest: int


LEVELS = (
    Level(1, "Ⅰ", _("优"), 50),
    Level(2, "Ⅱ", _("良"), 100),
    Level(3, "Ⅲ", _("轻度污染"), 150),
    Level(4, "Ⅳ", _("中度污染"), 200),
    Level(5, "Ⅴ", _("重度污染"), 300),
    Level(6, "Ⅵ", _("严重污染"), 500),
)


def level_of(index: int | None) -> Level | None:
    """The level of an index; None for a day that is not valid. Beyond 500 it stays the sixth."""
    if index is None:
        return None
    return next((level for level in LEVELS if index <= level.highest), LEVELS[-1])
