"""The ten official forms of April 2026, as PDF and DOCX, in Chinese and English."""

from zhiliang.core.notice.papers import NotNow
from zhiliang.systems.complaints.documents.kinds import KINDS, Kind, kinds_for
from zhiliang.systems.complaints.documents.making import form_docx, form_pdf

__all__ = ["KINDS", "Kind", "NotNow", "form_docx", "form_pdf", "kinds_for"]
