"""From the journal to the lake: one step reads a part of the journal and publishes one manifest.

Exactly once: files and journal position change together when the manifest is replaced. A crash
before that leaves files that no manifest names; the next step removes them and reads the same part
of the journal again. One compaction at a time, by lock.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb

from zhiliang.systems.environment.readings.backlog import Backlog, backlog
from zhiliang.systems.environment.readings.configuration import configuration
from zhiliang.systems.environment.readings.files import connection
from zhiliang.systems.environment.readings.interpretation import china_now, interpreted
from zhiliang.systems.environment.readings.journal import recover
from zhiliang.systems.environment.readings.lake import (
    FILES,
    HEARD,
    JOURNAL,
    Manifest,
    replace_file,
)
from zhiliang.systems.environment.readings.step import Step

LOCK = "compaction.lock"


def compact(root: Path) -> Manifest:
    """Bring the lake up to date with the journal; gives the manifest then in force."""
    with _alone(root):
        recover(root / JOURNAL)
        manifest = _swept(root, Manifest.read(root))
        with connection(root) as database:
            while (next_one := _step(root, manifest, database)) is not None:
                manifest = next_one
        return manifest


def _step(root: Path, manifest: Manifest, database: duckdb.DuckDBPyConnection) -> Manifest | None:
    """One part of the journal, or one span to be merged; None when there is nothing to do."""
    part = backlog(root, manifest, configuration()["compaction"]["journal_bytes"])
    step = Step(root, manifest, database, china_now())
    if part.records:
        rows = interpreted(part.records)
        step.take(rows)
        _note_heard(root, rows.heard)
    elif not step.tidy():
        return None
    step.writer.finish()
    return _published(root, manifest, step, part)


def _published(root: Path, manifest: Manifest, step: Step, part: Backlog) -> Manifest:
    known = {file.path for file in step.files}
    gone = [file.path for file in manifest.files if file.path not in known]
    now = time.time()
    return replace(
        manifest,
        files=tuple(step.files),
        below=part.below,
        positions=part.positions,
        counts=manifest.counted(step.counts),
        retired=(*manifest.retired, *((path, now) for path in gone)),
    ).publish(root)


def _swept(root: Path, manifest: Manifest) -> Manifest:
    """Remove files no manifest names, and those replaced long enough ago."""
    oldest = time.time() - configuration()["compaction"]["retired_seconds"]
    kept = tuple((path, at) for path, at in manifest.retired if at > oldest)
    known = {*(file.path for file in manifest.files), *(path for path, _ in kept)}
    for path in (root / FILES).glob("*"):
        if path.name not in known:
            path.unlink()
    return replace(manifest, retired=kept)


def _note_heard(root: Path, heard: dict[str, int]) -> None:
    path = root / HEARD
    before = json.loads(path.read_text("utf-8")) if path.exists() else {}
    after = {**before, **{mn: max(at, before.get(mn, 0)) for mn, at in heard.items()}}
    if after != before:
        replace_file(path, json.dumps(after, ensure_ascii=False).encode())


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    (root / JOURNAL).mkdir(exist_ok=True, mode=0o700)
    handle = os.open(root / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
