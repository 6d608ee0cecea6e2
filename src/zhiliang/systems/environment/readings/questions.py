"""What may be asked of the readings: typed, read only, aggregated where the data are.

Times are naive China time as devices label them; `start` is included, `end` is not. Every question
takes the lake to ask; without one the installation's, as last published.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import pyarrow as pa

from zhiliang.systems.environment.readings.clock import naive
from zhiliang.systems.environment.readings.lake import File, ReadingsLake, current_readings
from zhiliang.systems.environment.readings.reading import fetched, holding, table
from zhiliang.systems.environment.readings.schema import NORMAL, READINGS_SCHEMA

EVERY = {"2061": timedelta(hours=1), "2031": timedelta(days=1)}
DAY = timedelta(days=1)
LATELY = 2


@dataclass(frozen=True)
class Bucket:
    """Readings of one stretch; minimum, mean and maximum None where none is a number."""

    start: datetime
    minimum: float | None
    mean: float | None
    maximum: float | None
    count: int
    flagged: int

    def times(self, scale: float) -> "Bucket":
        """The same stretch in another unit."""
        values = (self.minimum, self.mean, self.maximum)
        low, mean, high = (None if one is None else one * scale for one in values)
        return replace(self, minimum=low, mean=mean, maximum=high)


@dataclass(frozen=True)
class Series:
    """One series an outlet has."""

    cn: str
    factor: str
    statistic: str
    rows: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Reading:
    """One reading; `reason` is why it is in quarantine."""

    mn: str
    cn: str
    data_time: datetime | None
    factor: str
    statistic: str
    value: float | None
    flag: str
    text: str | None
    received_at: datetime
    origin: str
    reason: str = ""


@dataclass(frozen=True)
class Completeness:
    """How many times an outlet reported in a stretch, against how many it should have."""

    mn: str
    expected: int
    received: int
    flagged: int
    readings: int


@dataclass(frozen=True)
class Constant:
    """A run of equal values, suspicious where nature never holds still."""

    mn: str
    factor: str
    value: float
    count: int
    first: datetime
    last: datetime


FIELDS = "mn, cn, data_time, factor, statistic, value, flag, text, received_at, origin"
FLAGGED = f"count(*) filter (where flag not in {NORMAL})"


def series(
    mn: str,
    factor: str,
    *,
    cn: str,
    statistic: str,
    start: datetime,
    end: datetime,
    buckets: int = 600,
    lake: ReadingsLake | None = None,
) -> tuple[Bucket, ...]:
    """A trace in at most `buckets` stretches of equal length, without those that have no rows."""
    lake, start, end = lake or current_readings(), naive(start), naive(end)
    width = max((end - start) / buckets, timedelta(seconds=1))
    rows = fetched(
        lake,
        holding(lake.between(cn, start, end), [mn]),
        "select floor(epoch(data_time - $start) / $width)::int as bucket, min(value), avg(value), "
        f"max(value), count(*), {FLAGGED} from {{rows}} where mn = $mn and factor = $factor "
        "and statistic = $statistic and data_time >= $start and data_time < $end "
        "group by bucket order by bucket",
        {
            "mn": mn,
            "factor": factor,
            "statistic": statistic,
            "start": start,
            "end": end,
            "width": width.total_seconds(),
        },
    )
    return tuple(Bucket(start + width * bucket, *values) for bucket, *values in rows)


def factors(mn: str, *, lake: ReadingsLake | None = None) -> tuple[Series, ...]:
    """Every series of an outlet, unknown factors included."""
    lake = lake or current_readings()
    rows = fetched(
        lake,
        lake.files("readings", mns=[mn]),
        "select cn, factor, statistic, count(*), min(data_time), max(data_time) from {rows} "
        "where mn = $mn group by all order by all",
        {"mn": mn},
    )
    return tuple(Series(*row) for row in rows)


def hours(
    mns: Sequence[str],
    factors: Sequence[str],
    day: date,
    *,
    cn: str = "2061",
    lake: ReadingsLake | None = None,
) -> pa.Table:
    """Readings of a day: mn, factor, statistic, data_time, value, flag, text, in this order."""
    lake = lake or current_readings()
    start, end = day_of(day)
    names = ["mn", "factor", "statistic", "data_time", "value", "flag", "text"]
    found = table(
        lake,
        holding(lake.between(cn, start, end), mns),
        f"select {', '.join(names)} from {{rows}} where mn in $mns and factor in $factors "
        "and data_time >= $start and data_time < $end order by mn, factor, statistic, data_time",
        {"mns": list(mns), "factors": list(factors), "start": start, "end": end},
    )
    schema = pa.schema([READINGS_SCHEMA.field(name) for name in names])
    return schema.empty_table() if found is None else found.cast(schema)


def rows(
    *,
    cn: str,
    start: datetime,
    end: datetime,
    mns: Sequence[str] | None = None,
    factors: Sequence[str] | None = None,
    statistics: Sequence[str] | None = None,
    lake: ReadingsLake | None = None,
) -> pa.RecordBatchReader:
    """Whole readings for export, a span at a time; within a span sorted as the files are."""
    lake, start, end = lake or current_readings(), naive(start), naive(end)
    files = lake.between(cn, start, end)
    wanted = {"mn": mns, "factor": factors, "statistic": statistics}
    given = {name: list(values) for name, values in wanted.items() if values is not None}
    chosen = " ".join(f"and {name} in ${name}" for name in given)
    names = ", ".join(READINGS_SCHEMA.names)
    query = (
        f"select {names} from {{rows}} where data_time >= $start and data_time < $end {chosen} "
        "order by mn, factor, statistic, data_time"
    )

    def batches() -> Iterable[pa.RecordBatch]:
        for span in sorted({file.span for file in files}):
            part = [file for file in files if file.span == span]
            if mns is not None:
                part = holding(part, mns)
            found = table(lake, part, query, {**given, "start": start, "end": end})
            yield from found.cast(READINGS_SCHEMA).to_batches() if found is not None else ()

    return pa.RecordBatchReader.from_batches(READINGS_SCHEMA, batches())


def latest(
    mn: str, *, cn: str | None = None, lake: ReadingsLake | None = None
) -> tuple[Reading, ...]:
    """The newest reading of each series of an outlet, of those that reported lately.

    Lately: in the last two spans (hours while hot) of a CN in which the outlet reported at all.
    """
    lake = lake or current_readings()
    files = lake.files("readings", cn=cn, mns=[mn])
    found: dict[tuple[str, str, str], Reading] = {}
    for one in sorted({file.cn for file in files}):
        for reading in _newest(lake, [file for file in files if file.cn == one], mn):
            found.setdefault((reading.cn, reading.factor, reading.statistic), reading)
    return tuple(found[key] for key in sorted(found))


def _newest(lake: ReadingsLake, files: Sequence[File], mn: str) -> Iterable[Reading]:
    hits = 0
    for span in sorted({file.span for file in files}, reverse=True):
        found = fetched(
            lake,
            [file for file in files if file.span == span],
            f"select {FIELDS} from {{rows}} where mn = $mn qualify "
            "row_number() over (partition by factor, statistic order by data_time desc) = 1",
            {"mn": mn},
        )
        yield from (Reading(*row) for row in found)
        hits += bool(found)
        if hits == LATELY:
            return


def days_received(
    since: datetime, *, cns: Sequence[str], lake: ReadingsLake | None = None
) -> set[tuple[str, date]]:
    """MN and day of every reading of these CNs that was received since a moment, of any age."""
    lake = lake or current_readings()
    found: set[tuple[str, date]] = set()
    for cn in cns:
        rows = fetched(
            lake,
            lake.files("readings", cn=cn),
            "select distinct mn, data_time::date from {rows} where received_at >= $since",
            {"since": since},
        )
        found |= {(mn, day) for mn, day in rows}
    return found


def last_heard(*, lake: ReadingsLake | None = None) -> dict[str, datetime]:
    """When the last accepted packet of each MN was received, UTC."""
    return (lake or current_readings()).heard()


def completeness(
    mns: Sequence[str],
    start: datetime,
    end: datetime,
    *,
    cn: str = "2061",
    every: timedelta | None = None,
    lake: ReadingsLake | None = None,
) -> tuple[Completeness, ...]:
    """How complete each outlet's data are; `every` is its interval where the CN does not fix it.

    Raises KeyError for a CN of free interval without `every`.
    """
    lake, start, end = lake or current_readings(), naive(start), naive(end)
    found = fetched(
        lake,
        holding(lake.between(cn, start, end), mns),
        f"select mn, count(distinct data_time), {FLAGGED}, count(*) from {{rows}} "
        "where mn in $mns and data_time >= $start and data_time < $end group by mn",
        {"mns": list(mns), "start": start, "end": end},
    )
    known = {mn: tuple(counts) for mn, *counts in found}
    expected = -((start - end) // (every or EVERY[cn]))
    return tuple(Completeness(mn, expected, *known.get(mn, (0, 0, 0))) for mn in mns)


def constants(
    mns: Sequence[str],
    start: datetime,
    end: datetime,
    *,
    cn: str,
    statistic: str = "Avg",
    at_least: int = 12,
    lake: ReadingsLake | None = None,
) -> tuple[Constant, ...]:
    """Runs of at least so many equal values in a row, the longest first."""
    lake, start, end = lake or current_readings(), naive(start), naive(end)
    found = fetched(
        lake,
        holding(lake.between(cn, start, end), mns),
        "with marked as (select *, value is distinct from lag(value) over series as new "
        "from {rows} where mn in $mns and statistic = $statistic and value is not null "
        "and data_time >= $start and data_time < $end "
        "window series as (partition by mn, factor order by data_time)), "
        "runs as (select *, sum(new::int) over (partition by mn, factor order by data_time) as run "
        "from marked) "
        "select mn, factor, any_value(value), count(*), min(data_time), max(data_time) from runs "
        "group by mn, factor, run having count(*) >= $at_least order by 4 desc, 1, 2, 5",
        {
            "mns": list(mns),
            "statistic": statistic,
            "start": start,
            "end": end,
            "at_least": at_least,
        },
    )
    return tuple(Constant(*row) for row in found)


def digest(mn: str, day: date, *, cn: str, lake: ReadingsLake | None = None) -> str:
    """SHA-256 over an outlet's readings of a day as text: the same however files are merged."""
    lake = lake or current_readings()
    start, end = day_of(day)
    found = fetched(
        lake,
        holding(lake.between(cn, start, end), [mn]),
        "select factor, statistic, data_time, value, flag, text from {rows} "
        "where mn = $mn and data_time >= $start and data_time < $end order by all",
        {"mn": mn, "start": start, "end": end},
    )
    lines = [
        f"{factor}|{statistic}|{at:%Y-%m-%dT%H:%M:%S}|{value!r}|{flag}|{text!r}\n"
        for factor, statistic, at, value, flag, text in found
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def files_of(cn: str, day: date, *, lake: ReadingsLake | None = None) -> tuple[File, ...]:
    """The files that hold a day; their digests change when files are merged."""
    return tuple((lake or current_readings()).between(cn, *day_of(day)))


def day_of(day: date) -> tuple[datetime, datetime]:
    """First moment of a day and of the next."""
    start = datetime.combine(day, time())
    return start, start + DAY
