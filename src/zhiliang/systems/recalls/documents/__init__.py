"""Every official paper of recalls, as PDF and DOCX, in Chinese and English."""

from zhiliang.core.notice.papers import NotNow
from zhiliang.systems.recalls.documents.kinds import KINDS, Kind, kinds_for
from zhiliang.systems.recalls.documents.making import form_docx, form_pdf

__all__ = ["KINDS", "Kind", "NotNow", "form_docx", "form_pdf", "kinds_for"]
