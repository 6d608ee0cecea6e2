"""What all frames of a shape have in common, as arrays: a stretch of rows for each shape."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from zhiliang.methods.hj212.checksum import Ints
from zhiliang.methods.hj212.heads import FIELDS
from zhiliang.methods.hj212.names import Names
from zhiliang.methods.hj212.packet import list_place
from zhiliang.methods.hj212.plan import Row, text_statistics
from zhiliang.methods.hj212.shapes import Shape
from zhiliang.methods.hj212.spans import running

# Columns of the stretches. Places count a frame's pairs; texts are numbers of `Names`.
FACTOR, STATISTIC, VALUE, FLAG, EQUIPMENT, SAMPLED, KIND, FLAG_FIRST, SAMPLED_FIRST = range(9)
NUMBER, TEXT_OR_NUMBER, TEXT = range(3)
PARAMETER_PLACE, PARAMETER_KEY = range(2)
NOTE_PLACE, NOTE_CODE, NOTE_FIELD, NOTE_TEXT = range(4)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Rows [columns × r] of all shapes, and where each shape's begin [shapes + 1]."""

    rows: Ints
    offsets: Ints

    def expanded(self, shapes: Ints) -> tuple[Ints, Ints]:
        """Repeat the stretches of `shapes` [m]: whose each row is [k], and the rows [columns × k].

        Examples
        --------
        >>> stretches = Stretches(np.array([[10, 11, 20]]), np.array([0, 2, 3]))
        >>> owner, rows = stretches.expanded(np.array([1, 0]))
        >>> owner.tolist(), rows.tolist()
        ([0, 1, 1], [[20, 10, 11]])
        """
        begin = self.offsets[shapes]
        counts = self.offsets[shapes + 1] - begin
        _, place = running(counts)
        rows: Ints = self.rows[:, np.repeat(begin, counts) + place]
        return np.repeat(np.arange(len(shapes)), counts), rows


@dataclass(frozen=True, slots=True)
class Templates:
    """`head` [shapes × fields] and `data_time` [shapes]: places of pairs, -1 where absent."""

    careful: Ints
    head: Ints
    data_time: Ints
    pairs: Ints
    readings: Stretches
    parameters: Stretches
    notes: Stretches


def templates(shapes: Sequence[Shape], names: Names) -> Templates:
    """Lay out what is known of each shape."""
    data_times = [_after(shape, shape.plan.data_time) for shape in shapes]
    heads = np.array([shape.head for shape in shapes], dtype=np.int64)
    return Templates(
        np.array([shape.careful for shape in shapes], dtype=np.int64),
        heads.reshape(-1, len(FIELDS)),
        np.array(data_times, dtype=np.int64),
        np.array([shape.pairs for shape in shapes], dtype=np.int64),
        _stretches(9, (_reading_rows(shape, names) for shape in shapes)),
        _stretches(2, (_parameter_rows(shape, names) for shape in shapes)),
        _stretches(4, (_note_rows(shape, names) for shape in shapes)),
    )


def _after(shape: Shape, pair: int) -> int:
    return pair if pair < 0 else shape.content + pair


def _stretches(width: int, groups: Iterable[list[tuple[int, ...]]]) -> Stretches:
    listed = list(groups)
    rows = np.array([row for group in listed for row in group], dtype=np.int64)
    offsets, _ = running(np.array([len(group) for group in listed], dtype=np.int64))
    return Stretches(np.ascontiguousarray(rows.reshape(-1, width).T), offsets)


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
    return [
        (_after(shape, pair), names.number(shape.keys[pair])) for pair in shape.plan.parameters
    ]


def _note_rows(shape: Shape, names: Names) -> list[tuple[int, ...]]:
    return [
        (
            _after(shape, note.pair),
            list_place(note.code),
            names.number(note.field),
            names.number(note.text),
        )
        for note in shape.plan.notes
    ]
