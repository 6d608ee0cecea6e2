"""The journal: append-only segments, durable before anybody is told so.

A segment has one writer, which holds its lock as long as it lives: `00000007.open` while it
grows, `00000007.seg` once it is full or its writer is gone. What a power cut or `kill -9` left of
a last record is kept aside as `00000007.torn`; nobody was ever told that it had arrived.
"""

import fcntl
import mmap
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from zhiliang.systems.environment.readings.record import Record, records

SEGMENT_BYTES = 128 * 2**20
OPEN, CLOSED, TORN = ".open", ".seg", ".torn"


class Journal:
    """One writer: `write` returns when the bytes are on disk, or raises OSError.

    Not for several threads at once; several processes may each have one.
    """

    def __init__(self, folder: Path, *, segment_bytes: int = SEGMENT_BYTES) -> None:
        self.folder = folder
        self.segment_bytes = segment_bytes
        self.size = 0
        self._handle = -1
        self._path = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        recover(folder)

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def write(self, packed: Sequence[bytes]) -> None:
        """Append records made by `record.packed` with one fsync for all of them."""
        if self._handle < 0:
            self._open_next()
        data = b"".join(packed)
        try:
            _write_all(self._handle, data)
            os.fdatasync(self._handle)
        except OSError:
            # Whole records of it may already have been read, so nothing of them is cut off:
            # the next attempt ends this segment and begins another.
            self._let_go()
            raise
        self.size += len(data)
        if self.size >= self.segment_bytes:
            self.close()

    def close(self) -> None:
        """End the segment; the next write begins another."""
        if self._handle >= 0:
            try:
                _end(self._path, self._handle)
            finally:
                self._let_go()

    def _let_go(self) -> None:
        handle, self._handle = self._handle, -1
        os.close(handle)

    def _open_next(self) -> None:
        recover(self.folder)
        number = max(map(number_of, segments(self.folder)), default=0) + 1
        while self._handle < 0:
            self._path = self.folder / f"{number:08d}{OPEN}"
            with suppress(FileExistsError):
                self._handle = _claimed(self._path)
            number += 1
        self.size = 0
        sync_folder(self.folder)


def recover(folder: Path) -> list[Path]:
    """End every segment whose writer is gone; gives the torn ends put aside."""
    torn = []
    for path in sorted(folder.glob(f"*{OPEN}")):
        try:
            handle = os.open(path, os.O_RDWR)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            continue
        try:
            torn += _end(path, handle)
        finally:
            os.close(handle)
    return torn


def segments(folder: Path) -> list[Path]:
    """All segments in order, the growing ones included."""
    found = {number_of(path): path for path in folder.glob(f"*{OPEN}")}
    found.update({number_of(path): path for path in folder.glob(f"*{CLOSED}")})
    return [found[number] for number in sorted(found)]


def number_of(path: Path) -> int:
    """The number in a segment's name."""
    return int(path.stem)


def record_at(folder: Path, segment: int, position: int) -> Record:
    """The record a reading came from. Raises LookupError where there is none."""
    for suffix in (CLOSED, OPEN):
        path = folder / f"{segment:08d}{suffix}"
        if path.exists():
            return _record_at(path, position)
    raise LookupError(f"segment {segment}")


def _record_at(path: Path, position: int) -> Record:
    with (
        path.open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as buffer,
    ):
        found = next(records(buffer, position), None)
    if found is None or found.position != position:
        raise LookupError(f"{path.name}@{position}")
    return found


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _claimed(path: Path) -> int:
    """A new segment under its writer's lock. Raises FileExistsError where somebody was quicker."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # somebody who recovers may have ended it, or its number may have been used up meanwhile
        if not path.exists() or path.with_suffix(CLOSED).exists():
            raise FileExistsError(path)
    except OSError as error:
        _give_up(path, handle)
        raise FileExistsError(path) from error
    return handle


def _give_up(path: Path, handle: int) -> None:
    """Leave no empty segment behind that would take the name of one that was ended."""
    mine = os.fstat(handle).st_ino
    if path.with_suffix(CLOSED).exists() and path.exists() and path.stat().st_ino == mine:
        path.unlink(missing_ok=True)
    os.close(handle)


def _end(path: Path, handle: int) -> list[Path]:
    """Rename a segment to its closed name, its torn end put aside."""
    size = os.fstat(handle).st_size
    good = whole_bytes(handle)
    aside = [path.with_suffix(TORN)] if good < size else []
    for torn in aside:
        torn.write_bytes(os.pread(handle, size - good, good))
        os.ftruncate(handle, good)
    os.fsync(handle)
    try:
        os.link(path, path.with_suffix(CLOSED))  # never over a segment that was ended before
    except FileExistsError:
        if good:
            raise
    path.unlink(missing_ok=True)
    sync_folder(path.parent)
    return aside


def whole_bytes(handle: int) -> int:
    """Where the last whole record of a segment ends."""
    if not os.fstat(handle).st_size:
        return 0
    with mmap.mmap(handle, 0, access=mmap.ACCESS_READ) as buffer:
        return max((found.end for found in records(buffer) if found.whole), default=0)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
