"""What a browser may do with a page that is one static file: run what is written in it, no more."""

import base64
import hashlib
import re
from collections.abc import MutableMapping
from pathlib import Path

INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
CLOSED = "; ".join(
    f"{directive} 'none'"
    for directive in ("default-src", "connect-src", "base-uri", "form-action", "frame-ancestors")
)


def allow_inline(headers: MutableMapping[str, str], path: str, _url: str) -> None:
    """Name the digests of a page's own script and style; the site's policy would stop them."""
    if not path.endswith(".html"):
        return
    digests: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in INLINE.findall(Path(path).read_text("utf-8")):
        digests[kind].append(f"'sha256-{_digest(text)}'")
    own = (f"{kind}-src {' '.join(found)}" for kind, found in digests.items() if found)
    headers["Content-Security-Policy"] = "; ".join((CLOSED, *own))


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
