"""The files of the lake as they become in one step of compaction."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from zhiliang.systems.environment.readings.configuration import configuration
from zhiliang.systems.environment.readings.files import Writer, text
from zhiliang.systems.environment.readings.interpretation import Rows
from zhiliang.systems.environment.readings.lake import Manifest
from zhiliang.systems.environment.readings.merging import (
    Change,
    Merge,
    Span,
    crowded,
    worth_merging,
)
from zhiliang.systems.environment.readings.schema import (
    NOTES,
    QUARANTINE,
    READINGS,
    REJECTS,
    SUPERSEDED,
    Table,
)
from zhiliang.systems.environment.readings.spans import DAY, HOUR, due_span, overlap, span_for

ALL_TIME = ""
QUIET = timedelta(hours=2)  # after an hour began


class Step:
    """Takes in rows or merges a span; `files` and `counts` are what the next manifest gets."""

    def __init__(
        self, root: Path, manifest: Manifest, database: duckdb.DuckDBPyConnection, now: datetime
    ) -> None:
        self.files = list(manifest.files)
        self.counts: Counter[str] = Counter()
        self.database = database
        self.now = now
        self.writer = Writer(database, root, manifest.number + 1)
        self.merge = Merge(database, self.writer)

    def take(self, rows: Rows) -> None:
        """Rows of a part of the journal."""
        self.counts += rows.counts
        if rows.readings.num_rows:
            self._take_readings(rows.readings)
        earlier = self.database.sql("from earlier").to_arrow_table()
        self._take_all(QUARANTINE, rows.quarantine)
        self._take_all(REJECTS, rows.rejects)
        self._take_all(NOTES, rows.notes)
        self._take_all(SUPERSEDED, earlier)

    def tidy(self) -> bool:
        """Merge one span whose time has come; whether there was one."""
        spans = sorted({(f.cn, f.span) for f in self.files if f.table == READINGS.name})
        for due in filter(None, (self._due(cn, span) for cn, span in spans)):
            self._change(self.merge.together(due, due.files))
            return True
        return False

    def _take_readings(self, readings: pa.Table) -> None:
        self.database.register("arrived", readings)
        hour = "strftime(data_time, '%Y-%m-%dT%H')"
        pairs = self.database.sql(f"select distinct cn, {hour} from arrived").fetchall()
        spans = self._spans(pairs)
        self.database.register("spans", spans)
        self.database.execute(
            "create or replace temp table placed as select arrived.*, spans.span from arrived "
            f"join spans on arrived.cn = spans.cn and {hour} = spans.hour"
        )
        self.database.unregister("arrived")
        for cn, span in sorted({(row["cn"], row["span"]) for row in spans.to_pylist()}):
            chosen = f"cn = {text(cn)} and span = {text(span)}"
            rows = f"select * exclude (span) from placed where {chosen}"
            self._apply(self._span(READINGS, cn, span), rows)

    def _spans(self, pairs: list[tuple[str, str]]) -> pa.Table:
        """The span each hour of each CN goes into: cn, hour, span."""
        existing: dict[str, set[str]] = defaultdict(set)
        for file in self.files:
            if file.table == READINGS.name:
                existing[file.cn].add(file.span)
        found = [span_for(hour, existing[cn], self.now) for cn, hour in pairs]
        cns, hours = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        return pa.table({"cn": cns, "hour": hours, "span": found})

    def _take_all(self, table: Table, rows: pa.Table) -> None:
        """Rows of a table that is not cut by time."""
        if rows.num_rows:
            self.database.register("aside", rows)
            self._apply(self._span(table, "", ALL_TIME), "from aside")
            self.database.unregister("aside")

    def _span(self, table: Table, cn: str, name: str) -> Span:
        there = (f for f in self.files if (f.table, f.cn) == (table.name, cn))
        return Span(table, cn, name, tuple(f for f in there if overlap(f.span, name)))

    def _apply(self, span: Span, incoming: str) -> None:
        change = self.merge.into(span, incoming)
        self._change(change)
        if span.table is READINGS:
            self.counts += change.counts
        elif span.table is QUARANTINE:
            self.counts["quarantined"] += change.counts["added"]
        grown = self._span(span.table, span.cn, span.name)
        if crowded(grown.files):
            self._change(self.merge.together(grown, worth_merging(grown)))

    def _change(self, change: Change) -> None:
        self.files = [file for file in self.files if file not in change.removed] + change.added

    def _due(self, cn: str, span: str) -> Span | None:
        """The files to be merged into the span that is due for this one by now."""
        for name in self._longer(span):
            found = self._span(READINGS, cn, name)
            small = sum(file.rows for file in found.files) <= _rows_a_month()
            if len(name) >= DAY or small:
                return found
        files = self._span(READINGS, cn, span).files
        quiet = len(span) == HOUR and self.now - datetime.fromisoformat(span) > QUIET
        loose = any(file.loose for file in files) and len(files) > 1
        return Span(READINGS, cn, span, files) if quiet and loose else None

    def _longer(self, span: str) -> Iterator[str]:
        """Longer spans that are due, the longest first."""
        due = due_span(f"{span}-01T00" if len(span) < DAY else f"{span}T00"[:HOUR], self.now)
        if len(due) < len(span):
            yield due
            if len(due) < DAY < len(span):
                yield span[:DAY]


def _rows_a_month() -> int:
    return int(configuration()["compaction"]["rows_a_month"])
