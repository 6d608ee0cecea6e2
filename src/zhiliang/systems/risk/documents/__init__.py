"""Every official paper of risk monitoring, as PDF and DOCX, in Chinese and English."""

from zhiliang.core.notice.papers import Language, NotNow
from zhiliang.systems.risk.documents.kinds import KINDS, Kind, kinds_for
from zhiliang.systems.risk.documents.making import FORMS, filed, paper
from zhiliang.systems.risk.documents.poster import poster_pdf

__all__ = [
    "FORMS",
    "KINDS",
    "Kind",
    "Language",
    "NotNow",
    "filed",
    "kinds_for",
    "paper",
    "poster_pdf",
]
