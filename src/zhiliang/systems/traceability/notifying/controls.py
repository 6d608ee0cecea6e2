"""When a subscriber is served: at once or on a schedule, from which moment on (8.2.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.systems.traceability.notifying.schedule import RANGES, BadSchedule, check_schedule
from zhiliang.systems.traceability.querying.faults import QueryFault
from zhiliang.systems.traceability.querying.parameters import moment, truth

NAMES = ("stream", "reportIfEmpty", "initialRecordTime", *RANGES)


@dataclass(frozen=True)
class Controls:
    """What a subscriber asks for; `begins` None: with the moment of subscribing."""

    stream: bool = False
    schedule: Mapping[str, str] | None = None
    report_if_empty: bool = False
    begins: datetime | None = None

    def __post_init__(self) -> None:
        if self.stream == bool(self.schedule):
            raise BadSchedule(
                _("请写明 stream: true，或者写明 schedule，两者只取其一。"),
                _("见 EPCIS 2.0 第 12.7 条。"),
            )
        if self.schedule:
            check_schedule(self.schedule)


def controls_of_json(body: Mapping[str, Any]) -> Controls:
    """Controls as a subscription's JSON has them; BadSchedule for what cannot be read."""
    schedule = body.get("schedule")
    if schedule is not None and not isinstance(schedule, dict):
        raise _unfit("schedule", schedule)
    return Controls(
        _flag("stream", body.get("stream")),
        {name: str(text) for name, text in schedule.items()} if schedule is not None else None,
        _flag("reportIfEmpty", body.get("reportIfEmpty")),
        _begins(body.get("initialRecordTime")),
    )


def controls_of_address(values: Mapping[str, str]) -> Controls:
    """Controls as the address of a stream has them."""
    return Controls(
        _flag("stream", values.get("stream")),
        {name: values[name] for name in RANGES if name in values} or None,
        _flag("reportIfEmpty", values.get("reportIfEmpty")),
        _begins(values.get("initialRecordTime")),
    )


def _flag(name: str, told: Any) -> bool:
    if told is None or isinstance(told, bool):
        return bool(told)
    try:
        return truth(name, [told])
    except (QueryFault, AttributeError):
        raise _unfit(name, told) from None


def _begins(told: Any) -> datetime | None:
    try:
        return None if told is None else moment("initialRecordTime", str(told))
    except QueryFault:
        raise _unfit("initialRecordTime", told) from None


def _unfit(name: str, told: Any) -> BadSchedule:
    return BadSchedule(
        _("%(name)s 不能是“%(text)s”。") % {"name": name, "text": str(told)[:100]},
        _("见 EPCIS 2.0 第 8.2.5 条。"),
    )
