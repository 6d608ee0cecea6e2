"""Blocks to Arrow tables: parts joined in the order of their frames, numbers turned into texts."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhiliang.methods.hj212.blocks import Block
from zhiliang.methods.hj212.checksum import Ints
from zhiliang.methods.hj212.parts import FramePart, NotePart, ReadingPart
from zhiliang.methods.hj212.spans import moments, repeated
from zhiliang.methods.tables.hj212 import EDITIONS, reasons

TIME = pa.timestamp("ms")
READINGS = pa.schema(
    [
        *((name, pa.string()) for name in ("mn", "st", "cn", "qn")),
        ("data_time", TIME),
        ("factor", pa.string()),
        ("statistic", pa.string()),
        ("value", pa.float64()),
        ("flag", pa.string()),
        ("frame", pa.int64()),
        ("text", pa.string()),
        ("sample_time", TIME),
        ("equipment_flag", pa.string()),
    ]
)
FRAMES = pa.schema(
    [
        ("offset", pa.int64()),
        ("length", pa.int64()),
        ("version", pa.string()),
        *((name, pa.string()) for name in ("mn", "st", "cn", "qn", "pw")),
        *((name, pa.int64()) for name in ("flag", "pnum", "pno")),
        ("data_time", TIME),
        ("needs_ack", pa.bool_()),
        ("readings", pa.int64()),
    ]
)
PARAMETERS = pa.schema([("frame", pa.int64()), ("key", pa.string()), ("text", pa.string())])
DIAGNOSTICS = pa.schema(
    [
        ("frame", pa.int64()),
        ("field", pa.string()),
        ("code", pa.string()),
        ("text", pa.string()),
    ]
)
_CODES = pa.array(list(reasons()), pa.string())
_STRICT = np.array([reason.strict == "1" for reason in reasons().values()])
_VERSIONS = pa.array([*EDITIONS, None], pa.string())


class Tables(NamedTuple):
    """Tables of one block; frames are counted from `base` on."""

    frames: pa.Table
    readings: pa.Table
    parameters: pa.Table
    diagnostics: pa.Table


class Joiner:
    """Joins the parts of a block of `size` frames; strict: frames that were noted drop out."""

    def __init__(self, block: Block, size: int, *, strict: bool) -> None:
        self.block = block
        self.notes = [note for part in block.parts for note in part.notes if len(note.frame)]
        self.kept = np.ones(size, dtype=np.bool_)
        self.faults = dict(block.faults)
        if strict:
            self.faults |= self._noted()
        self.kept[list(self.faults)] = False
        self.row = np.cumsum(self.kept) - 1

    def _noted(self) -> dict[int, str]:
        """Frames with a note that strict reading refuses, and the first such code of each."""
        notes = self._sorted_notes()
        refused = _STRICT[notes.code]
        frame, first = np.unique(notes.frame[refused], return_index=True)
        code = _CODES.take(pa.array(notes.code[refused][first])).to_pylist()
        return dict(zip(frame.tolist(), code, strict=True))

    def tables(self, offset: Ints, length: Ints, base: int) -> Tables:
        """Make the tables; `offset` and `length` are those of all frames of the block."""
        frames, texts = self._frames()
        readings = self._readings()
        counts = np.bincount(readings.frame, minlength=len(self.kept))[self.kept]
        return Tables(
            self._frame_table(frames, texts, (offset[self.kept], length[self.kept], counts)),
            self._reading_table(readings, (counts, base), (frames, texts)),
            self._parameter_table(base),
            self._diagnostic_table(base),
        )

    def _order(self, parts: Sequence[Ints]) -> Ints | None:
        """Order that brings joined parts into that of their frames; None: they are in it."""
        frame = np.concatenate(parts)
        kept = self.kept[frame]
        if len(parts) == 1 and kept.all():
            return None
        order: Ints = np.argsort(np.where(kept, frame, len(self.kept)), kind="stable")
        return order[: np.count_nonzero(kept)]

    def _frames(self) -> tuple[FramePart, list[pa.StringArray]]:
        parts = [part.frames for part in self.block.parts]
        order = self._order([part.frame for part in parts])
        numbers = [
            _joined([getattr(part, name) for part in parts], order)
            for name in ("frame", "flag", "pnum", "pno", "version", "data_time", "timed")
        ]
        texts = [_texts([part.texts[which] for part in parts], order) for which in range(5)]
        frame, *rest = numbers
        return FramePart(frame, tuple(texts), *rest), texts

    def _readings(self) -> ReadingPart:
        parts = [part.readings for part in self.block.parts]
        order = self._order([part.frame for part in parts])
        columns = zip(*(part.columns() for part in parts), strict=True)
        return ReadingPart(*(_joined(column, order) for column in columns))

    def _frame_table(
        self,
        frames: FramePart,
        texts: list[pa.StringArray],
        about: tuple[Ints, Ints, Ints],
    ) -> pa.Table:
        offset, length, counts = about
        columns = [
            offset,
            length,
            _VERSIONS.take(pa.array(frames.version)),
            *texts,
            *(_or_null(numbers) for numbers in (frames.flag, frames.pnum, frames.pno)),
            moments(frames.data_time, frames.timed),
            (frames.flag >= 0) & (frames.flag & 1 > 0),
            counts,
        ]
        return pa.Table.from_arrays([pa.array(column) for column in columns], schema=FRAMES)

    def _reading_table(
        self,
        readings: ReadingPart,
        rows: tuple[Ints, int],
        of: tuple[FramePart, list[pa.StringArray]],
    ) -> pa.Table:
        counts, base = rows
        frames, texts = of
        column = self.block.names.column
        columns = [
            *(repeated(text, counts) for text in texts[:4]),
            moments(np.repeat(frames.data_time, counts), np.repeat(frames.timed, counts)),
            column(readings.factor),
            column(readings.statistic),
            _values(readings),
            column(readings.flag),
            pa.array(np.repeat(np.arange(base, base + len(counts)), counts)),
            column(readings.text),
            moments(readings.sample_time, readings.sampled),
            column(readings.equipment_flag),
        ]
        return pa.Table.from_arrays(columns, schema=READINGS)

    def _parameter_table(self, base: int) -> pa.Table:
        parts = [part.parameters for part in self.block.parts]
        order = self._order([part.frame for part in parts])
        frame = self.row[_joined([part.frame for part in parts], order)] + base
        key, text = (
            _texts([getattr(part, name) for part in parts], order) for name in ("key", "text")
        )
        return pa.Table.from_arrays([pa.array(frame), key, text], schema=PARAMETERS)

    def _sorted_notes(self) -> NotePart:
        if not self.notes:
            nothing, none = np.zeros(0, dtype=np.int64), pa.array([], pa.string())
            return NotePart(nothing, nothing, nothing, none, none)
        frame, place, code = (
            np.concatenate([getattr(note, name) for note in self.notes])
            for name in ("frame", "place", "code")
        )
        order = np.lexsort((code, place, frame))
        field, text = (
            _texts([getattr(note, name) for note in self.notes], order)
            for name in ("field", "text")
        )
        return NotePart(frame[order], place[order], code[order], field, text)

    def _diagnostic_table(self, base: int) -> pa.Table:
        notes = self._sorted_notes()
        kept = self.kept[notes.frame]
        code = _CODES.take(pa.array(notes.code))
        frame = pa.array(self.row[notes.frame] + base)
        made = pa.Table.from_arrays([frame, notes.field, code, notes.text], schema=DIAGNOSTICS)
        return made if kept.all() else made.filter(pa.array(kept))


def _joined(parts: Sequence[np.ndarray], order: Ints | None) -> np.ndarray:
    whole = parts[0] if len(parts) == 1 else np.concatenate(parts)
    return whole if order is None else whole[order]


def _texts(parts: Sequence[pa.StringArray], order: Ints | None) -> pa.StringArray:
    whole = parts[0] if len(parts) == 1 else pa.concat_arrays(parts)
    return whole if order is None else pc.take(whole, pa.array(order), boundscheck=False)


def _or_null(numbers: Ints) -> pa.Array:
    return pa.array(numbers, mask=numbers < 0)


def _values(readings: ReadingPart) -> pa.Array:
    return pa.array(readings.value, mask=None if readings.valued.all() else ~readings.valued)
