"""Messages as alerts of CAP 1.2: severity by the colour, urgency and certainty as assessed."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from zhiliang.methods.cap import Alert, Area, Info, Named, Reference, severity_of, write
from zhiliang.systems.risk.models import Message, PublicWarning

CATEGORIES = {"disaster": "Met", "accident": "Safety", "health": "Health", "": "Safety"}
RESPONSES = {"Alert": "Prepare", "Update": "Prepare", "Cancel": "AllClear"}
LASTS = timedelta(days=30)
"""A message without an end of its own expires after so long, and is issued again if need be."""


def sender_of(warning: PublicWarning) -> str:
    """Who sends: the place's code at the site's host; no blank, no comma, as CAP wants it."""
    host = next(iter(settings.HOSTS), "zhiliang.invalid")
    return f"{warning.place_id}@{host}"


def cap_of(message: Message) -> bytes:
    """A message as a document of CAP 1.2, the same bytes each time."""
    return write(alert_of(message))


def alert_of(message: Message) -> Alert:
    """A message as an alert; an update or a cancellation refers to all before it."""
    warning = message.warning
    before = warning.messages.filter(number__lt=message.number).order_by("number")
    return Alert(
        identifier=message.identifier,
        sender=sender_of(warning),
        sent=message.sent_at,
        status="Exercise" if warning.sample else "Actual",
        msg_type=message.kind,
        scope="Public",
        note=("示例数据，不是真实预警。" if warning.sample else "") + message.reason,
        references=tuple(
            Reference(sender_of(warning), one.identifier, one.sent_at) for one in before
        ),
        infos=tuple(_infos(message)),
    )


def _infos(message: Message) -> list[Info]:
    """The message in Chinese, and in English where it has all its words in English."""
    told = message.told
    found = [_info(message, told, "zh-CN", "")]
    if told["title_en"] and told["matters_en"] and told["measures_en"]:
        found.append(_info(message, told, "en-US", "_en"))
    return found


def _info(message: Message, told: dict[str, Any], language: str, suffix: str) -> Info:
    warning = message.warning
    starts, ends = _moment(told["starts_at"]), _moment(told["ends_at"])
    return Info(
        language=language,
        categories=(CATEGORIES[warning.category],),
        event=told[f"title{suffix}"],
        response_types=(RESPONSES[message.kind],),
        urgency="Past" if message.kind == Message.Kind.CANCEL else told["urgency"],
        severity=severity_of(message.colour) if message.colour else "Unknown",
        certainty=told["certainty"],
        effective=message.sent_at,
        onset=starts,
        expires=max(ends or message.sent_at + LASTS, message.sent_at + timedelta(minutes=1)),
        sender_name=warning.issuer,
        headline=told[f"title{suffix}"],
        description=told[f"matters{suffix}"],
        instruction=told[f"measures{suffix}"],
        contact=told["contact"],
        parameters=tuple(_parameters(message)),
        areas=(_area(told),),
    )


def _parameters(message: Message) -> list[Named]:
    """The colour, which CAP does not know, and what kind of warning it is."""
    found = [Named("kind", message.warning.kind)]
    if message.colour:
        found.insert(0, Named("colour", message.colour))
    return found


def _area(told: dict[str, Any]) -> Area:
    codes = tuple(Named("GB/T 2260", code) for code in told["areas"])
    return Area(description=told["area"], geocodes=codes)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
