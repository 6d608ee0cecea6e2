"""When a scheduled subscription is due: fields like those of cron (EPCIS 2.0, 8.2.5.3)."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError

RANGES = {
    "second": (0, 59),
    "minute": (0, 59),
    "hour": (0, 23),
    "dayOfMonth": (1, 31),
    "month": (1, 12),
    "dayOfWeek": (1, 7),
}
"""Monday is day 1 (EPCIS 2.0, 8.2.5.3)."""
_ELEMENT = re.compile(r"^\[(\d+)-(\d+)\]$|^(\d+)$")
FARTHEST = timedelta(days=4 * 366)


class BadSchedule(ClerkError):
    """A schedule that no moment fulfils or nobody can read."""

    code = "SubscriptionControlsException"


def check_schedule(schedule: Mapping[str, str]) -> None:
    """Raise BadSchedule for a field or a value that is unknown, and for what never comes."""
    if next_after(schedule, datetime(2000, 1, 1)) is None:
        raise BadSchedule(
            _("时间表所写的日期四年里一天也没有。"), _("请核对 month 和 dayOfMonth。")
        )


def _allowed(schedule: Mapping[str, str]) -> dict[str, set[int]]:
    unknown = set(schedule) - set(RANGES)
    if unknown or not schedule:
        raise BadSchedule(
            _("时间表不能有“%(names)s”。") % {"names": _("、").join(sorted(unknown)) or "—"},
            _("可用 second、minute、hour、dayOfMonth、month、dayOfWeek。"),
        )
    return {name: set(_values(name, text)) for name, text in schedule.items()}


def _values(name: str, text: str) -> Iterator[int]:
    least, most = RANGES[name]
    for part in str(text).split(","):
        found = _ELEMENT.match(part.strip())
        numbers = [int(one) for one in found.groups() if one] if found else []
        if (
            not numbers
            or numbers != sorted(numbers)
            or not all(least <= one <= most for one in numbers)
        ):
            raise BadSchedule(
                _("时间表的 %(name)s 不能是“%(text)s”。") % {"name": name, "text": text},
                _("写作 5、1,15 或者 [1-5]，范围 %(least)s 到 %(most)s。")
                % {"least": least, "most": most},
            )
        yield from range(numbers[0], numbers[-1] + 1)


def is_due(schedule: Mapping[str, str], since: datetime, now: datetime) -> bool:
    """Whether a moment of the schedule lies in (since, now]; both in the zone that it means."""
    following = next_after(schedule, since)
    return following is not None and following <= now


def next_after(schedule: Mapping[str, str], since: datetime) -> datetime | None:
    """The first moment after `since` that fulfils every field; None if there is none in four years.

    A field that is left out is fulfilled by everything, but a field finer than those given begins
    at its start: "hour 1" means 01:00:00 and not every second of that hour.
    """
    allowed = _filled(_allowed(schedule))
    moment = since.replace(microsecond=0) + timedelta(seconds=1)
    while moment - since < FARTHEST:
        step = _misfit(moment, allowed)
        if step is None:
            return moment
        moment = step
    return None


def _filled(allowed: dict[str, set[int]]) -> dict[str, set[int]]:
    given = [name for name in ("second", "minute", "hour") if name in allowed]
    if "second" not in allowed and (given or allowed):
        allowed["second"] = {0}
    if "minute" not in allowed and ("hour" in allowed or not given):
        allowed["minute"] = {0}
    if "hour" not in allowed and not given:
        allowed["hour"] = {0}
    return allowed


def _misfit(moment: datetime, allowed: Mapping[str, set[int]]) -> datetime | None:
    """Where to look next; None if the moment fulfils all."""
    day = moment.replace(hour=0, minute=0, second=0)
    dates = {"month": moment.month, "dayOfMonth": moment.day, "dayOfWeek": moment.isoweekday()}
    if any(value not in allowed.get(name, {value}) for name, value in dates.items()):
        return day + timedelta(days=1)
    if moment.hour not in allowed.get("hour", {moment.hour}):
        return moment.replace(minute=0, second=0) + timedelta(hours=1)
    if moment.minute not in allowed.get("minute", {moment.minute}):
        return moment.replace(second=0) + timedelta(minutes=1)
    if moment.second not in allowed.get("second", {moment.second}):
        return moment + timedelta(seconds=1)
    return None
