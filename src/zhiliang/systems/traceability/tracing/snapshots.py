"""The whole genealogy in memory, for scopes of many thousand lots: a snapshot and what came since.

A snapshot is a folder of arrays that are mapped, not read; what was linked since is laid over it.
Snapshots are only a quicker way to the same answer: without one, the database walks.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db.models import QuerySet

from zhiliang.methods.trace import Genealogy
from zhiliang.systems.traceability.models import TraceEdge
from zhiliang.systems.traceability.tracing.knowing import holding, last_number

COLUMNS = ("source_id", "target_id", "at", "quantity")
CHUNK = 50_000


@dataclass(frozen=True)
class Snapshot:
    """The genealogy as of an event of the log, and the folder that it was read from."""

    number: int
    genealogy: Genealogy
    path: Path


_loaded: dict[Path, Snapshot] = {}
_current: dict[Path, Snapshot] = {}


def folder() -> Path:
    """Where snapshots lie, each in a folder named by its event's number."""
    return Path(settings.VAR) / "traceability" / "genealogy"


def write_snapshot() -> Path:
    """Write the genealogy as it is now; older snapshots go. The folder it lies in."""
    number = last_number()
    genealogy = Genealogy.build(*_columns(TraceEdge.objects.filter(holding(number))))
    target, partial = folder() / str(number), folder() / f"{number}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name, array in genealogy.arrays().items():
        np.save(partial / f"{name}.npy", array)
    shutil.rmtree(target, ignore_errors=True)
    partial.rename(target)
    for other in folder().iterdir():
        if other != target:
            shutil.rmtree(other, ignore_errors=True)
    return target


def exists() -> bool:
    """Whether there is a snapshot."""
    return any(path.name.isdecimal() for path in folder().glob("*"))


def current() -> Snapshot | None:
    """The newest snapshot with everything that was linked since; None where there is none."""
    base = _newest()
    if base is None:
        return None
    number = last_number()
    held = _current.get(base.path)
    if held is None or held.number != number:
        held = _overlaid(base, number)
        _current.clear()
        _current[base.path] = held
    return held


def whole() -> tuple[Genealogy, "np.ndarray"]:
    """The genealogy as it is now, and its raw lots: those that nothing went into."""
    live = TraceEdge.objects.filter(known_until=None)
    held = current()
    genealogy = held.genealogy if held else Genealogy.build(*_columns(live))
    made = live.values("target_id")
    raw = live.exclude(source__in=made).order_by("source_id").distinct()
    return genealogy, np.array(list(raw.values_list("source_id", flat=True)), dtype=np.int64)


def _newest() -> Snapshot | None:
    known = [path for path in folder().glob("*") if path.name.isdecimal()]
    if not known:
        return None
    newest = max(known, key=lambda path: int(path.name))
    if newest not in _loaded:
        arrays = {path.stem: np.load(path, mmap_mode="r") for path in newest.glob("*.npy")}
        _loaded.clear()
        _loaded[newest] = Snapshot(int(newest.name), Genealogy.from_arrays(arrays), newest)
    return _loaded[newest]


def _overlaid(base: Snapshot, number: int) -> Snapshot:
    since = TraceEdge.objects.filter(known_from__gt=base.number, known_until=None)
    gone = TraceEdge.objects.filter(known_from__lte=base.number, known_until__gt=base.number)
    if not since.exists() and not gone.exists():
        return Snapshot(number, base.genealogy, base.path)
    genealogy = base.genealogy.with_delta(*_columns(since), removed=_columns(gone))
    return Snapshot(number, genealogy, base.path)


Columns = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _columns(rows: "QuerySet[TraceEdge]") -> Columns:
    parts: list[list[np.ndarray]] = [[], [], [], []]
    for chunk in _chunks(rows.order_by().values_list(*COLUMNS).iterator(CHUNK)):
        for part, values, kind in zip(parts, zip(*chunk, strict=True), _KINDS, strict=True):
            part.append(np.array(values, dtype=kind))
    source, target, at, quantity = (
        np.concatenate(part) if part else np.empty(0, kind)
        for part, kind in zip(parts, _KINDS, strict=True)
    )
    return source, target, at, quantity


_KINDS = (np.int64, np.int64, np.int64, np.float64)


def _chunks(rows: Iterable[tuple[object, ...]]) -> Iterable[list[tuple[object, ...]]]:
    held: list[tuple[object, ...]] = []
    for row in rows:
        held.append(row)
        if len(held) == CHUNK:
            yield held
            held = []
    if held:
        yield held
