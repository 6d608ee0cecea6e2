"""What a step needs before it is written: the row held, the moment, a number, a text."""

from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.event import next_number
from zhiliang.core.models import Event

File = tuple[str, bytes]
"""Name and content."""

Row = TypeVar("Row", bound=Model)


def held(row: Row) -> Row:
    """The row as it is now, held until the end of the transaction."""
    return type(row)._default_manager.select_for_update().get(pk=row.pk)


def next_serial(model: type[Model], prefix: str, *, width: int, told: str = "") -> str:
    """The next number that begins with `prefix`; of two who ask at once, one waits.

    `told` is the verb whose events tell such numbers: one whose row is gone is not given again.
    """
    next_number()  # holds the log's head
    rows = model._default_manager.filter(number__startswith=prefix).order_by("-number")
    known = list(rows.values_list("number", flat=True)[:1])
    if told:
        events = Event.objects.filter(verb=told, data__number__startswith=prefix)
        known += [event.data["number"] for event in events.order_by("-number")[:1]]
    serial = max((int(number.removeprefix(prefix)) for number in known), default=0) + 1
    return f"{prefix}{serial:0{width}d}"


def now_or(at: datetime | None) -> datetime:
    """The moment of a step."""
    return at or timezone.now()


def insist(text: str, field: str) -> str:
    """A text that must not be missing; ValidationError names its field."""
    if not text.strip():
        raise ValidationError({field: _("请写明内容，对方会看到全文。")})
    return text.strip()
