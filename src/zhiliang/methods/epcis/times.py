"""Times of EPCIS: one spelling of an instant, whatever zone it was written in."""

import re
from datetime import UTC, datetime

from zhiliang.methods.epcis.memory import remembered

STAMP = re.compile(
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?"
    r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)",
    re.ASCII,
)


@remembered
def instant(text: str) -> str:
    """Read a time with its zone (EPCIS 2.0, DateTimeStamp): UTC to the microsecond, cut there.

    "" for what is no real instant.

    Examples
    --------
    >>> instant("2023-02-02T12:04:03.1415+01:00")
    '2023-02-02T11:04:03.141500Z'
    >>> instant("2023-02-30T12:04:03Z")
    ''
    """
    if not STAMP.fullmatch(text):
        return ""
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return f"{moment.isoformat(timespec='microseconds')[:26]}Z"
