"""Signing in leaves a trace: GB/T 22239-2019 8.1.4.1 (failed attempts) and 8.1.4.3 (audit)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from zhiliang.core.event import append
from zhiliang.core.models import Event, Person
from zhiliang.web.account_events import DENIED, REFUSED, SIGNED_IN, subject_of_person

# a sign-in touches no figure, so nothing is projected again
TOUCHES_NOTHING: dict[str, Any] = {"tables": [], "periods": []}
# whoever keeps knocking must not fill the log
TOLD_ONCE_IN = timedelta(hours=1)


@transaction.atomic
def note_sign_in(person: Person, *, by: Person) -> Event:
    """A person signed in; earlier failures no longer count."""
    return append(verb=SIGNED_IN, subject=subject_of_person(person), by=by, data=TOUCHES_NOTHING)


@transaction.atomic
def note_refusal(person: Person, *, by: Person | None = None) -> Event:
    """Somebody tried to sign in as `person` with a wrong password; nobody knows who."""
    return append(verb=REFUSED, subject=subject_of_person(person), by=by, data=TOUCHES_NOTHING)


@transaction.atomic
def note_denial(path: str, *, by: Person, now: datetime) -> Event | None:
    """Somebody asked for what their role does not open; told once an hour for each address."""
    subject = f"path:{path[:100]}".replace("\0", "")
    told = Event.objects.filter(verb=DENIED, subject=subject, by=by.pseudonym)
    if told.filter(recorded_at__gt=now - TOLD_ONCE_IN).exists():
        return None
    return append(verb=DENIED, subject=subject, by=by, data=TOUCHES_NOTHING)
