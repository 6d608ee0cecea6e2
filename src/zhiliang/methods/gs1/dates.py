"""Dates as GS1 writes them: six or eight digits, the day 00 for a whole month where allowed."""

from calendar import isleap

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# GS1's window of a hundred years, for a year of two digits as read in 2021: 72 is 1972.
LAST_YEAR_OF_THIS_CENTURY = 71


def is_date_or_month(text: str) -> bool:
    """YYMMDD, or YYMM00 for a whole month."""
    if len(text) != 6:
        return False
    year = int(text[:2])
    century = 2000 if year <= LAST_YEAR_OF_THIS_CENTURY else 1900
    return int(text[4:]) <= _days(century + year, int(text[2:4]))


def is_date(text: str) -> bool:
    """YYMMDD."""
    return is_date_or_month(text) and text[4:] != "00"


def is_long_date(text: str) -> bool:
    """YYYYMMDD."""
    return len(text) == 8 and 1 <= int(text[6:]) <= _days(int(text[:4]), int(text[4:6]))


def is_time(text: str) -> bool:
    """HHMM, 0000 to 2359."""
    return is_hour(text[:2]) and is_sixtieth(text[2:])


def is_hour(text: str) -> bool:
    """HH, 00 to 23."""
    return len(text) == 2 and text <= "23"


def is_sixtieth(text: str) -> bool:
    """Minutes or seconds, 00 to 59."""
    return len(text) == 2 and text <= "59"


def _days(year: int, month: int) -> int:
    """Days of a month; -1 where there is no such month."""
    if not 1 <= month <= 12:
        return -1
    return 29 if month == 2 and isleap(year) else _DAYS[month - 1]
