"""Since when a city's air is judged by GB 3095-2012 and HJ 633-2012: cities changed by and by."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Change:
    """The first day of the index of HJ 633 in places (GB/T 2260 codes), and how sure that is."""

    places: frozenset[str]
    first_day: date
    source: str
    certainty: str


PEARL_RIVER_DELTA = frozenset(
    ("440100", "440300", "440400", "440600", "440700", "441200", "441300", "441900", "442000")
)

CHANGES = (
    Change(
        PEARL_RIVER_DELTA,
        date(2012, 3, 8),
        "珠三角自2012年3月8日起先行按GB 3095-2012发布",
        "secondary",
    ),
)
# everywhere else: GB 3095-2012 had to be followed in all prefecture cities by 2015 and nationwide
# from 2016-01-01; the cities' own dates are unchecked
OTHERS_FIRST_DAY = date(2015, 1, 1)
OTHERS_CERTAINTY = "unchecked"
