"""The site's own secret: made once, readable by its owner only."""

import os
import secrets
from pathlib import Path


def stored_secret(path: Path) -> str:
    """The secret kept at `path`; the first caller makes it, a rival's is honoured."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(50))
        try:
            os.link(fresh, path)  # never replaces a file, and never shows half a secret
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
