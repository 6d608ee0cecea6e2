"""When an account is locked after failed sign-ins, read from the event log.

GB/T 22239-2019 8.1.4.1 b) demands a limit and leaves the number open: both are configuration.
"""

from datetime import datetime, timedelta

from django.conf import settings

from zhiliang.core.models import Event, Person
from zhiliang.web.account_events import REFUSED, SIGNED_IN, subject_of_person


def is_locked(person: Person, *, now: datetime) -> bool:
    """Whether the last attempts all failed and the newest failure is still fresh."""
    attempts = Event.objects.filter(
        subject=subject_of_person(person), verb__in=(REFUSED, SIGNED_IN)
    )
    last = list(attempts.order_by("-number")[: settings.SIGN_IN_ATTEMPTS])
    if len(last) < settings.SIGN_IN_ATTEMPTS or any(event.verb == SIGNED_IN for event in last):
        return False
    return now - last[0].recorded_at < timedelta(minutes=settings.SIGN_IN_LOCK_MINUTES)
