"""The part of the journal that the lake does not have yet."""

import mmap
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zhiliang.systems.environment.readings.interpretation import Origin
from zhiliang.systems.environment.readings.journal import CLOSED, number_of, segments
from zhiliang.systems.environment.readings.lake import JOURNAL, Manifest
from zhiliang.systems.environment.readings.record import HEADER, records


@dataclass
class Backlog:
    """Records to take in, and how far the journal has been read with them."""

    records: list[Origin] = field(default_factory=list)
    positions: dict[int, int] = field(default_factory=dict)
    below: int = 0
    size: int = 0


def backlog(root: Path, manifest: Manifest, limit: int) -> Backlog:
    """About `limit` bytes of records after the manifest's positions, all of them on disk."""
    found = Backlog(positions=dict(manifest.positions), below=manifest.below)
    paths = segments(root / JOURNAL)
    for path in paths:
        if number_of(path) >= manifest.below and found.size < limit:
            _read_segment(path, limit, found)
    _settle(paths, found)
    return found


def waiting(root: Path, manifest: Manifest) -> int:
    """Bytes of the journal that are not in the lake yet."""
    return sum(
        path.stat().st_size - manifest.positions.get(number_of(path), 0)
        for path in segments(root / JOURNAL)
        if number_of(path) >= manifest.below
    )


def _read_segment(path: Path, limit: int, found: Backlog) -> None:
    number = number_of(path)
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:  # its writer has just ended it
        path = path.with_suffix(CLOSED)
        handle = os.open(path, os.O_RDONLY)
    try:
        size = os.fstat(handle).st_size
        if size > found.positions.get(number, 0):
            os.fdatasync(handle)
            with mmap.mmap(handle, size, access=mmap.ACCESS_READ) as buffer:
                _take(buffer, (number, path.suffix == CLOSED), limit, found)
    finally:
        os.close(handle)


def _take(buffer: mmap.mmap, which: tuple[int, bool], limit: int, found: Backlog) -> None:
    number, closed = which
    for record in records(buffer, found.positions.get(number, 0)):
        if not record.whole and not closed:
            return  # still being written
        found.records.append(Origin(number, record))
        found.size += HEADER + len(record.body)
        found.positions[number] = record.end
        if found.size >= limit:
            return
    if closed:
        found.positions[number] = len(buffer)


def _settle(paths: Sequence[Path], found: Backlog) -> None:
    """Forget segments that have ended and are read to their end."""
    for path in paths:
        number = number_of(path)
        if number < found.below:
            continue
        if path.suffix != CLOSED or found.positions.get(number, 0) < _size(path):
            return
        found.below = number + 1
        found.positions.pop(number, None)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 1 << 62
