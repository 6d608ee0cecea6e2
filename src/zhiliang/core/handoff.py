"""Facts of one system that start work in another, delivered once, after commit.

A system's `handoffs.py` declares them: `on("sampling.sample.fail", "traceability.open_clue",
open_clue)`. Neither system imports the other.
"""

import logging
from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils import timezone

from zhiliang.core.models import Delivery, Event

Handler = Callable[[Event], object]

handlers: dict[str, dict[str, Handler]] = {}
_log = logging.getLogger(__name__)


def on(verb: str, name: str, handler: Handler) -> None:
    """Call `handler(event)` once for every event of `verb`; `name` is unique and lasting."""
    if any(name in named for named in handlers.values()):
        raise ValueError(f"handoff {name} is declared twice")
    handlers.setdefault(verb, {})[name] = handler


def after_commit(event: Event) -> None:
    """Deliver the event to its handlers as soon as its transaction is safe."""
    for name in handlers.get(event.verb, ()):
        transaction.on_commit(partial(_try, event, name))


def deliver_missed() -> int:
    """Deliver what a crash or a failing handler left behind; how many went through.

    A handler that is new receives the past as well, so a system that joins later starts complete.
    """
    done = 0
    for verb, named in handlers.items():
        for name in named:
            reached = Delivery.objects.filter(handler=name).values("event_hash")
            missed = Event.objects.filter(verb=verb).exclude(hash__in=reached)
            done += sum(_try(event, name) for event in missed)
    return done


def _try(event: Event, name: str) -> bool:
    # the action that caused the event is already committed: it must not fail afterwards
    try:
        return deliver(event, name)
    except Exception:
        _log.exception("handoff %s failed for event %s; tick tries again", name, event.number)
        return False


@transaction.atomic
def deliver(event: Event, name: str) -> bool:
    """Run one handler unless it already had the event; the receipt commits with its work."""
    _, fresh = Delivery.objects.get_or_create(
        event_hash=event.hash, handler=name, defaults={"delivered_at": timezone.now()}
    )
    if fresh:
        handlers[event.verb][name](event)
    return fresh
