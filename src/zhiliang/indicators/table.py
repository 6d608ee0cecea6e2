"""Tables of the lake as declarations: columns, key, and which column says place, time, source."""

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from zhiliang.indicators.expression import DefinitionError

ARROW = {
    "text": pa.string(),
    "int": pa.int64(),
    "scaled6": pa.int64(),  # exact decimal in millionths: sums stay integers on every engine
    "bool": pa.bool_(),
    "date": pa.date32(),
}
SCALE = 1_000_000


@dataclass(frozen=True)
class Table:
    """A projected table.

    `period` names a text column of period keys; for dated rows leave it empty and name `date`.
    `key` is the canonical row order and identity. `personal` columns leave the house only as
    salted commitments.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    place: str = "place"
    period: str = "period"
    date: str = ""
    source: str = "source"
    personal: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        kinds = dict(self.columns)
        named = (*self.key, *self.personal, self.place, self.period or self.date, self.source)
        missing = [name for name in named if name and name not in kinds]
        unknown = [kind for kind in kinds.values() if kind not in ARROW]
        if missing or unknown:
            raise DefinitionError(f"table {self.name}: missing {missing}, unknown types {unknown}")

    @property
    def types(self) -> dict[str, str]:
        """Column name → expression type (scaled decimals are integers to expressions)."""
        return {name: "int" if kind == "scaled6" else kind for name, kind in self.columns}

    @property
    def schema(self) -> pa.Schema:
        """Arrow schema of the projected files."""
        return pa.schema([(name, ARROW[kind]) for name, kind in self.columns])

    @property
    def spine(self) -> frozenset[str]:
        """Columns every query needs: identity, place, time and source."""
        named = {*self.key, self.place, self.period or self.date, self.source}
        return frozenset(named - {""})

    @property
    def traces(self) -> frozenset[str]:
        """Columns that lead from a row back to the paper it came from."""
        return frozenset({"reference", "line"} & set(dict(self.columns)))

    def to_json(self) -> dict[str, Any]:
        """Declaration as plain data, for definitions in a sealed pack."""
        return {
            "name": self.name,
            "columns": [list(column) for column in self.columns],
            "key": list(self.key),
            "place": self.place,
            "period": self.period,
            "date": self.date,
            "source": self.source,
            "personal": list(self.personal),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Table":
        """Declaration of plain data."""
        return cls(
            **{
                **data,
                "columns": tuple((name, kind) for name, kind in data["columns"]),
                "key": tuple(data["key"]),
                "personal": tuple(data["personal"]),
            }
        )


FIGURES = Table(
    "figure",
    columns=(
        ("indicator", "text"),
        ("place", "text"),
        ("period", "text"),
        ("source", "text"),
        ("status", "text"),
        ("value", "scaled6"),
        ("numerator", "int"),
        ("denominator", "int"),
        ("reference", "text"),
        ("line", "int"),
    ),
    key=("indicator", "place", "period", "source"),
)
"""Figures as returned or published: one accepted row for each indicator, place, period, source."""

PLACES = Table(
    "place",
    columns=(
        ("code", "text"),
        ("level", "text"),
        ("name_zh", "text"),
        ("name_en", "text"),
        ("parent", "text"),
        ("valid_from", "date"),
        ("valid_to", "date"),
    ),
    key=("code", "valid_from"),
    place="code",
    period="",
    date="valid_from",
    source="",
)
"""Places with their names and parents as of when they were valid."""

PLACE_SETS = Table(
    "place_set",
    columns=(
        ("key", "text"),
        ("name_zh", "text"),
        ("name_en", "text"),
        ("place", "text"),
        ("valid_from", "date"),
        ("valid_to", "date"),
    ),
    key=("key", "place", "valid_from"),
    period="",
    date="valid_from",
    source="",
)
"""Members of named place sets, with validity."""
