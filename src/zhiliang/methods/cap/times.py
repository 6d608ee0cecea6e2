"""Times of CAP: with their offset, to the second, UTC as -00:00."""

import re
from datetime import UTC, datetime, timedelta, timezone

STAMP = re.compile(
    r"(\d{4}-\d\d-\d\dT)(\d\d)(:\d\d:\d\d)([+-])(0\d|1[0-3]):([0-5]\d)|"
    r"(\d{4}-\d\d-\d\dT)(\d\d)(:\d\d:\d\d)([+-])(14):(00)",
    re.ASCII,
)


def read_time(text: str) -> datetime | None:
    """Read a time as CAP 1.2, 3.3.2 writes it; None for anything else.

    Midnight may be written as hour 24 of the day before, as XML Schema allows.

    Examples
    --------
    >>> read_time("2026-05-01T24:00:00+08:00").isoformat(), read_time("2026-05-01T08:00:00Z")
    ('2026-05-02T00:00:00+08:00', None)
    """
    matched = STAMP.fullmatch(text.strip(" \t\r\n"))
    if not matched:
        return None
    day, hour, rest, sign, hours, minutes = (part for part in matched.groups() if part is not None)
    midnight = hour == "24" and rest == ":00:00"
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    try:
        local = datetime.fromisoformat(f"{day}{'00' if midnight else hour}{rest}")
        local += timedelta(days=midnight)
    except (ValueError, OverflowError):
        return None
    return local.replace(tzinfo=timezone(offset if sign == "+" else -offset) if offset else UTC)


def write_time(moment: datetime) -> str:
    """Write a time.

    Raises
    ------
    ValueError
        No offset, or one the standard cannot write; fractions of a second.

    Examples
    --------
    >>> write_time(datetime(2026, 5, 1, 8, tzinfo=UTC))
    '2026-05-01T08:00:00-00:00'
    """
    offset = moment.utcoffset()
    if offset is None or offset % timedelta(minutes=1) or abs(offset) > timedelta(hours=14):
        raise ValueError(f"a time of an alert has an offset in whole minutes: {moment}")
    if moment.microsecond:
        raise ValueError(f"a time of an alert has no fractions of a second: {moment}")
    text = moment.isoformat()
    return text if offset else f"{text[:19]}-00:00"
