"""What was set aside rather than dropped: refused bytes, unbelievable times, earlier values."""

from dataclasses import dataclass
from datetime import UTC, datetime

from zhiliang.systems.environment.readings.lake import ReadingsLake, current_readings
from zhiliang.systems.environment.readings.questions import FIELDS, Reading
from zhiliang.systems.environment.readings.reading import fetched

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Rejected:
    """Refused bytes (the first 1024 of them), why, and where they came from."""

    received_at: datetime
    reason: str
    mn: str
    address: str
    length: int
    bytes: bytes


def rejects(
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    limit: int = 200,
    lake: ReadingsLake | None = None,
) -> tuple[Rejected, ...]:
    """What was refused, the newest first; times are aware."""
    lake = lake or current_readings()
    found = fetched(
        lake,
        lake.files("rejects"),
        "select received_at, reason, mn, address, length, bytes from {rows} "
        "where received_at >= $start and received_at < $end "
        "order by received_at desc, segment desc, position desc limit $limit",
        {"start": start or LONG_AGO, "end": end or NEVER, "limit": limit},
    )
    return tuple(Rejected(*row) for row in found)


def reject_counts(
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    lake: ReadingsLake | None = None,
) -> dict[str, int]:
    """How much was refused for each reason, the most frequent first."""
    lake = lake or current_readings()
    found = fetched(
        lake,
        lake.files("rejects"),
        "select reason, count(*) from {rows} where received_at >= $start and received_at < $end "
        "group by reason order by 2 desc, 1",
        {"start": start or LONG_AGO, "end": end or NEVER},
    )
    return {str(reason): int(count) for reason, count in found}


def quarantined(
    *, mn: str | None = None, limit: int = 200, lake: ReadingsLake | None = None
) -> tuple[Reading, ...]:
    """Readings whose time cannot be right, the newest received first, with the reason."""
    return _aside("quarantine", f"{FIELDS}, reason", (mn, limit), lake)


def superseded(
    *, mn: str | None = None, limit: int = 200, lake: ReadingsLake | None = None
) -> tuple[Reading, ...]:
    """Earlier values of readings that were sent again with others, the newest received first."""
    return _aside("superseded", FIELDS, (mn, limit), lake)


def _aside(
    name: str, fields: str, which: tuple[str | None, int], lake: ReadingsLake | None
) -> tuple[Reading, ...]:
    lake = lake or current_readings()
    mn, limit = which
    found = fetched(
        lake,
        lake.files(name, mns=None if mn is None else [mn]),
        f"select {fields} from {{rows}} where $mn is null or mn = $mn "
        "order by received_at desc, segment desc, position desc limit $limit",
        {"mn": mn, "limit": limit},
    )
    return tuple(Reading(*row) for row in found)
