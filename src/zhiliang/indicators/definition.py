"""Definitions: what a figure is, as frozen data with a digest.

`Ratio`, `Count`, `Total` and `Mean` are computed from projected records; every definition can
also be answered by figures returned or published for its key (`Reported` only by those).
"""

import hashlib
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, ClassVar

from zhiliang.indicators.expression import (
    Column,
    DefinitionError,
    Literal,
    Node,
    Operation,
    from_json,
    to_json,
)
from zhiliang.indicators.query import Query, Sums
from zhiliang.indicators.table import FIGURES, SCALE, Table
from zhiliang.methods.canonical import canonical_json

SOURCES = ("records", "returns", "published", "sample")
STATUSES = ("ok", "redefined", "discontinued", "not_collected", "suppressed")
REPORTED_MEASURES = (Column("value"), Column("numerator"), Column("denominator"))
AGGREGATES = ("none", "sum", "ratio_of_sums", "unweighted_mean")
POOLS = ("province", "city")


@dataclass(frozen=True)
class RankRule:
    """How places are ranked from one day to another: keys are (indicator or "self", asc|desc)."""

    valid_from: str
    valid_to: str
    keys: tuple[tuple[str, str], ...]
    source_zh: str = ""


@dataclass(frozen=True)
class StatusNote:
    """A stretch of time in which a figure is redefined or discontinued, and why.

    `sources` narrows it to figures of some sources: what is no longer returned may be on record.
    """

    status: str
    valid_from: str
    valid_to: str
    note_zh: str
    note_en: str
    sources: tuple[str, ...] = ()

    def holds(self, start: str, end: str, source: str) -> bool:
        """Whether it says anything of a figure of a source from one ISO day to another."""
        within = self.valid_from <= end and (not self.valid_to or start <= self.valid_to)
        return within and (not self.sources or not source or source in self.sources)


@dataclass(frozen=True)
class Exact:
    """An exact result before rounding; numerator and denominator where there are such."""

    value: Fraction | None
    numerator: int | None = None
    denominator: int | None = None


NOTHING = Exact(None)


@dataclass(frozen=True, kw_only=True)
class Definition:
    """Shared part of all indicators. `places` is decimals published, rounded half up.

    Dated rows are pooled up the places they lie in as far as `pool` says: where every task of the
    province is on record, to the province; where a place without records is unknown, not past its
    city, and the province's figure then needs all of them, put together by `aggregate`.
    """

    key: str
    clause: str
    name_zh: str
    name_en: str
    unit: str = ""
    places: int = 1
    better: str = "higher"
    where: Node | None = None
    aggregate: str = "none"
    sets: tuple[str, ...] = ()
    ranks: tuple[RankRule, ...] = ()
    statuses: tuple[StatusNote, ...] = ()
    prefer: tuple[str, ...] = SOURCES
    note_zh: str = ""
    note_en: str = ""
    of: Table | None = None
    pool: str = "province"

    kind: ClassVar[str] = ""

    def __post_init__(self) -> None:
        known = self.aggregate in AGGREGATES and self.pool in POOLS
        if not known or not set(self.prefer) <= set(SOURCES):
            raise DefinitionError(f"{self.key}: unknown aggregate rule, pool or source")
        if "." not in self.key:
            raise DefinitionError(f"{self.key}: a key is system.name")
        self.query()

    @property
    def factor(self) -> int:
        """What a numerator over a denominator is multiplied by: 100 for percentages."""
        return 100 if self.unit == "%" else 1

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON of this definition."""
        return hashlib.sha256(canonical_json(self.to_json()).encode()).hexdigest()

    def measures(self) -> tuple[Node, ...]:
        """Integer measures this kind asks an engine for."""
        return ()

    def exact(self, sums: Sums) -> Exact:
        """The exact figure of one group's sums."""
        raise NotImplementedError

    def query(self) -> Query | None:
        """Question to an engine over the records; None if no records answer it (yet)."""
        if self.of is None:
            return None
        return Query(self.of, self.measures(), self.where)

    def reported_query(self) -> Query:
        """Question over the figures returned or published for this key."""
        mine = Column("indicator").is_(self.key)
        return Query(FIGURES, REPORTED_MEASURES, mine, extra=("status",))

    def reported_exact(self, sums: Sums) -> Exact:
        """The exact figure of one returned or published row: its quotient if it has one."""
        value, numerator, denominator = (
            total if count else None for total, count in zip(sums.sums, sums.counts, strict=True)
        )
        if denominator and numerator is not None:
            quotient = Fraction(numerator * self.factor, denominator)
            return Exact(quotient, numerator, denominator)
        return Exact(None if value is None else Fraction(value, SCALE), numerator, denominator)

    def to_json(self) -> dict[str, Any]:
        """Definition as plain data; `definition_from_json` is the inverse."""
        data: dict[str, Any] = {"kind": self.kind}
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name != "pool" or value != item.default:  # definitions sealed without it
                data[item.name] = _plain(value)
        return data


def _plain(value: Any) -> Any:
    if isinstance(value, Node):
        return to_json(value)
    if isinstance(value, Table):
        return value.to_json()
    if isinstance(value, RankRule | StatusNote):
        told = {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
        # definitions were sealed without it
        return {name: part for name, part in told.items() if name != "sources" or part}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True, kw_only=True)
class Reported(Definition):
    """A figure that is returned or published; no system's records compute it yet."""

    kind: ClassVar[str] = "reported"


@dataclass(frozen=True, kw_only=True)
class Ratio(Definition):
    """Sum of `numerator` over sum of `denominator`, over rows where the denominator holds."""

    numerator: Node
    denominator: Node
    kind: ClassVar[str] = "ratio"

    def measures(self) -> tuple[Node, ...]:
        """Numerator (only where the denominator counts) and denominator."""
        assert self.of is not None
        if Query(self.of, (self.denominator,)).as_integers() != (self.denominator,):
            inside = Operation("if", (self.denominator, self.numerator, Literal(None)))
            return inside, self.denominator
        return self.numerator, self.denominator

    def exact(self, sums: Sums) -> Exact:
        """Quotient times 100 for percentages; no value over a zero denominator."""
        numerator, denominator = sums.sums
        if denominator == 0:
            return Exact(None, numerator, denominator)
        return Exact(Fraction(numerator * self.factor, denominator), numerator, denominator)


@dataclass(frozen=True, kw_only=True)
class Count(Definition):
    """Number of rows where the filter holds."""

    kind: ClassVar[str] = "count"

    def measures(self) -> tuple[Node, ...]:
        """One for each row."""
        return (Literal(1),)

    def exact(self, sums: Sums) -> Exact:
        """The count itself."""
        return Exact(Fraction(sums.rows))


@dataclass(frozen=True, kw_only=True)
class Total(Definition):
    """Sum of a measure; `scaled` when the column holds millionths."""

    value: Node
    scaled: bool = False
    kind: ClassVar[str] = "total"

    def measures(self) -> tuple[Node, ...]:
        """The measure."""
        return (self.value,)

    def exact(self, sums: Sums) -> Exact:
        """Sum; no value where no row has one."""
        if not sums.counts[0]:
            return NOTHING
        return Exact(Fraction(sums.sums[0], SCALE if self.scaled else 1))


@dataclass(frozen=True, kw_only=True)
class Mean(Total):
    """Mean of a measure over the rows that have it."""

    kind: ClassVar[str] = "mean"

    def exact(self, sums: Sums) -> Exact:
        """Sum over number of rows with a value; no value where there is none."""
        total = super().exact(sums)
        return Exact(None if total.value is None else total.value / sums.counts[0])


KINDS: dict[str, type[Definition]] = {
    kind.kind: kind for kind in (Reported, Ratio, Count, Total, Mean)
}
NODES = ("where", "numerator", "denominator", "value")


def definition_from_json(data: dict[str, Any]) -> Definition:
    """Definition of plain data (a sealed plan); `DefinitionError` if it cannot mean anything."""
    try:
        plain = dict(data)
        kind = KINDS[plain.pop("kind")]
        plain.update({name: from_json(plain[name]) for name in NODES if name in plain})
        plain["of"] = Table.from_json(plain["of"]) if plain["of"] else None
        plain["ranks"] = tuple(_rank_rule(rule) for rule in plain["ranks"])
        plain["statuses"] = tuple(_status_note(note) for note in plain["statuses"])
        plain.update({name: tuple(plain[name]) for name in ("sets", "prefer")})
        return kind(**plain)
    except (KeyError, TypeError, ValueError) as fault:
        raise DefinitionError(f"not a definition: {fault}") from fault


def _status_note(data: dict[str, Any]) -> StatusNote:
    return StatusNote(**{**data, "sources": tuple(data.get("sources", ()))})


def _rank_rule(data: dict[str, Any]) -> RankRule:
    return RankRule(**{**data, "keys": tuple((key, way) for key, way in data["keys"])})
