"""Identifiers of warning messages in the shape of GB/T 35965.1: who, when, which one.

Division (6), agency (3), unit (3), extension (2), `_`, Beijing time of entry (14), `_`, serial (1).
待核: the rule was read in an appendix whose parent standard the text did not name.
"""

from datetime import datetime

from django.utils import timezone

from zhiliang.systems.risk.models import Message, PublicWarning
from zhiliang.systems.risk.rules import agency_code

UNIT, EXTENSION = "000", "00"
SERIALS = 10


def next_identifier(warning: PublicWarning, at: datetime) -> str:
    """The identifier of a message sent at a moment; ValueError if ten were in that second."""
    agency = agency_code("government" if warning.emergency else "department")
    moment = timezone.localtime(at).strftime("%Y%m%d%H%M%S")
    head = f"{warning.place_id}{agency}{UNIT}{EXTENSION}_{moment}_"
    taken = set(
        Message.objects.filter(identifier__startswith=head).values_list("identifier", flat=True)
    )
    for serial in range(SERIALS):
        if f"{head}{serial}" not in taken:
            return f"{head}{serial}"
    raise ValueError("ten messages of one agency in one second")
