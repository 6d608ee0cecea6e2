"""When steps happened: the year of a moment, and a moment that is not yet to come."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _


def year_of(moment: datetime) -> int:
    """The local year of a moment."""
    return timezone.localtime(moment).year


def past(moment: datetime | None, field: str, *, now: datetime) -> datetime:
    """When something happened, `now` if nobody says; ValidationError if that is yet to come."""
    if moment is not None and moment > now:
        raise ValidationError({field: _("时间在将来，请核对。")})
    return moment or now
