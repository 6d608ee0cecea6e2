"""What the keys of a content mean, whatever their values are.

A logger sends the same keys again and again, so this is worked out once for each list of keys.
Values of one factor that stand together, with no other key between them, are a run; its data flag,
equipment flag and sample time belong to all values of the run.
"""

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from zhiliang.methods.tables.hj212 import codes, factors

Key = tuple[str, str]  # separator before it, key


class Row(NamedTuple):
    """A reading: places, in the list of pairs, of its value and of what belongs to it (-1: none).

    `statistic` is empty where a factor has attributes and no value.
    """

    factor: str
    statistic: str
    value: int
    flag: int
    equipment_flag: int
    sample_time: int


class Said(NamedTuple):
    """A pair and the flag of its row (-1: none)."""

    pair: int
    flag: int


class Repeat(NamedTuple):
    """A pair whose key was there before, and where."""

    again: Said
    before: tuple[Said, ...]


class KeyNote(NamedTuple):
    """A note on a key: place in the list of pairs, field, code, text."""

    pair: int
    field: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """How to read a content with these keys; repeated ones are among rows and parameters too."""

    data_time: int
    rows: tuple[Row, ...]
    parameters: tuple[int, ...]
    repeats: tuple[Repeat, ...]
    notes: tuple[KeyNote, ...]


@cache
def _statistics() -> dict[str, str]:
    return {name.lower(): name for name in codes("statistic")}


@cache
def text_statistics() -> frozenset[str]:
    """Kinds of values that are texts and no numbers."""
    return frozenset(name for name, code in codes("statistic").items() if code.use == "text")


@dataclass(slots=True)
class _Run:
    factor: str
    attributes: dict[str, int] = field(default_factory=dict)
    values: list[tuple[str, int]] = field(default_factory=list)

    def has(self, statistic: str) -> bool:
        return statistic in self.attributes or any(statistic == name for name, _ in self.values)

    def rows(self) -> list[Row]:
        flag, equipment, sampled = (
            self.attributes.get(name, -1) for name in ("Flag", "EFlag", "SampleTime")
        )
        return [
            Row(self.factor, statistic, pair, flag, equipment, sampled)
            for statistic, pair in self.values or [("", -1)]
        ]


@lru_cache(maxsize=4096)
def plan(keys: tuple[Key, ...]) -> Plan:
    """Work out what a list of keys means.

    Examples
    --------
    >>> made = plan(((";", "DataTime"), (";", "w01018-Rtd"), (",", "w01018-Flag")))
    >>> made.data_time, made.rows
    (0, (Row(factor='w01018', statistic='Rtd', value=1, flag=2, equipment_flag=-1, \
sample_time=-1),))
    """
    return _Planner(keys).made()


class _Planner:
    def __init__(self, keys: tuple[Key, ...]) -> None:
        self.keys = keys
        self.data_time = -1
        self.runs: list[_Run] = []
        self.parameters: list[int] = []
        self.repeats: list[int] = []
        self.notes: list[KeyNote] = []
        self.seen: set[str] = set()

    def made(self) -> Plan:
        run: _Run | None = None
        for pair, (between, key) in enumerate(self.keys):
            factor, _, statistic = key.rpartition("-")
            if factor and statistic:
                run = self._value(pair, between, run)
            else:
                run = None
                self._parameter(pair, between, key)
        rows = tuple(row for made in self.runs for row in made.rows())
        self._note_unlisted()
        repeats = self._repeats_told(rows)
        return Plan(self.data_time, rows, tuple(self.parameters), repeats, tuple(self.notes))

    def _repeats_told(self, rows: tuple[Row, ...]) -> tuple[Repeat, ...]:
        flags = {row.value: row.flag for row in rows}
        said = [Said(pair, flags.get(pair, -1)) for pair in range(len(self.keys))]
        keys = [key.lower() for _, key in self.keys]
        return tuple(
            Repeat(said[pair], tuple(said[at] for at in range(pair) if keys[at] == keys[pair]))
            for pair in self.repeats
        )

    def _note(self, pair: int, name: str, code: str, text: str) -> None:
        self.notes.append(KeyNote(pair, name, code, text))

    def _parameter(self, pair: int, between: str, key: str) -> None:
        if between == ",":
            self._note(pair, key, "comma_for_semicolon", key)
        name = "DataTime" if key.lower() == "datatime" else key
        if name != key:
            self._note(pair, name, "key_case", key)
        if name in self.seen:
            self.repeats.append(pair)
        if name == "DataTime" and self.data_time < 0:
            self.data_time = pair
        else:
            self.parameters.append(pair)
        self.seen.add(name)

    def _value(self, pair: int, between: str, run: _Run | None) -> _Run:
        key = self.keys[pair][1]
        factor, _, written = key.rpartition("-")
        statistic = _statistics().get(written.lower(), written)
        if statistic != written:
            self._note(pair, key, "key_case", written)
        elif statistic not in codes("statistic"):
            self._note(pair, key, "statistic_unknown", written)
        mended = self._mended(pair, factor)
        if mended != factor:
            self._note(pair, key, "factor_prefix_missing", factor)
        run = self._run_of(mended, statistic, (pair, between), run)
        self._put(run, statistic, pair)
        return run

    def _run_of(self, factor: str, statistic: str, at: tuple[int, str], run: _Run | None) -> _Run:
        pair, between = at
        if run is not None and run.factor == factor:
            if between == ",":
                return run
            if not run.has(statistic):
                self._note(pair, self.keys[pair][1], "semicolon_for_comma", self.keys[pair][1])
                return run
        elif between == ",":
            self._note(pair, self.keys[pair][1], "comma_for_semicolon", self.keys[pair][1])
        self.runs.append(_Run(factor))
        return self.runs[-1]

    def _put(self, run: _Run, statistic: str, pair: int) -> None:
        full = f"{run.factor}-{statistic}"
        code = codes("statistic").get(statistic)
        if code is not None and code.use == "attribute":
            if statistic in run.attributes:
                self.repeats.append(pair)
            else:
                run.attributes[statistic] = pair
            return
        if full in self.seen:
            self.repeats.append(pair)
        self.seen.add(full)
        run.values.append((statistic, pair))

    def _mended(self, pair: int, factor: str) -> str:
        """Give a factor the letter it lacks where its neighbours in the item have it."""
        if factor in factors():
            return factor
        for other in (pair - 1, pair + 1):
            if 0 <= other < len(self.keys) and self.keys[max(pair, other)][0] == ",":
                near = self.keys[other][1].rpartition("-")[0]
                if near[1:] == factor and near[:1].isalpha() and near in factors():
                    return near
        return factor

    def _note_unlisted(self) -> None:
        noted: set[str] = set()
        for run in self.runs:
            if run.factor not in factors() and run.factor not in noted:
                noted.add(run.factor)
                first = min([*run.attributes.values(), *(pair for _, pair in run.values)])
                self._note(first, run.factor, "factor_unlisted", run.factor)
