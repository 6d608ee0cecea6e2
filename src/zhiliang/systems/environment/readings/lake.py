"""The readings lake: sorted Parquet files behind one manifest that also says how far it has read.

The manifest is published in one step, so files and journal position always fit together: a crash
before it leaves files nobody knows, and the same part of the journal is read again.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from zhiliang.systems.environment.readings.journal import sync_folder

MANIFEST = "manifest.json"
FILES = "lake"
JOURNAL = "journal"
HEARD = "heard.json"


@dataclass(frozen=True)
class File:
    """One Parquet file: rows of one table, one CN and one span of time, from one MN to another."""

    path: str  # below the folder of files
    sha256: str
    rows: int
    table: str
    cn: str
    span: str  # "2024-01-05T13", "2024-01-05" or "2024-01": everything that begins with it
    first_mn: str
    last_mn: str
    loose: bool = True  # added beside others of its span, not yet merged with them

    def may_hold(self, mn: str) -> bool:
        """Whether readings of that MN can be in it."""
        return self.first_mn <= mn <= self.last_mn


@dataclass(frozen=True)
class Manifest:
    """Which files hold the lake, how far the journal has been read, and what has been counted."""

    number: int = 0
    files: tuple[File, ...] = ()
    below: int = 0  # every segment below this number has been read to its end
    positions: Mapping[int, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    retired: tuple[tuple[str, float], ...] = ()

    @classmethod
    def read(cls, root: Path) -> "Manifest":
        """The manifest in force; the empty one before the first."""
        try:
            found = json.loads((root / MANIFEST).read_text("utf-8"))
        except FileNotFoundError:
            return cls()
        found["files"] = tuple(File(**entry) for entry in found["files"])
        found["positions"] = {int(number): at for number, at in found["positions"].items()}
        found["retired"] = tuple((path, at) for path, at in found["retired"])
        return cls(**found)

    def publish(self, root: Path) -> "Manifest":
        """Put it in force, durably and in one step."""
        fresh = replace(self, number=self.number + 1)
        replace_file(root / MANIFEST, json.dumps(asdict(fresh)).encode())
        return fresh

    def start_of(self, segment: int) -> int | None:
        """Where to read a segment on from; None when nothing of it is left to read."""
        return None if segment < self.below else self.positions.get(segment, 0)

    def counted(self, more: Mapping[str, int]) -> dict[str, int]:
        """The counts with some added."""
        return {key: self.counts.get(key, 0) + more.get(key, 0) for key in {*self.counts, *more}}


@dataclass(frozen=True)
class ReadingsLake:
    """The lake as one manifest has it."""

    root: Path
    manifest: Manifest

    @classmethod
    def current(cls, root: Path) -> "ReadingsLake":
        """The lake under `root` as last published; an empty one before that."""
        return cls(root, Manifest.read(root))

    @property
    def number(self) -> int:
        """Number of the manifest; 0 before the first."""
        return self.manifest.number

    @property
    def counts(self) -> Mapping[str, int]:
        """How many readings were added, repeated, revised, stale, quarantined, … so far."""
        return self.manifest.counts

    def files(
        self, table: str, *, cn: str | None = None, mns: Iterable[str] | None = None
    ) -> list[File]:
        """Files that may hold rows of these outlets."""
        wanted = None if mns is None else sorted(mns)
        return [
            file
            for file in self.manifest.files
            if file.table == table
            and cn in (None, file.cn)
            and (wanted is None or any(map(file.may_hold, wanted)))
        ]

    def between(self, cn: str, start: datetime, end: datetime) -> list[File]:
        """Files of readings that may hold times in [start, end), in order of time."""
        first, last = start.isoformat(), end.isoformat()
        found = [
            file
            for file in self.manifest.files
            if file.table == "readings"
            and file.cn == cn
            and file.span >= first[: len(file.span)]
            and file.span <= last[: len(file.span)]
        ]
        return sorted(found, key=lambda file: file.span)

    def path(self, file: File) -> str:
        """Where a file is."""
        return str(self.root / FILES / file.path)

    def heard(self) -> dict[str, datetime]:
        """When a packet of each MN was last received, UTC."""
        try:
            found = json.loads((self.root / HEARD).read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return {mn: datetime.fromtimestamp(at / 1e6, UTC) for mn, at in found.items()}


def readings_root() -> Path:
    """Folder of this installation's readings."""
    from django.conf import settings

    return Path(settings.VAR) / "readings"


_known: dict[Path, tuple[tuple[int, int], ReadingsLake]] = {}


def current_readings(root: Path | None = None) -> ReadingsLake:
    """The readings as last published; read again only when the manifest has changed."""
    folder = root or readings_root()
    try:
        found = (folder / MANIFEST).stat()
    except FileNotFoundError:
        return ReadingsLake(folder, Manifest())
    stamp = (found.st_ino, found.st_mtime_ns)
    if folder not in _known or _known[folder][0] != stamp:
        _known[folder] = (stamp, ReadingsLake.current(folder))
    return _known[folder][1]


def replace_file(path: Path, data: bytes) -> None:
    """Put other content in a file's place: all of it, durably, or none."""
    aside = path.with_suffix(".aside")
    with aside.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(path)
    sync_folder(path.parent)


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
