"""One accepted frame read with care, value by value: the plain account of what a frame says.

`decode` reads regular frames in bulk and must say the same; irregular ones come here.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from zhiliang.methods.hj212.checks import check_fields, part_numbers
from zhiliang.methods.hj212.heads import fault_of, flag_of, read_segment
from zhiliang.methods.hj212.items import Pair, read_content
from zhiliang.methods.hj212.notes import Note
from zhiliang.methods.hj212.plan import Plan, Row, Said, plan, text_statistics
from zhiliang.methods.hj212.values import read_number, read_time
from zhiliang.methods.tables.hj212 import SEGMENT_LIMIT, codes, reasons

_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")


class Reading(NamedTuple):
    """A value of a factor. `text` is what was received where that is no finite number.

    Times are milliseconds from 1970-01-01 local.
    """

    factor: str
    statistic: str | None
    value: float | None
    flag: str | None
    text: str | None
    sample_time: int | None
    equipment_flag: str | None


@dataclass(frozen=True, slots=True)
class Packet:
    """What a frame says. `fault` is the code for which it can't be used (empty: it can)."""

    fields: dict[str, str]
    flag: int | None
    pnum: int | None
    pno: int | None
    data_time: int | None
    readings: list[Reading]
    parameters: list[tuple[str, str]]
    notes: list[Note]
    fault: str


def read_packet(raw: bytes, *, crc_lower: bool = False) -> Packet:
    """Read a segment whose checksum is right.

    Examples
    --------
    >>> packet = read_packet(b"ST=32;CN=2011;PW=123456;MN=88888880000001;CP=&&"
    ...                      b"DataTime=20240101000000;011-Rtd=32.4,011-Flag=N&&")
    >>> packet.readings[0].value, [note.code for note in packet.notes]
    (32.4, ['qn_missing', 'flag_missing'])
    """
    segment = read_segment(raw)
    fields = segment.fields
    flag, (pnum, pno) = flag_of(fields.get("Flag", "")), part_numbers(fields)
    content = raw[segment.content :] if segment.content >= 0 else b""
    notes = [*_whole(raw, crc_lower), *segment.notes, *check_fields(fields)]
    pairs, more = read_content(raw, segment.content) if segment.content >= 0 else ([], [])
    reader = _Reader(pairs, plan(tuple((pair.between, pair.key) for pair in pairs)))
    readings, parameters = reader.readings(), reader.parameters()
    data_time = reader.data_time()
    notes += [*more, *reader.notes]
    notes.sort(key=note_order)
    fault = fault_of(fields.get("MN", ""), fields.get("CN", ""), flag, content)
    return Packet(fields, flag, pnum, pno, data_time, readings, parameters, notes, fault)


def note_order(note: Note) -> tuple[int, int]:
    """Order notes as the segment goes; at one place, as the list of reasons goes."""
    return note.place, list_place(note.code)


def list_place(code: str) -> int:
    """Place of a code in the list of reasons."""
    return _PLACES[code]


_PLACES = {code: place for place, code in enumerate(reasons())}


def _whole(raw: bytes, crc_lower: bool) -> list[Note]:
    notes = [Note(0, "CRC", "crc_lower", "")] if crc_lower else []
    if len(raw) > SEGMENT_LIMIT:
        notes.append(Note(0, "", "segment_long", str(len(raw))))
    if _CONTROL.search(raw):
        notes.append(Note(0, "", "control_character", ""))
    return notes


class _Reader:
    """Reads the values of the pairs of a content by their plan."""

    def __init__(self, pairs: list[Pair], made: Plan) -> None:
        self.pairs, self.plan = pairs, made
        self.notes = [
            Note(pairs[note.pair].place, note.field, note.code, note.text) for note in made.notes
        ]
        self.dropped = self._repeats()

    def _note(self, pair: Pair, code: str) -> None:
        self.notes.append(Note(pair.place, pair.key, code, pair.value))

    def _repeats(self) -> set[int]:
        """Note repeated keys; return the pairs that say what was said before."""
        dropped = set()
        for again, before in self.plan.repeats:
            equal = any(self._told(said) == self._told(again) for said in before)
            code = "duplicate_equal" if equal else "duplicate_conflict"
            self._note(self.pairs[again.pair], code)
            if equal:
                dropped.add(again.pair)
        return dropped

    def _told(self, said: Said) -> tuple[str, str]:
        """Return a value and the flag it has."""
        flag = self.pairs[said.flag].value if said.flag >= 0 else ""
        return self.pairs[said.pair].value, flag

    def data_time(self) -> int | None:
        if self.plan.data_time < 0:
            if self.plan.rows:
                self.notes.append(Note(0, "DataTime", "data_time_missing", ""))
            return None
        pair = self.pairs[self.plan.data_time]
        moment = read_time(pair.value)
        if moment is None:
            self._note(pair, "data_time_malformed")
        elif len(pair.value) == 17:
            self._note(pair, "data_time_17")
        return moment

    def parameters(self) -> list[tuple[str, str]]:
        kept = (self.pairs[at] for at in self.plan.parameters if at not in self.dropped)
        return [(pair.key, pair.value) for pair in kept]

    def readings(self) -> list[Reading]:
        self._note_attributes()
        return [self._reading(row) for row in self.plan.rows if row.value not in self.dropped]

    def _note_attributes(self) -> None:
        for place in dict.fromkeys(row.flag for row in self.plan.rows if row.flag >= 0):
            pair = self.pairs[place]
            if pair.value not in codes("DataFlag"):
                self._note(pair, "flag_unknown" if pair.value else "flag_empty")
        sampled = (row.sample_time for row in self.plan.rows if row.sample_time >= 0)
        for place in dict.fromkeys(sampled):
            pair = self.pairs[place]
            if read_time(pair.value) is None:
                self._note(pair, "sample_time_malformed" if pair.value else "sample_time_empty")

    def _reading(self, row: Row) -> Reading:
        value, text = self._value(row)
        flag, sampled, equipment = (
            self.pairs[place].value if place >= 0 else ""
            for place in (row.flag, row.sample_time, row.equipment_flag)
        )
        return Reading(
            row.factor,
            row.statistic or None,
            value,
            flag or None,
            text,
            read_time(sampled),
            equipment or None,
        )

    def _value(self, row: Row) -> tuple[float | None, str | None]:
        if row.value < 0:
            return None, None
        pair = self.pairs[row.value]
        if row.statistic == "SN":
            return None, pair.value
        value, code = read_number(pair.value)
        if code and (value is not None or row.statistic not in text_statistics()):
            self._note(pair, code)
        return value, pair.value if value is None else None
