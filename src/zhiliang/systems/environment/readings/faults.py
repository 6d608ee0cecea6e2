"""What is wrong with what senders send: frames refused, and frames read with a note on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from zhiliang.methods.hj212.notes import text_of
from zhiliang.systems.environment.readings.clock import CHINA
from zhiliang.systems.environment.readings.frames import masked
from zhiliang.systems.environment.readings.lake import File, ReadingsLake, current_readings
from zhiliang.systems.environment.readings.reading import fetched, holding

MOST_STRANGERS = 200
REFUSED = "count(*), min(received_at), max(received_at), arg_max(bytes, received_at)"


@dataclass(frozen=True)
class Fault:
    """One fault of one sender: how often, when first and last, an example without its password.

    `mn` is what the frame claims; nothing vouches for it where the frame was refused.
    """

    mn: str
    code: str
    count: int
    first: datetime
    last: datetime
    example: str


def refused(
    mns: Sequence[str], first: date, last: date, *, lake: ReadingsLake | None = None
) -> tuple[Fault, ...]:
    """Refused frames of these MNs from one day of receipt to another, the most frequent first."""
    lake = lake or current_readings()
    return _refused(
        lake,
        f"select mn, reason, {REFUSED} from {{rows}} where mn in $mns and received_at >= $start "
        "and received_at < $end group by mn, reason order by 3 desc, 1, 2",
        {"mns": list(mns), **_stretch(first, last)},
    )


def strangers(
    mns: Sequence[str], first: date, last: date, *, lake: ReadingsLake | None = None
) -> tuple[Fault, ...]:
    """The same of everybody but these MNs: unknown ones, and bytes that claim none (`mn` empty)."""
    lake = lake or current_readings()
    return _refused(
        lake,
        f"select mn, reason, {REFUSED} from {{rows}} where mn not in $mns "
        "and received_at >= $start and received_at < $end "
        "group by mn, reason order by 3 desc, 1, 2 limit $limit",
        {"mns": list(mns), "limit": MOST_STRANGERS, **_stretch(first, last)},
    )


def noted(
    mns: Sequence[str], first: date, last: date, *, lake: ReadingsLake | None = None
) -> tuple[Fault, ...]:
    """What frames of these MNs had wrong and were read all the same, the most frequent first."""
    lake = lake or current_readings()
    files: list[File] = holding(lake.files("notes"), mns)
    found = fetched(
        lake,
        files,
        "select mn, code, sum(count)::bigint, min(first_at), max(last_at), "
        "arg_min(field, first_at), arg_min(text, first_at) from {rows} "
        "where mn in $mns and day between $first and $last group by mn, code order by 3 desc, 1, 2",
        {"mns": list(mns), "first": first, "last": last},
    )
    return tuple(
        Fault(mn, code, count, since, until, _example(field, text))
        for mn, code, count, since, until, field, text in found
    )


def _refused(lake: ReadingsLake, query: str, asked: dict[str, Any]) -> tuple[Fault, ...]:
    found = fetched(lake, lake.files("rejects"), query, asked)
    return tuple(
        Fault(mn, code, count, since, until, masked(text_of(data).text))
        for mn, code, count, since, until, data in found
    )


def _stretch(first: date, last: date) -> dict[str, datetime]:
    start, end = (datetime.combine(day, time(), CHINA) for day in (first, last))
    return {"start": start, "end": end + timedelta(days=1)}


def _example(field: str | None, text: str | None) -> str:
    """The field and what it held; one without a text of its own stands alone."""
    return masked(f"{field}={text}" if field and text and field != text else text or field or "")
