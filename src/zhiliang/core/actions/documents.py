"""Evidence that was handed in and documents that were issued, both known by their digest."""

import hashlib
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append, next_number, subject_of
from zhiliang.core.evidence import evidence_path
from zhiliang.core.issued import document_path
from zhiliang.core.models import Document, HeldFile, Person
from zhiliang.core.notice.digest import sha256

LARGEST_EVIDENCE = 20 * 1024 * 1024


@transaction.atomic
def hold_file(*, by: Person | None, name: str, content: bytes) -> HeldFile:
    """Keep a file as evidence; the same content again is the same row and no new event."""
    if not content or len(content) > LARGEST_EVIDENCE:
        raise ClerkError(
            _("文件“%(name)s”有 %(size)s 字节，证据材料须在 1 字节到 20 MB 之间。")
            % {"name": name, "size": len(content)},
            _("请压缩或拆分后重新上传。"),
        )
    sha256 = hashlib.sha256(content).hexdigest()
    if held := HeldFile.objects.filter(sha256=sha256).first():
        return held
    path = f"{sha256[:2]}/{sha256}"
    _write_once(evidence_path(path), content)
    held = HeldFile(
        sha256=sha256,
        name=Path(name.replace("\\", "/")).name[-200:] or sha256,
        size=len(content),
        path=path,
        held_at=timezone.now(),
        held_by=by,
    )
    held.full_clean()
    held.save()
    append(
        verb="core.file.hold",
        subject=subject_of(held),
        by=by,
        data={"sha256": sha256, "size": len(content)},
    )
    return held


@transaction.atomic
def record_document(document: Document, *, by: Person | None) -> Document:
    """Enter an issued document; its `path` lies below the documents folder."""
    document.created_at = timezone.now()
    document.event_number = next_number()
    document.full_clean()
    document.save()
    named = ("kind", "number", "year", "sha256")
    append(
        verb="core.document.issue",
        subject=subject_of(document),
        by=by,
        data={name: getattr(document, name) for name in named} | {"tables": []},
    )
    return document


def file_document(document: Document, content: bytes, *, by: Person | None) -> Document:
    """Write a document to its `path` and enter it; the same path again is the same row."""
    if known := Document.objects.filter(path=document.path).first():
        return known
    file = document_path(document.path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return record_document(document, by=by)


def file_printed(
    document: Document,
    content: bytes,
    *,
    folder: str,
    day: date,
    form: str,
    by: Person | None,
) -> Document:
    """File a paper of a day in a folder, under a name that tells day, language and content."""
    document.sha256, document.year = sha256(content), day.year
    language = document.language.partition("-")[0]
    document.path = f"{folder}{day.isoformat()}-{language}-{document.sha256[:12]}.{form}"
    return file_document(document, content, by=by)


@transaction.atomic
def release_document(document: Document, *, by: Person | None, audience: str) -> Document:
    """Open a document that was kept back to whom it is meant for."""
    document.audience = audience
    document.full_clean()
    document.save()
    append(
        verb="core.document.release",
        subject=subject_of(document),
        by=by,
        data={"sha256": document.sha256, "audience": audience, "tables": []},
    )
    return document


def _write_once(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # never half a file under a digest, whatever crashes
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)
