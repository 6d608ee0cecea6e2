"""Whom a kind of document is meant for, once it goes out."""

from zhiliang.core.models import Document

AUDIENCES = {
    "point_sheet": Document.Audience.SUBJECT,
    "handover": Document.Audience.OFFICE,
}


def audience_of(kind: str) -> str:
    """The audience of a kind of document; what is not listed is for everybody."""
    return str(AUDIENCES.get(kind, Document.Audience.PUBLIC))
