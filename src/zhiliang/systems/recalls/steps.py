"""What every step needs before it is written: the row held, the moment, a number, a text."""

from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.event import next_number

File = tuple[str, bytes]
"""Name and content."""

Row = TypeVar("Row", bound=Model)


def held(row: Row) -> Row:
    """The row as it is now, held until the end of the transaction."""
    return type(row)._default_manager.select_for_update().get(pk=row.pk)


def next_serial(model: type[Model], prefix: str, *, width: int = 4) -> str:
    """The next number that begins with `prefix`; of two who ask at once, one waits."""
    next_number()  # holds the log's head
    rows = model._default_manager.filter(number__startswith=prefix).order_by("-number")
    last = rows.values_list("number", flat=True).first()
    serial = int(last.removeprefix(prefix)) + 1 if last else 1
    return f"{prefix}{serial:0{width}d}"


def year_of(moment: datetime) -> int:
    """The local year of a moment."""
    return timezone.localtime(moment).year


def now_or(at: datetime | None) -> datetime:
    """The moment of a step."""
    return at or timezone.now()


def past(moment: datetime | None, field: str, *, now: datetime) -> datetime:
    """When something happened, `now` if nobody says; ValidationError if that is yet to come."""
    if moment is not None and moment > now:
        raise ValidationError({field: _("时间在将来，请核对。")})
    return moment or now


def insist(text: str, field: str) -> str:
    """A text that must not be missing; ValidationError names its field."""
    if not text.strip():
        raise ValidationError({field: _("请写明内容，对方会看到全文。")})
    return text.strip()
