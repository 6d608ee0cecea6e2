"""DATABASE_URL to Django's settings: SQLite in the data folder, or PostgreSQL for an office."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def database_settings(url: str, *, var: Path) -> dict[str, Any]:
    """Settings of one database; an empty URL means SQLite in `var`.

    Raises ValueError for a scheme that is neither sqlite nor postgresql.
    """
    parts = urlsplit(url)
    if parts.scheme in ("", "sqlite"):
        return _sqlite(Path(unquote(parts.path)) if parts.path else var / "zhiliang.sqlite3")
    if parts.scheme in ("postgres", "postgresql"):
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")) or "zhiliang",
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            # a socket folder cannot stand before the path of a URL, so libpq's ?host= is read too
            "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": query,
            "CONN_MAX_AGE": 60,
        }
    raise ValueError(f"DATABASE_URL: {parts.scheme}:// is neither sqlite:// nor postgresql://")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # the writer's lock is taken at BEGIN, so two actions queue up instead of failing
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # erased personal values are overwritten, not left behind in free pages of the file
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA secure_delete=ON;",
        },
    }
