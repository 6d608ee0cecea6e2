"""Where issued papers are filed."""

from zhiliang.core.issued import last_issued
from zhiliang.core.models import Document
from zhiliang.systems.complaints.models import Case


def folder_of(kind: str, case: Case) -> str:
    """The folder of one paper of one case, below the documents folder."""
    return f"complaints/{case.number}/{kind}/"


def filed(kind: str, case: Case, *, language: str, form: str) -> Document | None:
    """The paper as it was last issued; None if it was not."""
    return last_issued(folder_of(kind, case), language=language, form=form)
