"""Where issued papers are filed, and reading one back with its digest checked."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Document
from zhiliang.core.notice.digest import sha256
from zhiliang.systems.recalls.documents.making import recall_of


def folder_of(kind: str, thing: Any) -> str:
    """The folder of one paper of one thing, below the documents folder."""
    return f"recalls/{recall_of(thing).number}/{kind}-{thing.pk}/"


def place_of(path: str) -> Path:
    """Where a document's file lies."""
    return Path(settings.VAR) / "documents" / path


def filed(kind: str, thing: Model, *, language: str, form: str) -> Document | None:
    """The paper as it was last issued; None if it was not."""
    rows = Document.objects.filter(path__startswith=folder_of(kind, thing), language=language)
    return rows.filter(path__endswith=f".{form}").order_by("pk").last()


def read_filed(document: Document) -> bytes:
    """The bytes as they were issued; ClerkError if they are gone or no longer match."""
    path = place_of(document.path)
    content = path.read_bytes() if path.is_file() else b""
    if sha256(content) != document.sha256:
        raise ClerkError(
            _("公文“%(title)s”的文件已丢失或被改动，与登记的摘要不符。") % {"title": document},
            _("请从备份恢复公文目录，并报告审计人员。"),
        )
    return content
