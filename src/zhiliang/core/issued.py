"""Where issued documents lie, and reading one back with its digest checked."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Document
from zhiliang.core.notice.digest import sha256


def document_path(path: str) -> Path:
    """The place of a Document's `path` in the data folder."""
    return Path(settings.VAR) / "documents" / path


def last_issued(folder: str, *, language: str, form: str) -> Document | None:
    """What was last issued into a folder in a language as PDF or DOCX; None if nothing was."""
    rows = Document.objects.filter(path__startswith=folder, language=language)
    return rows.filter(path__endswith=f".{form}").order_by("pk").last()


def read_document(document: Document) -> bytes:
    """The bytes as they were issued; ClerkError if they are gone or no longer match."""
    path = document_path(document.path)
    content = path.read_bytes() if path.is_file() else b""
    if sha256(content) != document.sha256:
        raise ClerkError(
            _("公文“%(title)s”的文件已丢失或被改动，与登记的摘要不符。") % {"title": document},
            _("请从备份恢复公文目录，并报告审计人员。"),
        )
    return content
