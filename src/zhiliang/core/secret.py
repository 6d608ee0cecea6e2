"""The installation's own secrets: made once, readable by their owner only."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def _random_text() -> str:
    return secrets.token_urlsafe(50)


def stored_secret(path: Path, *, make: Callable[[], str] = _random_text) -> str:
    """The secret kept at `path`; the first caller makes it, a rival's is honoured."""
    if not path.exists():
        fresh = _aside(path, make())
        try:
            os.link(fresh, path)  # never replaces a file, and never shows half a secret
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()


def replace_secret(path: Path, secret: str) -> None:
    """Put another secret in the place of the old one, all of it at once."""
    _aside(path, secret).replace(path)


def _aside(path: Path, secret: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.unlink(missing_ok=True)  # what a crash left behind may have other permissions
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(secret)
    return fresh
