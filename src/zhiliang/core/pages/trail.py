"""What happened to a case, told from the event log in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from zhiliang.core.models import Event, Person
from zhiliang.core.pages.page import Words


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a case: what, when, by whom, and the reason that was given."""

    number: int
    words: str
    at: datetime
    by: str
    note: str


def trail_of(subject: str, verbs: Mapping[str, Words]) -> list[Happening]:
    """The events of a case, newest first; `verbs` says what its verbs are called.

    Whoever may see the case may see its trail.
    """
    events = list(Event.objects.filter(subject=subject).order_by("-number"))
    people = Person.objects.filter(pseudonym__in={event.by for event in events})
    names = {person.pseudonym: str(person) for person in people}
    return [
        Happening(
            event.number,
            _words(event.verb, verbs),
            event.occurred_at,
            names.get(event.by, _("系统") if not event.by else _("已注销人员")),
            str(event.data.get("note") or event.data.get("reason") or ""),
        )
        for event in events
    ]


def nameless(trail: list[Happening]) -> list[Happening]:
    """The same for readers to whom it doesn't matter which officer it was."""
    return [replace(item, by=_("工作人员")) for item in trail]


def _words(verb: str, verbs: Mapping[str, Words]) -> str:
    return str(verbs.get(verb.rpartition(".")[2]) or verbs.get(verb) or verb)
