"""Identifiers of warnings in the shape of GB/T 35965.1-2018 (待核).

ZZZZZZDDDUUUXX_YYYYMMDDhhmmss_N: division (GB/T 2260), agency (GB/T 4657), unit, extension, time of
entry in Beijing, serial. Read in an appendix whose parent standard the excerpt did not name.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

CERTAINTY = "待核"
BEIJING = timezone(timedelta(hours=8))
SHAPE = re.compile(r"(\d{6})([0-9A-Z]{3})([0-9A-Z]{3})([0-9A-Z]{2})_(\d{14})_(\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class WarningIdentifier:
    """The parts of an identifier; `entered` in Beijing time, `serial` 0 to 9."""

    division: str
    agency: str
    entered: datetime
    unit: str = "000"
    extension: str = "00"
    serial: int = 0

    def __str__(self) -> str:
        """Return the identifier as it is written [31 characters]."""
        stamp = self.entered.astimezone(BEIJING).strftime("%Y%m%d%H%M%S").zfill(14)
        codes = f"{self.division}{self.agency}{self.unit}{self.extension}"
        return f"{codes}_{stamp}_{self.serial}"


def gb35965_identifier(
    division: str,
    agency: str,
    entered: datetime,
    *,
    unit: str = "000",
    extension: str = "00",
    serial: int = 0,
) -> str:
    """Return the identifier of a warning entered at a time with its offset.

    The default unit is the appendix's; that of the extension is ours.

    Raises
    ------
    ValueError
        A code of another length or alphabet, a serial beyond 9, a time without offset.

    Examples
    --------
    >>> gb35965_identifier("440000", "013", datetime(2026, 5, 1, 8, tzinfo=BEIJING))
    '44000001300000_20260501080000_0'
    """
    if entered.tzinfo is None:
        raise ValueError("the time of entry has an offset")
    made = str(WarningIdentifier(division, agency, entered, unit, extension, serial))
    parse_gb35965(made)
    lengths = (len(division), len(agency), len(unit), len(extension))
    if lengths != (6, 3, 3, 2):
        raise ValueError(f"the codes have 6, 3, 3 and 2 characters, not {lengths}")
    return made


def parse_gb35965(text: str) -> WarningIdentifier:
    """Return the parts of an identifier.

    Raises
    ------
    ValueError
        Another shape, or no real time.

    Examples
    --------
    >>> parse_gb35965("44000001300000_20260501080000_0").entered.isoformat()
    '2026-05-01T08:00:00+08:00'
    """
    matched = SHAPE.fullmatch(text)
    if not matched:
        raise ValueError(f"not of the shape ZZZZZZDDDUUUXX_YYYYMMDDhhmmss_N: {text[:80]!r}")
    division, agency, unit, extension, stamp, serial = matched.groups()
    try:
        entered = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=BEIJING)
    except ValueError:
        raise ValueError(f"no real time in {text!r}: {stamp}") from None
    return WarningIdentifier(division, agency, entered, unit, extension, int(serial))
