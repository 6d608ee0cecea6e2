"""Static files under an address that changes with their content, without a collecting step."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


@cache
def _version(path: str, changed: float) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]


@cache
def _place(name: str) -> str:
    """Where a file lies; empty where there is none. The files of a release don't move."""
    found = finders.find(name)
    return found if isinstance(found, str) else ""


class VersionedStatic(StaticFilesStorage):
    """`/static/site.css?v=<digest>`; the file itself is served under its plain name."""

    def url(self, name: str | None) -> str:
        """Address of a static file with its version."""
        plain = super().url(name)
        found = _place(name or "")
        if not found:
            return plain
        return f"{plain}?v={_version(found, Path(found).stat().st_mtime)}"
