"""A block of accepted frames: regular ones read at once, the others one by one."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from zhiliang.methods.hj212.careful import careful_parts
from zhiliang.methods.hj212.checksum import Bytes, Ints
from zhiliang.methods.hj212.frames import AROUND, Frames
from zhiliang.methods.hj212.head_notes import head_notes
from zhiliang.methods.hj212.names import Names
from zhiliang.methods.hj212.numerals import Truths
from zhiliang.methods.hj212.packet import Packet, list_place, read_packet
from zhiliang.methods.hj212.parts import NotePart, Parts
from zhiliang.methods.hj212.regular import (
    Head,
    Regular,
    frame_part,
    key_notes,
    read_head,
    trailing_notes,
    usable,
)
from zhiliang.methods.hj212.regular_readings import Readings
from zhiliang.methods.hj212.repeats import parameter_part, read_repeats
from zhiliang.methods.hj212.shapes import Shapes
from zhiliang.methods.hj212.spans import PADDING, words_at_any
from zhiliang.methods.hj212.templates import Layout
from zhiliang.methods.hj212.tokens import tokens
from zhiliang.methods.tables.hj212 import SEGMENT_LIMIT


@dataclass(slots=True)
class Block:
    """What was read of some frames. `faults`: places of frames that can't be used, and why."""

    parts: list[Parts]
    faults: list[tuple[int, str]]
    names: Names


@dataclass(slots=True)
class Reader:
    """Reads block after block of the frames of one buffer; knows the shapes met so far."""

    frames: Frames
    shapes: Shapes = field(default_factory=Shapes)
    layout: Layout = field(default_factory=lambda: Layout(Names()))

    def read(self, first: int, last: int) -> Block:
        """Read accepted frames from `first` to before `last`."""
        start, length = self.frames.start[first:last], self.frames.length[first:last]
        low, high = int(start[0]), int(start[-1] + length[-1])
        data = np.zeros(high - low + PADDING, dtype=np.uint8)
        data[:-PADDING] = np.frombuffer(self.frames.buffer, np.uint8, high - low, low)
        _blank_between(data, start - low, start - low + length)
        regular, head = self._regular(data, start - low + 6, start - low + length - 6)
        names = Names(self.layout.names)
        parts = [self._at_once(regular, head, first, names)]
        others = np.ones(last - first, dtype=np.bool_)
        others[regular.frame] = False
        packets = self._one_by_one(np.flatnonzero(others), first)
        good = [(place, packet) for place, packet in packets if not packet.fault]
        faults = [(place, packet.fault) for place, packet in packets if packet.fault]
        if good:
            parts.append(careful_parts(good, names))
        return Block(parts, faults, names)

    def _regular(self, data: Bytes, begin: Ints, end: Ints) -> tuple[Regular, Head]:
        words = words_at_any(data)
        found = tokens(data, words, begin, end)
        shape = self.shapes.recognise(data, found)
        self.layout.extend(self.shapes.made)
        every = (found.frame, begin[found.frame], found.trailing, found.offsets[:-1], shape)
        regular = Regular(data, words, found, *every, self.layout).chosen(shape >= 0)
        head = read_head(regular)
        which = usable(regular, head)
        return regular.chosen(which), head.chosen(which)

    def _at_once(self, regular: Regular, head: Head, first: int, names: Names) -> Parts:
        said = read_repeats(regular)
        readings = Readings(regular, said, names)
        frames = frame_part(regular, head, readings.times())
        notes = [key_notes(regular, names), *head_notes(regular, head)]
        size = self.frames.length[first:][regular.frame] - AROUND
        lower = self.frames.crc_lower[first:][regular.frame]
        notes.append(_whole_notes("crc_lower", "CRC", regular.frame[lower]))
        notes += [_long_notes(regular.frame, size), trailing_notes(regular, size)]
        rows, parameters = readings.part(), parameter_part(regular, said, names)
        return Parts(frames, rows, parameters, notes + readings.notes)

    def _one_by_one(self, places: Ints, first: int) -> list[tuple[int, Packet]]:
        buffer = self.frames.buffer
        read = []
        for place in places.tolist():
            start = int(self.frames.start[first + place])
            end = start + int(self.frames.length[first + place])
            lower = bool(self.frames.crc_lower[first + place])
            read.append((place, read_packet(buffer[start + 6 : end - 6], crc_lower=lower)))
        return read


def _blank_between(data: Bytes, start: Ints, end: Ints) -> None:
    """Overwrite what was refused between frames with letters that mean nothing."""
    for gap in np.flatnonzero(start[1:] > end[:-1]).tolist():
        data[end[gap] : start[gap + 1]] = ord("x")


def _whole_notes(code: str, named: str, frame: Ints) -> NotePart:
    count = len(frame)
    nothing = pa.nulls(count, pa.string())
    named_all = pa.repeat(pa.scalar(named), count)
    zeros = np.zeros(count, dtype=np.int64)
    return NotePart(frame, zeros, np.full(count, list_place(code)), named_all, nothing)


def _long_notes(frame: Ints, size: Ints) -> NotePart:
    long: Truths = size > SEGMENT_LIMIT
    said = pa.array([str(bytes_) for bytes_ in size[long].tolist()], pa.string())
    count = len(said)
    nothing = pa.nulls(count, pa.string())
    zeros = np.zeros(count, dtype=np.int64)
    code = np.full(count, list_place("segment_long"))
    return NotePart(frame[long], zeros, code, nothing, said)
