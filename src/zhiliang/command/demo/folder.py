"""The demo's data folder: made sure to be the demo's own before anything is written or removed."""

import fcntl
import hashlib
import json
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from zhiliang.core.errors import ClerkError

ROOT = Path(__file__).resolve().parents[4]
CODE = ROOT / "src" / "zhiliang"
MARK = "demo.json"
LOCK = "demo.lock"
OURS = ("zhiliang.sqlite3*", "lake", "documents", "evidence", "keys", "packs", "static", MARK)
# What the prepared data can't depend on.
LEFT_OUT = {"tests", "templates", "static", "locale", "__pycache__"}


def digest() -> str:
    """Return the digest of everything the prepared data is made from: code, data, database."""
    total = hashlib.sha256(os.environ.get("DATABASE_URL", "").encode())
    for path in sorted(CODE.rglob("*")):
        place = path.relative_to(CODE)
        if path.is_file() and not LEFT_OUT & set(place.parts):
            total.update(f"{place}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def is_prepared(wanted: str) -> bool:
    """Return whether all steps ran for this digest and the database is still there."""
    return _mark().get("prepared") == wanted and "core_event" in _tables()


def claim() -> None:
    """Mark the folder as the demo's; refuse one that holds somebody's own records.

    Raises ClerkError if there is a database that the demo didn't make.
    """
    if _mark():
        return
    if "core_event" in _tables():
        raise ClerkError(
            f"{settings.VAR} 已有不是演示的数据库，演示不会写入。/ "
            f"{settings.VAR} holds a database that the demonstration didn't make.",
            "请用另一个数据目录 / Use another data folder: ZHILIANG_VAR=./demo ./run demo",
        )
    _write_mark({"made_by": "zhiliang demo"})


def mark_prepared(done: str) -> None:
    """Remember that all steps ran for this digest."""
    _write_mark({"made_by": "zhiliang demo", "prepared": done})


def clear() -> None:
    """Remove what the demo made; refuse where its mark is missing.

    Raises ClerkError for a folder or a database that isn't known to be the demo's.
    """
    if connection.vendor != "sqlite":
        raise ClerkError(
            "--fresh 只清空内置数据库。/ --fresh empties the embedded database only.",
            "请自行重建 DATABASE_URL 指向的库 / Recreate the database of DATABASE_URL yourself.",
        )
    if not _mark():
        claim()
    connection.close()
    for pattern in OURS:
        for path in settings.VAR.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


@contextmanager
def held() -> Iterator[None]:
    """Keep a second demonstration out of the folder.

    Raises ClerkError if one is already running there.
    """
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / LOCK).open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ClerkError(
                f"另一个演示正在使用 {settings.VAR}。/ "
                f"Another demonstration is using {settings.VAR}.",
                "请先停止它 / Stop it first.",
            ) from None
        yield


def _tables() -> list[str]:
    with warnings.catch_warnings():
        # Asked before the apps are loaded, which takes longer than all the rest of a second start.
        warnings.filterwarnings("ignore", "Accessing the database during app init", RuntimeWarning)
        return connection.introspection.table_names()


def _mark() -> dict[str, str]:
    try:
        mark: dict[str, str] = json.loads((settings.VAR / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return mark


def _write_mark(mark: dict[str, str]) -> None:
    (settings.VAR / MARK).write_text(json.dumps(mark, indent=1) + "\n", encoding="utf-8")
