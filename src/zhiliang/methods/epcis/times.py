"""Times of EPCIS: text to one instant, to the microsecond (index) and the millisecond (hash)."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

STAMP = re.compile(
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d+))?"
    r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)",
    re.ASCII,
)


class Instant(NamedTuple):
    """An instant in UTC: `utc` to the microsecond, cut; `rounded` to the millisecond."""

    utc: str
    rounded: str


@lru_cache(1 << 14)
def instant(text: str) -> Instant | None:
    """Read a time with its zone (EPCIS 2.0, DateTimeStamp); None for what is no real instant.

    Examples
    --------
    >>> instant("2023-02-02T12:04:03.1415+01:00")
    Instant(utc='2023-02-02T11:04:03.141500Z', rounded='2023-02-02T11:04:03.142Z')
    >>> instant("2023-02-30T12:04:03Z")
    """
    matched = STAMP.fullmatch(text)
    if not matched:
        return None
    digits = ((matched[1] or "") + "000000")[:6]
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC).replace(microsecond=int(digits))
        # The fourth decimal alone decides: half up, not to even (CBV 2.0, 8.9).
        milliseconds = int(digits[:3]) + (digits[3] >= "5")
        near = moment.replace(microsecond=0) + timedelta(milliseconds=milliseconds)
    except (ValueError, OverflowError):
        return None
    return Instant(
        moment.isoformat(timespec="microseconds")[:-6] + "Z",
        near.isoformat(timespec="milliseconds")[:-6] + "Z",
    )
