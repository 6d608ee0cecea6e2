"""Where issued forms are filed."""

from typing import Any

from django.db.models import Model

from zhiliang.core.issued import last_issued
from zhiliang.core.models import Document


def folder_of(kind: str, thing: Any) -> str:
    """The folder of one form of one thing, below the documents folder."""
    number = getattr(thing, "case", thing).number
    return f"sampling/{number}/{kind}-{thing.pk}/"


def filed(kind: str, thing: Model, *, language: str, form: str) -> Document | None:
    """The form as it was last issued; None if it was not."""
    return last_issued(folder_of(kind, thing), language=language, form=form)
