"""Where issued papers are filed."""

from typing import Any

from django.db.models import Model

from zhiliang.core.issued import last_issued
from zhiliang.core.models import Document
from zhiliang.systems.recalls.documents.making import recall_of


def folder_of(kind: str, thing: Any) -> str:
    """The folder of one paper of one thing, below the documents folder."""
    return f"recalls/{recall_of(thing).number}/{kind}-{thing.pk}/"


def filed(kind: str, thing: Model, *, language: str, form: str) -> Document | None:
    """The paper as it was last issued; None if it was not."""
    return last_issued(folder_of(kind, thing), language=language, form=form)
