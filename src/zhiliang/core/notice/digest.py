"""Digests of documents, and archives (DOCX, XLSX) whose bytes depend on their content alone."""

import hashlib
import re
import zipfile
from datetime import date
from io import BytesIO

# The earliest date a ZIP entry can carry: an archive of ours tells no time of its own.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def sha256(content: bytes) -> str:
    """Lower-case hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()


def reproducible(archive: bytes, *, dated: date) -> bytes:
    """The same office file with sorted entries, fixed entry times and `dated` in its properties."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, _dated(name, source.read(name), dated))
    return packed.getvalue()


def _dated(name: str, content: bytes, dated: date) -> bytes:
    if name != "docProps/core.xml":
        return content
    stamp = f"{dated.isoformat()}T00:00:00Z".encode()
    return _STAMPS.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
