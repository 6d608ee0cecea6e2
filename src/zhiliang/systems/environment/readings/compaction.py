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

from zhiliang.systems.environment.readings.backlog import Backlog, backlog
from zhiliang.systems.environment.readings.clock import china_now
from zhiliang.systems.environment.readings.configuration import configuration
from zhiliang.systems.environment.readings.files import connection
from zhiliang.systems.environment.readings.interpretation import interpreted
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
    """Bring the lake up to date with what the journal holds by now; gives the manifest in force."""
    with _alone(root):
        recover(root / JOURNAL)
        manifest = _swept(root, Manifest.read(root))
        for work in (_take_part, _tidy_one):
            more = True
            while more:
                # a fresh database each time: one that lives on remembers every table it had
                with connection(root) as database:
                    step = Step(root, manifest, database, china_now())
                    manifest, more = work(root, manifest, step)
        return manifest


def _take_part(root: Path, manifest: Manifest, step: Step) -> tuple[Manifest, bool]:
    """Take in one part of the journal; whether more was there when it was read.

    What arrives meanwhile waits for the next compaction, lest this one never end.
    """
    limit = configuration()["compaction"]["journal_bytes"]
    part = backlog(root, manifest, limit)
    if not part.records:
        return manifest, False
    rows = interpreted(part.records)
    step.take(rows)
    _note_heard(root, rows.heard)
    return _published(root, manifest, step, part), part.size >= limit


def _tidy_one(root: Path, manifest: Manifest, step: Step) -> tuple[Manifest, bool]:
    """Merge one span whose time has come; whether there was one."""
    if not step.tidy():
        return manifest, False
    part = Backlog(positions=dict(manifest.positions), below=manifest.below)
    return _published(root, manifest, step, part), True


def _published(root: Path, manifest: Manifest, step: Step, part: Backlog) -> Manifest:
    step.writer.finish()
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
