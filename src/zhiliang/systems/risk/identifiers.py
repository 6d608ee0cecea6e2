"""Identifiers of warning messages in the shape of GB/T 35965.1 (待核): who, when, which one."""

from datetime import datetime

from zhiliang.methods.cap import gb35965_identifier
from zhiliang.systems.risk.models import Message, PublicWarning
from zhiliang.systems.risk.rules import agency_code

SERIALS = 10


def next_identifier(warning: PublicWarning, at: datetime) -> str:
    """The identifier of a message sent at a moment; ValueError if ten were in that second."""
    agency = agency_code("government" if warning.emergency else "department")
    for serial in range(SERIALS):
        found = gb35965_identifier(warning.place_id, agency, at, serial=serial)
        if not Message.objects.filter(identifier=found).exists():
            return found
    raise ValueError("ten messages of one agency in one second")
