"""Answers: a definition, a period and a lake → values that are never bare.

Here, and only here, sums become figures: exact division, rounding half up, ranks, aggregates.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from zhiliang.core.period import Period
from zhiliang.indicators.combining import added, combine, sources_of
from zhiliang.indicators.definition import REPORTED_MEASURES, SOURCES, Definition, Exact
from zhiliang.indicators.engines import engine as engine_of
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.places import PROVINCE, Places
from zhiliang.indicators.query import Query, Sums
from zhiliang.indicators.table import FIGURES
from zhiliang.indicators.value import Aggregate, Answer, Value
from zhiliang.methods.ranking import competition_ranks
from zhiliang.methods.rounding import round_half_up

REGIONS = ("prd_9", "east", "west", "mountain")
LEVELS = ("city", "region", "province", "district")
ALL_REPORTED = Query(FIGURES, REPORTED_MEASURES, extra=("status", "indicator"))


class Figures:
    """Answers from one lake by one engine; each question to the engine is asked once."""

    def __init__(
        self, lake: Lake, definitions: Mapping[str, Definition], *, engine: str = "duckdb"
    ) -> None:
        self.lake = lake
        self.definitions = definitions
        self.places = Places.of(lake)
        self._engine = engine
        self._run = engine_of(engine)
        self._found: dict[tuple[str, str, str | None], dict[str, Value]] = {}

    def answer(
        self, key: str, period: Period, *, by: str = "city", source: str | None = None
    ) -> Answer:
        """Values by city, region, province or district; KeyError for an unknown indicator."""
        definition = self.definitions[key]
        cells = self._cells(definition, period, source)
        cities = self._at_level(definition, period, "city", cells)
        values = {
            "city": lambda: self.ranked(definition, period, cities, source),
            "region": lambda: self._regions(definition, period, cells),
            "province": lambda: [self._province(definition, period, cells)],
            "district": lambda: self._at_level(definition, period, "district", cells),
        }[by]()
        aggregates = tuple(self._aggregates(definition, period, cells))
        return Answer(
            key, period.key, self.lake.as_of, definition.digest, tuple(values), aggregates
        )

    def at(self, key: str, place: str, period: Period, source: str | None = None) -> Value:
        """The value of one place; an unranked one."""
        definition = self.definitions[key]
        cells = self._cells(definition, period, source)
        if place == PROVINCE:
            return self._province(definition, period, cells)
        names = self.places.on(period.end).get(place, {"name_zh": place, "name_en": place})
        return cells.get(place) or self._blank(definition, period, place, names)

    def periods(self, key: str) -> list[Period]:
        """Periods for which anything is known of an indicator, oldest first."""
        definition = self.definitions[key]
        buckets = {row.bucket for row in self._ask(definition, "figures")}
        buckets |= {row.bucket for row in self._ask(definition, "records")}
        return sorted(Period.parse(bucket) for bucket in buckets)

    def _ask(self, definition: Definition, what: str) -> list[Sums]:
        if what == "figures":
            return self._reported().get(definition.key, [])
        query = definition.query()
        if query is None:
            return []
        found: list[Sums] = self.lake.remember(
            (self._engine, query), lambda: self._run(query, self.lake)
        )
        return found

    def _reported(self) -> dict[str, list[Sums]]:
        """All returned and published figures by indicator: one question instead of hundreds."""
        found: dict[str, list[Sums]] = self.lake.remember(
            (self._engine, "reported"), self._ask_reported
        )
        return found

    def _ask_reported(self) -> dict[str, list[Sums]]:
        found: dict[str, list[Sums]] = {}
        for sums in self._run(ALL_REPORTED, self.lake):
            status, key = sums.extra
            found.setdefault(key, []).append(sums._replace(extra=(status,)))
        return found

    def _cells(
        self, definition: Definition, period: Period, source: str | None
    ) -> dict[str, Value]:
        """Place code → its value from the most preferred source that has one."""
        asked = (definition.key, period.key, source)
        if asked not in self._found:
            self._found[asked] = self._chosen(definition, period, source)
        return self._found[asked]

    def _chosen(
        self, definition: Definition, period: Period, source: str | None
    ) -> dict[str, Value]:
        order = (*definition.prefer, *SOURCES)
        return {
            place: min(asked, key=lambda v: (v.value is None, order.index(v.source)))
            for place, found in self._by_source(definition, period).items()
            if (asked := [v for v in found.values() if source in (None, v.source)])
        }

    def by_source(self, key: str, period: Period) -> dict[str, dict[str, Value]]:
        """Place → source → what that source says: where several do, they can be compared."""
        return self._by_source(self.definitions[key], period)

    def _by_source(self, definition: Definition, period: Period) -> dict[str, dict[str, Value]]:
        candidates: dict[str, dict[str, Value]] = {}
        names = self.places.on(period.end)
        for sums, exact, status in self._candidates(definition, period):
            if sums.place in names:
                value = self._value(definition, period, names[sums.place], sums, exact, status)
                candidates.setdefault(sums.place, {}).setdefault(sums.source, value)
        return candidates

    def _candidates(
        self, definition: Definition, period: Period
    ) -> Iterable[tuple[Sums, Exact, str]]:
        for sums in self._records(definition, period):
            yield sums, definition.exact(sums), "ok"
        for sums in self._ask(definition, "figures"):
            if sums.bucket == period.key:
                yield sums, definition.reported_exact(sums), sums.extra[0]

    def _records(self, definition: Definition, period: Period) -> Iterable[Sums]:
        """Sums of a period; dated rows are folded over months and up the places they lie in."""
        rows = self._ask(definition, "records")
        if definition.of is None or definition.of.period:
            return [row for row in rows if row.bucket == period.key]
        months = {f"{year:04d}-{month:02d}" for year, month in period.months()}
        folded: dict[tuple[str, str], Sums] = {}
        for row in (row for row in rows if row.bucket in months):
            for place in self._pooled(definition, row.place, period):
                key = (place, row.source)
                folded[key] = added(folded.get(key), row, place, period.key)
        return folded.values()

    def _pooled(self, definition: Definition, place: str, period: Period) -> Iterable[str]:
        """The places that a row counts for: its own, and those it lies in as far as they pool."""
        yield place
        for above in self.places.ancestors(place, period.end):
            if definition.pool == "province" or above != PROVINCE:
                yield above

    def _value(
        self,
        definition: Definition,
        period: Period,
        names: Mapping[str, Any],
        sums: Sums,
        exact: Exact,
        status: str,
    ) -> Value:
        rounded = None if exact.value is None else round_half_up(exact.value, definition.places)
        return Value(
            definition.key,
            period.key,
            sums.place,
            names["name_zh"],
            names["name_en"],
            rounded,
            exact.numerator,
            exact.denominator,
            _status(definition, period, status, rounded, sums.source),
            sums.source,
            exact=exact.value,
        )

    def _blank(
        self, definition: Definition, period: Period, code: str, names: Mapping[str, Any]
    ) -> Value:
        status = _status(definition, period, "not_collected", None)
        name_zh, name_en = names["name_zh"], names["name_en"]
        return Value(definition.key, period.key, code, name_zh, name_en, status=status)

    def _at_level(
        self, definition: Definition, period: Period, level: str, cells: Mapping[str, Value]
    ) -> list[Value]:
        places = self.places.of_level(level, period.end)
        listed = [
            cells.get(code) or self._blank(definition, period, code, row)
            for code, row in places.items()
        ]
        return [value for value in listed if level != "district" or value.source]

    def _province(
        self, definition: Definition, period: Period, cells: Mapping[str, Value]
    ) -> Value:
        names = self.places.on(period.end).get(
            PROVINCE, {"name_zh": "广东省", "name_en": "Guangdong"}
        )
        value = cells.get(PROVINCE) or self._blank(definition, period, PROVINCE, names)
        if value.source:
            return value
        return self._over_set(definition, period, cells, "gd_21", value)

    def _regions(
        self, definition: Definition, period: Period, cells: Mapping[str, Value]
    ) -> list[Value]:
        names = self.places.set_names()
        return [
            self._over_set(
                definition,
                period,
                cells,
                key,
                Value(definition.key, period.key, key, *names.get(key, (key, key))),
            )
            for key in REGIONS
        ]

    def _over_set(
        self,
        definition: Definition,
        period: Period,
        cells: Mapping[str, Value],
        key: str,
        blank: Value,
    ) -> Value:
        members = self.places.sets(period.end).get(key, ())
        exact, _ = combine(definition, [cells.get(code) for code in members])
        if exact.value is None:
            return replace(blank, status=_status(definition, period, "not_collected", None))
        rounded = round_half_up(exact.value, definition.places)
        first = cells[members[0]]
        status = _status(definition, period, "ok", rounded, first.source)
        return replace(
            blank,
            value=rounded,
            exact=exact.value,
            numerator=exact.numerator,
            denominator=exact.denominator,
            status=status,
            source=first.source,
        )

    def _aggregates(
        self, definition: Definition, period: Period, cells: Mapping[str, Value]
    ) -> Iterable[Aggregate]:
        sets = self.places.sets(period.end)
        for key in (key for key in definition.sets if key in sets):
            members = [cells.get(code) for code in sets[key]]
            exact, _complete = combine(definition, members)
            missing = [c for c in sets[key] if c not in cells or cells[c].value is None]
            value = None if exact.value is None else round_half_up(exact.value, definition.places)
            yield Aggregate(
                key, definition.aggregate, value, len(members), tuple(missing), sources_of(members)
            )

    def ranked(
        self,
        definition: Definition,
        period: Period,
        values: list[Value],
        source: str | None = None,
    ) -> list[Value]:
        """Values with competition ranks by the rule in force; made-up data never mix in."""
        keys = self._rank_keys(definition, period)
        if not keys:
            return values
        real = any(v.value is not None and v.source != "sample" for v in values)
        columns = [self._sorting(definition, period, key, way, source, values) for key, way in keys]
        rows = [
            None
            if v.value is None or (real and v.source == "sample")
            else tuple(column.get(v.place) for column in columns)
            for v in values
        ]
        complete = [None if row is None or None in row else row for row in rows]
        if sum(row is not None for row in complete) < 2:
            return values  # one place alone has no rank
        ranks = competition_ranks(complete)
        return [replace(value, rank=rank) for value, rank in zip(values, ranks, strict=True)]

    def _rank_keys(self, definition: Definition, period: Period) -> tuple[tuple[str, str], ...]:
        for rule in definition.ranks:
            day = period.end.isoformat()
            if rule.valid_from <= day and (not rule.valid_to or day <= rule.valid_to):
                return rule.keys
        if not definition.better:
            return ()
        return (("self", "desc" if definition.better == "higher" else "asc"),)

    def _sorting(
        self,
        definition: Definition,
        period: Period,
        key: str,
        way: str,
        source: str | None,
        values: list[Value],
    ) -> dict[str, Decimal | None]:
        sign = -1 if way == "desc" else 1
        if key != "self":
            cells = self._cells(self.definitions[key], period, source)
            values = list(cells.values())
        return {v.place: None if v.value is None else sign * v.value for v in values}


def _status(
    definition: Definition, period: Period, status: str, value: Decimal | None, source: str = ""
) -> str:
    """Status of a value: what its row says, else what the definition says of that time."""
    if status not in ("ok", "not_collected"):
        return status
    start, end = period.start.isoformat(), period.end.isoformat()
    for note in definition.statuses:
        # a figure that is not there can be discontinued, but not redefined
        if note.holds(start, end, source) and (value is not None or note.status == "discontinued"):
            return note.status
    return status if value is not None else "not_collected"
