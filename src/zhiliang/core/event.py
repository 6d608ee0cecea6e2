"""The append-only log of verbs: at once audit trail, integrity file and source of the lake.

Every action ends with one `append` inside its transaction. Numbers have no gaps, each hash
covers the one before it, and only pseudonyms name people.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core import handoff
from zhiliang.core.held import read_again
from zhiliang.core.models import Event, EventHead, Person
from zhiliang.methods.canonical import canonical_json, digest

GENESIS = "0" * 64
_HASHED = (
    "number",
    "verb",
    "subject",
    "organisation",
    "place",
    "by",
    "occurred_at",
    "recorded_at",
    "data",
    "previous_hash",
)


class OutsideTransaction(RuntimeError):
    """An event must stand or fall with the change it tells of."""


def append(
    *,
    verb: str,
    subject: str,
    by: Person | None,
    place: str = "",
    organisation: str = "",
    occurred_at: datetime | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Add one event; must be the action's last statement, inside transaction.atomic.

    `verb` is "<system>.<noun>.<verb>", `subject` "<app>.<model>:<pk>", `organisation` a uscc,
    `place` a place code. `data` may hold what canonical_json accepts; `data["periods"]` and
    `data["tables"]` tell the projection what was touched. `by` None is the platform itself.

    Raises OutsideTransaction, and TypeError for data that has no exact text.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(f"{verb} was appended outside transaction.atomic")
    head = _locked_head()
    # only now: an event that had to wait for the lock must not be older than the one before it
    now = timezone.now()
    event = Event(
        number=head.number + 1,
        verb=verb,
        subject=subject,
        organisation=organisation,
        place=place,
        by=by.pseudonym if by else "",
        occurred_at=occurred_at or now,
        recorded_at=now,
        data=json.loads(canonical_json(data or {})),
        previous_hash=head.hash,
    )
    event.hash = event_hash(event)
    event.full_clean(validate_unique=False)
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.save(update_fields=["number", "hash"])
    read_again()
    handoff.after_commit(event)
    return event


def next_number() -> int:
    """The number that this transaction's `append` will give: for a row that names its event."""
    return _locked_head().number + 1


def event_hash(event: Event) -> str:
    """SHA-256 of the event's canonical JSON, the previous hash included."""
    return digest({name: getattr(event, name) for name in _HASHED})


def subject_of(thing: Any) -> str:
    """How the log names a row: "<app>.<model>:<pk>"."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def _locked_head() -> EventHead:
    heads = EventHead.objects.select_for_update()
    return heads.get_or_create(pk=1, defaults={"number": 0, "hash": GENESIS})[0]


@dataclass(frozen=True)
class ChainReport:
    """What a walk along the chain found; `first_bad` is the first number that does not fit."""

    ok: bool
    count: int
    last_number: int
    last_hash: str
    first_bad: int | None = None
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return asdict(self)


def verify_chain(*, until: int | None = None, head: tuple[int, str] | None = None) -> ChainReport:
    """Recompute every hash from the first event on (to number `until`, if given).

    The end is compared with the stored head and, where given, with `head`: the (number, hash)
    somebody wrote down or sealed earlier. A log that no longer reaches it was cut.
    """
    events = Event.objects.order_by("number")
    if until is not None:
        events = events.filter(number__lte=until)
    count, last = 0, (0, GENESIS)
    for event, fault in _walk(events.iterator(chunk_size=2000), head):
        if fault:
            return ChainReport(False, count, *last, first_bad=event.number, reason=fault)
        count, last = count + 1, (event.number, event.hash)
    fault = _end_fault(last, head=head, until=until)
    return ChainReport(
        not fault, count, *last, first_bad=last[0] + 1 if fault else None, reason=fault
    )


def _walk(events: Iterable[Event], head: tuple[int, str] | None) -> Iterator[tuple[Event, str]]:
    number, previous = 0, GENESIS
    for event in events:
        yield event, _fault(event, number, previous) or _differs(event, head)
        number, previous = event.number, event.hash


def _fault(event: Event, number: int, previous: str) -> str:
    if event.number != number + 1:
        return _("第 %(number)s 条之后缺少事件。") % {"number": number}
    if event.previous_hash != previous:
        return _("第 %(number)s 条没有接上前一条。") % {"number": event.number}
    if event.hash != event_hash(event):
        return _("第 %(number)s 条的内容与摘要不符，已被改动。") % {"number": event.number}
    return ""


def _differs(event: Event, head: tuple[int, str] | None) -> str:
    if head and event.number == head[0] and event.hash != head[1]:
        return _("第 %(number)s 条与留存的摘要不同：日志被重写过。") % {"number": event.number}
    return ""


def _end_fault(last: tuple[int, str], *, head: tuple[int, str] | None, until: int | None) -> str:
    if head and last[0] < head[0] and (until is None or until >= head[0]):
        return _("日志只到第 %(last)s 条，留存的记录到第 %(head)s 条：末尾被截断。") % {
            "last": last[0],
            "head": head[0],
        }
    if until is not None:
        return ""
    stored = EventHead.objects.filter(pk=1).first()
    if stored and (stored.number, stored.hash) != last:
        return _("日志末尾是第 %(last)s 条，登记的末尾是第 %(head)s 条。") % {
            "last": last[0],
            "head": stored.number,
        }
    return ""
