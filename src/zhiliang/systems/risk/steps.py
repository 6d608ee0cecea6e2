"""When steps happened: the local year of a moment."""

from datetime import datetime

from django.utils import timezone


def year_of(moment: datetime) -> int:
    """The local year of a moment."""
    return timezone.localtime(moment).year
