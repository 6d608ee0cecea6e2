"""Where evidence lies, and reading it back with its digest checked."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.models import HeldFile


def evidence_path(path: str) -> Path:
    """The place of a HeldFile's `path` in the data folder."""
    return Path(settings.VAR) / "evidence" / path


def read_held_file(held: HeldFile) -> bytes:
    """The kept bytes; ClerkError if they are gone or no longer match their digest."""
    path = evidence_path(held.path)
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != held.sha256:
        raise ClerkError(
            _("证据材料“%(name)s”已丢失或被改动，与登记的摘要不符。") % {"name": held.name},
            _("请从备份恢复证据目录，并报告审计人员。"),
        )
    return content
