"""What the cells of most feeds hold; each raises FieldError with a reason for the clerk.

All take the row and the column's name and give None for an empty cell.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from zhiliang.core.feed.declaration import FieldError, Row
from zhiliang.core.period import Period

_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,12})?")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def number(
    row: Row, field: str, *, low: Decimal | int | None = None, high: Decimal | int | None = None
) -> Decimal | None:
    """An exact number: full-width digits and thousands separators are read, a % sign is not."""
    if not (text := _text(row, field)):
        return None
    if not _NUMBER.fullmatch(plain := _ungrouped(text)):
        raise FieldError(field, text, _("不是数字。"))
    value = Decimal(plain)
    if low is not None and value < low:
        raise FieldError(field, text, _("小于下限 %(low)s。") % {"low": low})
    if high is not None and value > high:
        raise FieldError(field, text, _("大于上限 %(high)s。") % {"high": high})
    return value


def whole(row: Row, field: str, *, low: int | None = None, high: int | None = None) -> int | None:
    """A whole number; "3.0" is one, "3.5" is not."""
    value = number(row, field, low=low, high=high)
    if value is None:
        return None
    if value != value.to_integral_value():
        raise FieldError(field, row[field], _("应当是整数。"))
    return int(value)


def day(row: Row, field: str) -> date | None:
    """A day written 2015-08-01, 2015/8/1, 2015.8.1 or 2015年8月1日."""
    if not (text := _text(row, field)):
        return None
    match = _DAY.fullmatch(text.removesuffix(" 00:00:00"))
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise FieldError(field, text, _("不是日期，请写成 2015-08-01。"))


def period(row: Row, field: str) -> Period | None:
    """A period key such as 2015, 2015Q3, 2015-08 or 2016-2017."""
    if not (text := _text(row, field)):
        return None
    try:
        return Period.parse(text)
    except ValueError as error:
        raise FieldError(field, text, str(error)) from None


def choice(row: Row, field: str, allowed: Mapping[str, str]) -> str | None:
    """One of `allowed` ({what may stand in the file: what it means to us})."""
    if not (text := _text(row, field)):
        return None
    if text not in allowed:
        known = "、".join(allowed)
        raise FieldError(field, text, _("只能填写：%(known)s。") % {"known": known})
    return allowed[text]


def _text(row: Row, field: str) -> str:
    return unicodedata.normalize("NFKC", row.get(field, "")).strip()


def _ungrouped(text: str) -> str:
    return text.replace(",", "") if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text) else text
