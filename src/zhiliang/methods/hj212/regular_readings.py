"""Readings and times of regular frames, in arrays, with what is noted about their values."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from zhiliang.methods.hj212.checksum import Ints
from zhiliang.methods.hj212.names import NONE, Names
from zhiliang.methods.hj212.numerals import Floats, Truths, read_numbers, read_times
from zhiliang.methods.hj212.packet import list_place
from zhiliang.methods.hj212.parts import NotePart, ReadingPart
from zhiliang.methods.hj212.regular import Regular, Span
from zhiliang.methods.hj212.repeats import Repeats
from zhiliang.methods.hj212.spans import texts
from zhiliang.methods.hj212.templates import (
    EQUIPMENT,
    FACTOR,
    FLAG,
    FLAG_FIRST,
    KIND,
    NUMBER,
    SAMPLED,
    SAMPLED_FIRST,
    STATISTIC,
    TEXT,
    VALUE,
)
from zhiliang.methods.hj212.values import read_number
from zhiliang.methods.tables.hj212 import codes

_FLAGS = np.zeros(256, dtype=np.bool_)
_FLAGS[[ord(code) for code in codes("DataFlag")]] = True


class Readings:
    """Reads the rows of regular frames; `notes` gathers what is odd about values."""

    def __init__(self, regular: Regular, said: Repeats, names: Names) -> None:
        self.regular, self.names = regular, names
        self.owner, self.rows = regular.layout.readings.expanded(regular.shape)
        self.notes: list[NotePart] = []
        self._note_flags()
        self._note_samples()
        self._drop(said)

    def _drop(self, said: Repeats) -> None:
        """Note repeats; leave out those that say what was said before."""
        for code, which in (("duplicate_equal", said.equal), ("duplicate_conflict", ~said.equal)):
            codes_of_pairs = np.full(np.count_nonzero(which), list_place(code))
            self._note_pairs(codes_of_pairs, said.owner[which], said.place[which])
        if said.equal.any():
            kept = ~said.dropped(self.owner, self.rows[VALUE])
            self.owner, self.rows = self.owner[kept], self.rows[:, kept]

    def part(self) -> ReadingPart:
        """Read everything."""
        value, valued, text = self._values()
        return ReadingPart(
            self.regular.frame[self.owner],
            self.rows[FACTOR],
            self.rows[STATISTIC],
            value,
            valued,
            self._flags(),
            text,
            *self._sampled(),
            self._equipment(),
        )

    def times(self) -> tuple[Ints, Truths]:
        """Read the times of the frames."""
        regular = self.regular
        place = regular.layout.data_time[regular.shape]
        start, length = regular.values(slice(None), place)
        value, known = read_times(regular.words, start, length)
        counts = np.diff(regular.layout.readings.offsets)[regular.shape]
        self._note("data_time_malformed", np.flatnonzero((place >= 0) & ~known), place)
        self._note("data_time_17", np.flatnonzero(known & (length == 17)), place)
        untimed = np.flatnonzero((place < 0) & (counts > 0))
        if len(untimed):
            nothing = pa.nulls(len(untimed), pa.string())
            named = pa.repeat(pa.scalar("DataTime"), len(untimed))
            code = np.full(len(untimed), list_place("data_time_missing"))
            frame = regular.frame[untimed]
            self.notes.append(NotePart(frame, np.zeros_like(frame), code, named, nothing))
        return value, known

    def _note(self, code: str, owner: Ints, place: Ints) -> None:
        """Note a code on pairs: `owner` are the frames, `place` the places of all frames."""
        self._note_pairs(np.full(len(owner), list_place(code)), owner, place[owner])

    def _note_pairs(self, code: Ints, owner: Ints, place: Ints) -> None:
        if not len(owner):
            return
        regular = self.regular
        start, length = regular.values(owner, place)
        said = texts(regular.data, start, np.where(length > 0, length, -1))
        named = texts(regular.data, *regular.keys(owner, place))
        where = regular.key_places(owner, place)
        self.notes.append(NotePart(regular.frame[owner], where, code, named, said))

    def _note_rows(self, code: str, row: Ints, column: int) -> None:
        codes_of_rows = np.full(len(row), list_place(code))
        self._note_pairs(codes_of_rows, self.owner[row], self.rows[column][row])

    def _span(self, column: int) -> Span:
        return self.regular.values(self.owner, self.rows[column])

    def _values(self) -> tuple[Floats, Truths, Ints]:
        start, length = self._span(VALUE)
        regular = self.regular
        value, valued = read_numbers(regular.data, regular.words, start, length)
        valued &= self.rows[KIND] != TEXT
        text = np.full(len(start), NONE)
        odd = np.flatnonzero(~valued & (length >= 0))
        if len(odd):
            self._closer(odd, (start, length), _Read(value, valued, text))
        self._note_rows("value_negative", np.flatnonzero(valued & (value < 0)), VALUE)
        value[~valued] = 0
        return value, valued, text

    def _closer(self, odd: Ints, span: Span, read: "_Read") -> None:
        """Read one by one what is no plain decimal."""
        noted: list[tuple[int, int]] = []
        held = self.regular.data
        for row, begin, size in zip(
            odd.tolist(), span[0][odd].tolist(), span[1][odd].tolist(), strict=True
        ):
            said = held[begin : begin + size].tobytes().decode()
            kind = self.rows[KIND, row]
            found, code = read_number(said) if kind != TEXT else (None, "")
            if found is None:
                read.text[row] = self.names.number(said)
                if code and kind == NUMBER:
                    noted.append((row, list_place(code)))
            else:
                read.value[row], read.valued[row] = found, True
        if noted:
            row, code = np.array(noted).T
            self._note_pairs(code, self.owner[row], self.rows[VALUE][row])

    def _flags(self) -> Ints:
        start, length = self._span(FLAG)
        letter = self.regular.data[start]
        numbers = np.array([self.names.number(chr(code)) for code in range(128)])
        flag = np.where(length == 1, numbers[letter & 127], NONE)
        longer = np.flatnonzero(length > 1)
        if len(longer):
            said = texts(self.regular.data, start[longer], length[longer])
            flag[longer] = self.names.numbers(said.to_pylist())
        return flag

    def _note_flags(self) -> None:
        row = np.flatnonzero(self.rows[FLAG_FIRST])
        start, length = self.regular.values(self.owner[row], self.rows[FLAG, row])
        unknown = ~(_FLAGS[self.regular.data[start]] & (length == 1))
        self._note_rows("flag_unknown", row[unknown & (length > 0)], FLAG)
        self._note_rows("flag_empty", row[length == 0], FLAG)

    def _note_samples(self) -> None:
        row = np.flatnonzero(self.rows[SAMPLED_FIRST])
        start, length = self.regular.values(self.owner[row], self.rows[SAMPLED, row])
        _, known = read_times(self.regular.words, start, length)
        self._note_rows("sample_time_empty", row[length == 0], SAMPLED)
        self._note_rows("sample_time_malformed", row[~known & (length > 0)], SAMPLED)

    def _sampled(self) -> tuple[Ints, Truths]:
        time, known = np.zeros(len(self.owner), np.int64), np.zeros(len(self.owner), np.bool_)
        place = self.rows[SAMPLED]
        which = np.flatnonzero(place >= 0)
        if len(which):
            start, length = self.regular.values(self.owner[which], place[which])
            time[which], known[which] = read_times(self.regular.words, start, length)
        return time, known

    def _equipment(self) -> Ints:
        flag = np.full(len(self.owner), NONE)
        which = np.flatnonzero(self.rows[EQUIPMENT] >= 0)
        if len(which):
            span = self.regular.values(self.owner[which], self.rows[EQUIPMENT, which])
            flag[which] = self.names.numbers(texts(self.regular.data, *span).to_pylist())
        return flag


@dataclass(frozen=True, slots=True)
class _Read:
    value: Floats
    valued: Truths
    text: Ints
