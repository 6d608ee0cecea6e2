"""What is published of complaints by firm: counts, success of mediation, trend, growth.

Order 121, article 38, wants consumer complaints made public; which counts, and from how many on, it
does not say: the numbers below are example configuration (示例配置).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth, TruncYear
from django.utils import timezone

from zhiliang.methods.rounding import round_half_up

LEAST = 5
"""Ended complaints from which on a firm is shown at all, and a rate given."""
WINDOW = timedelta(days=90)
"""The stretch whose complaints are compared with those of the same stretch before it."""
MONTHS = 24
"""Months of the trend, the running one included."""
MOST_GROWING = 10

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Tally:
    """How many complaints ended, and how many of these were settled."""

    key: Any
    ended: int
    settled: int

    @property
    def rate(self) -> Decimal | None:
        """Success of mediation in per cent; None where there are too few."""
        if self.ended < LEAST:
            return None
        return round_half_up(Fraction(100 * self.settled, self.ended), 1)


@dataclass(frozen=True)
class Growth:
    """Complaints of the last stretch and of the one before."""

    key: Any
    now: int
    before: int


def whole(rows: Rows) -> Tally:
    """All of some rows."""
    told = rows.order_by().aggregate(**_counts())
    return Tally("", told["ended"], told["settled"])


def by(rows: Rows, path: str) -> list[Tally]:
    """Rows by what `path` leads to, the most frequent first."""
    found = rows.order_by().values_list(path).annotate(**_counts())
    return [Tally(*row) for row in found.order_by("-ended", path).values_list(path, *_counts())]


def by_year(rows: Rows) -> list[Tally]:
    """Rows by the year in which they ended, the newest first."""
    dated = rows.annotate(year=TruncYear("ended_at"))
    return sorted(
        (Tally(one.key.year, one.ended, one.settled) for one in by(dated, "year")),
        key=lambda one: -int(one.key),
    )


def by_month(rows: Rows, today: date) -> list[Tally]:
    """The last months with their rows, months without any included, the oldest first."""
    months = list(_months(today))
    dated = rows.annotate(month=TruncMonth("ended_at"))
    found = {timezone.localtime(one.key).date(): one for one in by(dated, "month")}
    none = Tally(None, 0, 0)
    return [
        Tally(month, found.get(month, none).ended, found.get(month, none).settled)
        for month in months
    ]


def _months(today: date) -> Iterable[date]:
    last = today.year * 12 + today.month - 1
    for number in range(last - MONTHS + 1, last + 1):
        yield date(number // 12, number % 12 + 1, 1)


def shown_firms(rows: Rows) -> "QuerySet[Any]":
    """Firms with enough ended complaints: key, name, place, ended, settled."""
    found = rows.order_by().values(
        "submission__firm", "submission__firm__name", "submission__firm__place"
    )
    return found.annotate(**_counts()).filter(ended__gte=LEAST)


def growing(rows: Rows, path: str, now: datetime) -> list[Growth]:
    """What grows most from one stretch to the next, among what has enough in the last."""
    recent = Q(ended_at__gt=now - WINDOW, ended_at__lte=now)
    before = Q(ended_at__gt=now - 2 * WINDOW, ended_at__lte=now - WINDOW)
    counted = (
        rows.order_by()
        .values_list(path)
        .annotate(now=Count("pk", filter=recent), before=Count("pk", filter=before))
    )
    found = [
        Growth(*row) for row in counted.filter(now__gte=LEAST).values_list(path, "now", "before")
    ]
    grown = [one for one in found if one.key and one.now > one.before]
    return sorted(grown, key=lambda one: (one.before - one.now, str(one.key)))[:MOST_GROWING]


def _counts() -> dict[str, Any]:
    return {"ended": Count("pk"), "settled": Count("pk", filter=Q(state="settled"))}
