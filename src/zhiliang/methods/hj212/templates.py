"""What all frames of a shape have in common, as arrays: a stretch of rows for each shape."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.hj212.checksum import Ints
from zhiliang.methods.hj212.heads import FIELDS
from zhiliang.methods.hj212.names import NONE, Names
from zhiliang.methods.hj212.packet import list_place
from zhiliang.methods.hj212.plan import Row, Said, text_statistics
from zhiliang.methods.hj212.shapes import Shape, ShapeNote
from zhiliang.methods.hj212.spans import stretched
from zhiliang.methods.tables.hj212 import codes

# Columns of the stretches. Places count a frame's pairs; texts are numbers of `Names`.
FACTOR, STATISTIC, VALUE, FLAG, EQUIPMENT, SAMPLED, KIND, FLAG_FIRST, SAMPLED_FIRST = range(9)
NUMBER, TEXT_OR_NUMBER, TEXT = range(3)
PARAMETER_PLACE, PARAMETER_KEY = range(2)
NOTE_PLACE, NOTE_SHIFT, NOTE_CODE, NOTE_FIELD, NOTE_TEXT = range(5)
AGAIN, AGAIN_FLAG, BEFORE, BEFORE_FLAG = range(4)


@dataclass(frozen=True, slots=True)
class Expanded:
    """Rows [k] for many frames: whose each is, and which row of all; columns are had by place."""

    rows: Ints
    owner: Ints
    row: Ints

    def __getitem__(self, column: int) -> Ints:
        """Return a column [k]."""
        return self.rows[column].take(self.row)

    def at(self, column: int, which: Ints) -> Ints:
        """Return some of a column."""
        return self.rows[column].take(self.row[which])

    def has(self, column: int) -> bool:
        """Whether any frame of a known shape has something in a column of places."""
        return bool((self.rows[column] >= 0).any())

    def chosen(self, which: NDArray[np.bool_]) -> "Expanded":
        """Return some of the rows."""
        return Expanded(self.rows, self.owner[which], self.row[which])


class Stretches:
    """Rows [columns × r] of all shapes, and where each shape's begin [shapes + 1]."""

    def __init__(self, width: int) -> None:
        self.rows: Ints = np.zeros((width, 0), dtype=np.int64)
        self.offsets: Ints = np.zeros(1, dtype=np.int64)

    def extend(self, groups: Iterable[Sequence[tuple[int, ...]]]) -> None:
        """Add the rows of further shapes."""
        listed = list(groups)
        rows = np.array([row for group in listed for row in group], dtype=np.int64)
        rows = rows.reshape(-1, len(self.rows)).T
        ends = np.cumsum([len(group) for group in listed], dtype=np.int64)
        self.offsets = np.concatenate([self.offsets, self.offsets[-1] + ends])
        self.rows = np.concatenate([self.rows, rows], axis=1)

    def expanded(self, shapes: Ints) -> "Expanded":
        """Repeat the stretches of `shapes` [m].

        Examples
        --------
        >>> stretches = Stretches(1)
        >>> stretches.extend([[(10,), (11,)], [(20,)]])
        >>> found = stretches.expanded(np.array([1, 0]))
        >>> found.owner.tolist(), found[0].tolist()
        ([0, 1, 1], [20, 10, 11])
        """
        begin = self.offsets.take(shapes)
        counts = self.offsets.take(shapes + 1) - begin
        _, row = stretched(begin, counts)
        return Expanded(self.rows, np.repeat(np.arange(len(shapes)), counts), row)


class Layout:
    """`head` [fields × shapes] and `data_time` [shapes]: places of pairs, -1 where absent.

    `letters`: the number of each known data flag's name, by its byte [256].
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.letters: Ints = np.full(256, NONE)
        for code in codes("DataFlag"):
            self.letters[ord(code)] = names.number(code)
        self.known = 0
        self.about = Stretches(3 + len(FIELDS))
        self.readings = Stretches(9)
        self.parameters = Stretches(2)
        self.notes = Stretches(5)
        self.repeats = Stretches(4)

    def extend(self, shapes: Sequence[Shape]) -> None:
        """Lay out the shapes that are new."""
        new = shapes[self.known :]
        if not new:
            return
        self.known = len(shapes)
        self.about.extend([_about(shape)] for shape in new)
        self.readings.extend(_reading_rows(shape, self.names) for shape in new)
        self.parameters.extend(_parameter_rows(shape, self.names) for shape in new)
        self.notes.extend(_note_rows(shape, self.names) for shape in new)
        self.repeats.extend(_repeat_rows(shape) for shape in new)

    @property
    def careful(self) -> Ints:
        """Whether frames of a shape are read one by one [shapes]."""
        careful: Ints = self.about.rows[0]
        return careful

    @property
    def data_time(self) -> Ints:
        """Return the place of DataTime, -1 where absent [shapes]."""
        place: Ints = self.about.rows[1]
        return place

    @property
    def pairs(self) -> Ints:
        """Return how many pairs the content has [shapes]."""
        count: Ints = self.about.rows[2]
        return count

    @property
    def head(self) -> Ints:
        """Return the places of the head's fields, -1 where absent [fields × shapes]."""
        places: Ints = self.about.rows[3:]
        return places


def _about(shape: Shape) -> tuple[int, ...]:
    data_time = _after(shape, shape.plan.data_time)
    return (int(shape.careful), data_time, shape.pairs, *shape.head)


def _after(shape: Shape, pair: int) -> int:
    return pair if pair < 0 else shape.content + pair


def _reading_rows(shape: Shape, names: Names) -> list[tuple[int, ...]]:
    noted: set[int] = {-1}
    made = []
    for row in shape.plan.rows:
        places = [_after(shape, place) for place in row[2:]]
        first = (int(row.flag not in noted), int(row.sample_time not in noted))
        noted.update((row.flag, row.sample_time))
        named = (names.number(row.factor), names.number(row.statistic))
        made.append((*named, *places, _kind(row), *first))
    return made


def _kind(row: Row) -> int:
    if row.statistic == "SN":
        return TEXT
    return TEXT_OR_NUMBER if row.statistic in text_statistics() else NUMBER


def _parameter_rows(shape: Shape, names: Names) -> list[tuple[int, ...]]:
    return [(_after(shape, pair), names.number(shape.keys[pair])) for pair in shape.plan.parameters]


def _note_rows(shape: Shape, names: Names) -> list[tuple[int, ...]]:
    notes = [
        *shape.notes,
        *(ShapeNote(_after(shape, note.pair), 0, *note[1:]) for note in shape.plan.notes),
    ]
    return [
        (
            note.pair,
            note.shift,
            list_place(note.code),
            names.number(note.field),
            names.number(note.text),
        )
        for note in notes
    ]


def _repeat_rows(shape: Shape) -> list[tuple[int, ...]]:
    return [
        tuple(_after(shape, place) for place in (*again, *said))
        for again, before in shape.plan.repeats
        for said in before or (Said(-1, -1),)
    ]
