"""Frames read, as arrays and columns: what the two ways of reading hand over to be joined."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from numpy.typing import NDArray

from zhiliang.methods.hj212.checksum import Ints
from zhiliang.methods.hj212.numerals import Floats, Truths

TEXT_FIELDS = ("mn", "st", "cn", "qn", "pw")


@dataclass(frozen=True, slots=True)
class FramePart:
    """Frames [n]: their places in the block, heads as texts, numbers (-1: none), times."""

    frame: Ints
    texts: tuple[pa.StringArray, ...]
    flag: Ints
    pnum: Ints
    pno: Ints
    version: Ints
    data_time: Ints
    timed: Truths


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """Readings [k] in the order of their frames; texts as numbers of names (-1: none)."""

    frame: Ints
    factor: Ints
    statistic: Ints
    value: Floats
    valued: Truths
    flag: Ints
    text: Ints
    sample_time: Ints
    sampled: Truths
    equipment_flag: Ints

    def columns(self) -> tuple[NDArray[Any], ...]:
        """Return all columns."""
        return tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class ParameterPart:
    """Items that are no factor [k]: frame, key and text."""

    frame: Ints
    key: pa.StringArray
    text: pa.StringArray


@dataclass(frozen=True, slots=True)
class NotePart:
    """Notes [k]: frame, byte offset in the segment, place in the list of reasons, texts."""

    frame: Ints
    place: Ints
    code: Ints
    field: pa.StringArray
    text: pa.StringArray


@dataclass(frozen=True, slots=True)
class Parts:
    """All that was read of some frames of a block."""

    frames: FramePart
    readings: ReadingPart
    parameters: ParameterPart
    notes: list[NotePart]
