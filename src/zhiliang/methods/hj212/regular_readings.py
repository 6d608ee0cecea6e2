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


class Readings:
    """Reads the rows of regular frames; `notes` gathers what is odd about values."""

    def __init__(self, regular: Regular, said: Repeats, names: Names) -> None:
        self.regular, self.names = regular, names
        self.rows = regular.layout.readings.expanded(regular.shape)
        self.notes: list[NotePart] = []
        self.flag = self._flags()
        self.sample_time, self.sampled = self._samples()
        self._drop(said)

    def _drop(self, said: Repeats) -> None:
        """Note repeats; leave out those that say what was said before."""
        for code, which in (("duplicate_equal", said.equal), ("duplicate_conflict", ~said.equal)):
            codes_of_pairs = np.full(np.count_nonzero(which), list_place(code))
            self._note_pairs(codes_of_pairs, said.owner[which], said.place[which])
        if said.equal.any():
            kept = ~said.dropped(self.rows.owner, self.rows[VALUE])
            self.rows = self.rows.chosen(kept)
            self.flag, self.sample_time = self.flag[kept], self.sample_time[kept]
            self.sampled = self.sampled[kept]

    def part(self) -> ReadingPart:
        """Read everything."""
        value, valued, text = self._values()
        return ReadingPart(
            self.regular.frame.take(self.rows.owner),
            self.rows[FACTOR],
            self.rows[STATISTIC],
            value,
            valued,
            self.flag,
            text,
            self.sample_time,
            self.sampled,
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
        self._note_pairs(codes_of_rows, self.rows.owner[row], self.rows.at(column, row))

    def _span(self, column: int) -> Span:
        return self.regular.values(self.rows.owner, self.rows[column])

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
            kind = self.rows.rows[KIND, self.rows.row[row]]
            found, code = read_number(said) if kind != TEXT else (None, "")
            if found is None:
                read.text[row] = self.names.number(said)
                if code and kind == NUMBER:
                    noted.append((row, list_place(code)))
            else:
                read.value[row], read.valued[row] = found, True
        if noted:
            row, code = np.array(noted).T
            self._note_pairs(code, self.rows.owner[row], self.rows.at(VALUE, row))

    def _flags(self) -> Ints:
        start, length = self._span(FLAG)
        letter = self.regular.data.take(start)
        flag = self.regular.layout.letters.take(letter)
        flag[length != 1] = NONE
        odd = np.flatnonzero((length >= 0) & (flag < 0))
        if len(odd):
            flag[odd] = self.names.numbers(
                texts(self.regular.data, start[odd], length[odd]).to_pylist()
            )
            first = odd[self.rows.at(FLAG_FIRST, odd) > 0]
            self._note_rows("flag_unknown", first[length[first] > 0], FLAG)
            self._note_rows("flag_empty", first[length[first] == 0], FLAG)
        return flag

    def _samples(self) -> tuple[Ints, Truths]:
        count = len(self.rows.owner)
        time, known = np.zeros(count, np.int64), np.zeros(count, np.bool_)
        which = self._having(SAMPLED)
        if len(which):
            start, length = self._span_of(SAMPLED, which)
            time[which], known[which] = read_times(self.regular.words, start, length)
            first = (self.rows.at(SAMPLED_FIRST, which) > 0) & ~known[which]
            self._note_rows("sample_time_empty", which[first & (length == 0)], SAMPLED)
            self._note_rows("sample_time_malformed", which[first & (length > 0)], SAMPLED)
        return time, known

    def _equipment(self) -> Ints:
        flag = np.full(len(self.rows.owner), NONE)
        which = self._having(EQUIPMENT)
        if len(which):
            said = texts(self.regular.data, *self._span_of(EQUIPMENT, which))
            flag[which] = self.names.numbers(said.to_pylist())
        return flag

    def _having(self, column: int) -> Ints:
        if not self.rows.has(column):
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero(self.rows[column] >= 0)

    def _span_of(self, column: int, which: Ints) -> Span:
        return self.regular.values(self.rows.owner[which], self.rows.at(column, which))


@dataclass(frozen=True, slots=True)
class _Read:
    value: Floats
    valued: Truths
    text: Ints
