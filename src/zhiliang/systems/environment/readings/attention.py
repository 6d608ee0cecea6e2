"""What about the readings wants a look: gaps, marks of the loggers, corrections, wrong clocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhiliang.systems.environment.readings.clock import CHINA, naive
from zhiliang.systems.environment.readings.lake import ReadingsLake, current_readings
from zhiliang.systems.environment.readings.questions import (
    Completeness,
    Constant,
    completeness,
    constants,
)
from zhiliang.systems.environment.readings.reading import fetched, holding

HOURS = "2061"


AHEAD, BEHIND = "data_time_ahead", "data_time_behind"


@dataclass(frozen=True)
class Picture:
    """One outlet's hours in a stretch of time; nothing of it is a verdict.

    `flags` counts readings by flag, `frozen` are runs of equal values, `corrected` readings that
    were sent again with another value, `ahead` and `behind` those whose time cannot be right.
    """

    complete: Completeness
    flags: dict[str, int]
    frozen: tuple[Constant, ...]
    corrected: int
    ahead: int
    behind: int

    @property
    def share(self) -> float:
        """Hours received of those expected [%]."""
        expected = self.complete.expected
        return 100 * self.complete.received / expected if expected else 0.0

    @property
    def flagged(self) -> float:
        """Readings marked as not normal, of all that were received [%]."""
        readings = self.complete.readings
        return 100 * self.complete.flagged / readings if readings else 0.0

    @property
    def urgency(self) -> tuple[float, ...]:
        """What to look at first sorts first: gaps, frozen values, wrong clocks, marks."""
        return (self.share, -len(self.frozen), -self.ahead - self.behind, -self.flagged)


def pictures(
    mns: Sequence[str], start: datetime, end: datetime, *, frozen_hours: int
) -> dict[str, Picture]:
    """The picture of each outlet's hours (2061); times are naive China time."""
    lake = current_readings()
    flags = marks(mns, start, end, cn=HOURS, lake=lake)
    again = corrected(mns, start, end, lake=lake)
    away = out_of_time(mns, start, end, lake=lake)
    runs = constants(mns, start, end, cn=HOURS, at_least=frozen_hours, lake=lake)
    return {
        one.mn: Picture(
            complete=one,
            flags=flags.get(one.mn, {}),
            frozen=tuple(run for run in runs if run.mn == one.mn),
            corrected=again.get(one.mn, 0),
            ahead=away.get((one.mn, AHEAD), 0),
            behind=away.get((one.mn, BEHIND), 0),
        )
        for one in completeness(mns, start, end, cn=HOURS, lake=lake)
    }


def marks(
    mns: Sequence[str],
    start: datetime,
    end: datetime,
    *,
    cn: str,
    lake: ReadingsLake | None = None,
) -> dict[str, dict[str, int]]:
    """MN → flag → readings; times are naive China time, MNs without readings are left out."""
    lake, start, end = lake or current_readings(), naive(start), naive(end)
    found = fetched(
        lake,
        holding(lake.between(cn, start, end), mns),
        "select mn, flag, count(*) from {rows} where mn in $mns and data_time >= $start "
        "and data_time < $end group by mn, flag order by mn, flag",
        {"mns": list(mns), "start": start, "end": end},
    )
    known: dict[str, dict[str, int]] = {}
    for mn, flag, count in found:
        known.setdefault(mn, {})[flag] = count
    return known


def corrected(
    mns: Sequence[str], start: datetime, end: datetime, *, lake: ReadingsLake | None = None
) -> dict[str, int]:
    """How many readings of each MN were sent again with another value; data time in the stretch."""
    lake, start, end = lake or current_readings(), naive(start), naive(end)
    found = fetched(
        lake,
        holding(lake.files("superseded"), mns),
        "select mn, count(*) from {rows} where mn in $mns and data_time >= $start "
        "and data_time < $end group by mn order by mn",
        {"mns": list(mns), "start": start, "end": end},
    )
    return dict(found)


def out_of_time(
    mns: Sequence[str], start: datetime, end: datetime, *, lake: ReadingsLake | None = None
) -> dict[tuple[str, str], int]:
    """(MN, reason) → readings received from `start` to `end` whose own time cannot be right."""
    lake = lake or current_readings()
    found = fetched(
        lake,
        holding(lake.files("quarantine"), mns),
        "select mn, reason, count(*) from {rows} where mn in $mns and received_at >= $start "
        "and received_at < $end group by all order by all",
        {"mns": list(mns), "start": start.replace(tzinfo=CHINA), "end": end.replace(tzinfo=CHINA)},
    )
    return {(mn, reason): count for mn, reason, count in found}
