"""Hours that a source itself noted: calibration, maintenance, faults, works that stood still."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from zhiliang.systems.environment.judging.hours import HOURS
from zhiliang.systems.environment.judging.terms import TERMS
from zhiliang.systems.environment.models import DeviceNote, Outlet

ONE = timedelta(days=1)


def noted(outlets: Sequence[Outlet], *, start: date, days: int) -> NDArray[np.str_]:
    """Kind of standstill noted [outlet, day, hour]; an hour that it touches at all is noted."""
    found = np.full((len(outlets), days, HOURS), "", dtype="<U11")
    at = {outlet.pk: place for place, outlet in enumerate(outlets)}
    midnight = timezone.make_aware(datetime.combine(start, time()))
    touching = DeviceNote.objects.filter(
        outlet__in=outlets, starts_at__lt=midnight + days * ONE, ends_at__gt=midnight
    )
    for note in touching.order_by("filed_at"):
        first = (counts_from(note) - midnight).total_seconds() // 3600
        last = -(-(note.ends_at - midnight).total_seconds() // 3600)
        found[at[note.outlet_id]].reshape(-1)[max(0, int(first)) : max(0, int(last))] = note.kind
    return found


def counts_from(note: DeviceNote) -> datetime:
    """From when on a note counts: all of it once an officer accepted it.

    Until then it counts for the days that it was filed in time for, which is by the configured
    hour of the day after: a source can't take away a day that was judged long ago.
    """
    if note.accepted_at is not None:
        return note.starts_at
    latest = timezone.localtime(note.filed_at) - timedelta(hours=TERMS.note_by_hour)
    in_time = (latest - timedelta(microseconds=1)).date()
    return max(note.starts_at, timezone.make_aware(datetime.combine(in_time, time())))
