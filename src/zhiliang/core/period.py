"""Calendar and assessment periods, written the way officials write them."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, Self

from django.utils.translation import gettext as _

Kind = Literal["year", "half", "quarter", "month", "assessment"]

_FORMS: dict[Kind, re.Pattern[str]] = {
    "year": re.compile(r"(\d{4})"),
    "half": re.compile(r"(\d{4})H([12])"),
    "quarter": re.compile(r"(\d{4})Q([1-4])"),
    "month": re.compile(r"(\d{4})-(0[1-9]|1[0-2])"),
    "assessment": re.compile(r"(\d{4})-(\d{4})"),
}
_ORDINALS = ("", "一", "二", "三", "四")


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole months; `start` and `end` are both inside it.

    Keys: "2015" year, "2015H1" half, "2015Q3" quarter, "2017-08" month, "2016-2017" the
    assessment year from 1 July 2016 to 30 June 2017. Periods sort by (start, end).
    """

    start: date
    end: date
    key: str = field(compare=False)
    kind: Kind = field(compare=False)

    @classmethod
    def parse(cls, key: str) -> Self:
        """The period of a key; ValueError with a text for the clerk if there is none."""
        for kind, form in _FORMS.items():
            match = form.fullmatch(str(key).strip())
            if match and 1900 <= int(match[1]) <= 2999:
                return cls._of(kind, int(match[1]), int(match[2]) if match.lastindex == 2 else 0)
        raise ValueError(
            _("“%(key)s”不是期间。请写成 2015、2015H1、2015Q3、2015-08 或 2016-2017（考核年度）。")
            % {"key": key}
        )

    @classmethod
    def of(cls, day: date, kind: Kind) -> Self:
        """The period of `kind` in which `day` lies."""
        if kind == "assessment":
            first = day.year if day.month >= 7 else day.year - 1
            return cls._of(kind, first, first + 1)
        size = {"year": 12, "half": 6, "quarter": 3, "month": 1}[kind]
        return cls._of(kind, day.year, (day.month - 1) // size + 1)

    @classmethod
    def _of(cls, kind: Kind, year: int, part: int) -> Self:
        if kind == "assessment":
            if part != year + 1:
                raise ValueError(f"“{year}-{part}”不是考核年度：两个年份应当相连。")
            return cls(date(year, 7, 1), date(part, 6, 30), f"{year}-{part}", kind)
        size, key = _CALENDAR[kind]
        part = part or 1
        first, last = (part - 1) * size + 1, part * size
        end = date(year, last, calendar.monthrange(year, last)[1])
        return cls(date(year, first, 1), end, key(year, part), kind)

    @property
    def year(self) -> int:
        """The calendar year in which the period ends (2017 for "2016-2017")."""
        return self.end.year

    def contains(self, other: "Period | date") -> bool:
        """Whether a day or the whole of another period lies inside."""
        start, end = (other, other) if isinstance(other, date) else (other.start, other.end)
        return self.start <= start and end <= self.end

    def months(self) -> list[tuple[int, int]]:
        """Every (year, month) of the period, in order."""
        first, last = (day.year * 12 + day.month - 1 for day in (self.start, self.end))
        return [(month // 12, month % 12 + 1) for month in range(first, last + 1)]

    def next(self) -> Self:
        """The period of the same kind that follows."""
        return self.of(self.end + timedelta(days=1), self.kind)

    def previous(self) -> Self:
        """The period of the same kind that came before."""
        return self.of(self.start - timedelta(days=1), self.kind)

    @property
    def label_zh(self) -> str:
        """The period in Chinese: 2015年第三季度."""
        year = f"{self.start.year}年"
        if self.kind == "assessment":
            return f"{self.start.year}—{self.end.year}考核年度"
        return (
            year
            + {
                "year": "",
                "half": "上半年" if self.start.month == 1 else "下半年",
                "quarter": f"第{_ORDINALS[self.end.month // 3]}季度",
                "month": f"{self.start.month}月",
            }[self.kind]
        )

    @property
    def label_en(self) -> str:
        """The period in English: Q3 2015."""
        if self.kind == "assessment":
            return f"July {self.start.year} – June {self.end.year}"
        prefix = {
            "year": "",
            "half": "first half of " if self.start.month == 1 else "second half of ",
            "quarter": f"Q{self.end.month // 3} ",
            "month": f"{calendar.month_name[self.start.month]} ",
        }[self.kind]
        return f"{prefix}{self.start.year}"

    def __str__(self) -> str:
        return self.key


_CALENDAR: dict[Kind, tuple[int, Callable[[int, int], str]]] = {
    "year": (12, lambda year, _: f"{year}"),
    "half": (6, lambda year, part: f"{year}H{part}"),
    "quarter": (3, lambda year, part: f"{year}Q{part}"),
    "month": (1, lambda year, part: f"{year}-{part:02d}"),
}
