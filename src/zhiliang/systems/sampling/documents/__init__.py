"""Every official form of supervision sampling, as PDF and DOCX, in Chinese and English."""

from zhiliang.core.notice.papers import NotNow
from zhiliang.systems.sampling.documents.kinds import KINDS, Kind, kinds_for
from zhiliang.systems.sampling.documents.making import form_docx, form_pdf

__all__ = ["KINDS", "Kind", "NotNow", "form_docx", "form_pdf", "kinds_for"]
