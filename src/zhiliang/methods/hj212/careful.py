"""Frames read one by one, handed over in the same columns as those read all at once."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from zhiliang.methods.hj212.checksum import Ints
from zhiliang.methods.hj212.heads import version_of
from zhiliang.methods.hj212.names import Names
from zhiliang.methods.hj212.packet import Packet, list_place
from zhiliang.methods.hj212.parts import (
    FramePart,
    NotePart,
    ParameterPart,
    Parts,
    ReadingPart,
)
from zhiliang.methods.tables.hj212 import EDITIONS

Read = Sequence[tuple[int, Packet]]  # place in the block, what the frame says


def careful_parts(read: Read, names: Names) -> Parts:
    """Hand over frames read one by one."""
    return Parts(_frames(read), _readings(read, names), _parameters(read), [_notes(read)])


def _ints(values: Sequence[int | None]) -> Ints:
    return np.array([-1 if value is None else value for value in values], dtype=np.int64)


def _texts(values: Sequence[str | None]) -> pa.StringArray:
    return pa.array([value or None for value in values], pa.string())


def _frames(read: Read) -> FramePart:
    packets = [packet for _, packet in read]
    versions = [version_of(packet.flag, packet.fields.get("MN", "")) for packet in packets]
    return FramePart(
        _ints([frame for frame, _ in read]),
        tuple(
            _texts([packet.fields.get(name) for packet in packets])
            for name in ("MN", "ST", "CN", "QN", "PW")
        ),
        _ints([packet.flag for packet in packets]),
        _ints([packet.pnum for packet in packets]),
        _ints([packet.pno for packet in packets]),
        _ints([(*EDITIONS, "").index(version) for version in versions]),
        np.array([packet.data_time or 0 for packet in packets], dtype=np.int64),
        np.array([packet.data_time is not None for packet in packets], dtype=np.bool_),
    )


def _readings(read: Read, names: Names) -> ReadingPart:
    rows = [(frame, reading) for frame, packet in read for reading in packet.readings]
    readings = [reading for _, reading in rows]
    return ReadingPart(
        _ints([frame for frame, _ in rows]),
        names.numbers(reading.factor for reading in readings),
        names.numbers(reading.statistic for reading in readings),
        np.array([reading.value or 0.0 for reading in readings], dtype=np.float64),
        np.array([reading.value is not None for reading in readings], dtype=np.bool_),
        names.numbers(reading.flag for reading in readings),
        names.numbers(reading.text for reading in readings),
        np.array([reading.sample_time or 0 for reading in readings], dtype=np.int64),
        np.array([reading.sample_time is not None for reading in readings], dtype=np.bool_),
        names.numbers(reading.equipment_flag for reading in readings),
    )


def _parameters(read: Read) -> ParameterPart:
    rows = [(frame, *parameter) for frame, packet in read for parameter in packet.parameters]
    return ParameterPart(
        _ints([frame for frame, _, _ in rows]),
        pa.array([key for _, key, _ in rows], pa.string()),
        pa.array([text for _, _, text in rows], pa.string()),
    )


def _notes(read: Read) -> NotePart:
    rows = [(frame, note) for frame, packet in read for note in packet.notes]
    return NotePart(
        _ints([frame for frame, _ in rows]),
        _ints([note.place for _, note in rows]),
        _ints([list_place(note.code) for _, note in rows]),
        _texts([note.field for _, note in rows]),
        _texts([note.text for _, note in rows]),
    )
