"""New rows into one span of the lake: each reading once, changed ones replaced, repeats dropped."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb

from zhiliang.systems.environment.readings.configuration import configuration
from zhiliang.systems.environment.readings.files import Writer, source
from zhiliang.systems.environment.readings.lake import File
from zhiliang.systems.environment.readings.schema import READINGS_SCHEMA, Table


@dataclass
class Change:
    """What a merge does to the files of the lake."""

    added: list[File] = field(default_factory=list)
    removed: list[File] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Span:
    """Where rows go: a table, a CN, a span of time, and the files that are there already."""

    table: Table
    cn: str
    name: str
    files: tuple[File, ...]


def _ahead() -> int:
    return int(configuration()["clock"]["ahead_hours"])


def _stamp(hours: int) -> str:
    """SQL of the arrival as a QN would tell it, in China time, so many hours later."""
    return f"strftime(received_at + interval {8 + hours} hour, '%Y%m%d%H%M%S%g')"


class Merge:
    """Takes rows into one span after another; the table `earlier` collects what they replace."""

    def __init__(self, database: duckdb.DuckDBPyConnection, writer: Writer) -> None:
        self.database = database
        self.writer = writer
        empty = READINGS_SCHEMA.empty_table()  # noqa: F841 (DuckDB finds it by its name)
        database.execute("create or replace temp table earlier as from empty")

    def into(self, span: Span, incoming: str) -> Change:
        """Add the rows of a query to a span."""
        if span.table.folded:
            return Change(list(self._written(span, f"({incoming})")))
        self._number_rows(span, incoming)
        change = Change()
        if self._find_conflicts(span):
            self._settle(span, change)
        else:
            self.database.execute("create or replace temp view accepted as from fresh")
        new = self._written(span, "accepted")
        change.added += new
        replacing = change.counts.pop("replacing", 0)
        change.counts["added"] += sum(file.rows for file in new) - replacing
        return change

    def _written(self, span: Span, rows: str) -> tuple[File, ...]:
        columns = ", ".join(span.table.schema.names)
        query = f"select {columns} from {rows}"
        return self.writer.write(query, span.table, cn=span.cn, span=span.name, loose=True)

    def _number_rows(self, span: Span, incoming: str) -> None:
        key = ", ".join(span.table.key)
        self.database.execute(
            "create or replace temp table fresh as "
            f"select *, row_number() over () as row, hash({key}) as h from ({incoming})"
        )

    def _find_conflicts(self, span: Span) -> bool:
        """Hashes of keys that come twice or are there already, as table `conflicts`."""
        key = ", ".join(span.table.key)
        there = ""
        if span.files:
            within = ""
            if "data_time" in span.table.key:
                within = (
                    "where data_time between (select min(data_time) from fresh) "
                    "and (select max(data_time) from fresh)"
                )
            there = (
                f"union select h from (select hash({key}) as h from {self._all(span.files)} "
                f"{within}) semi join fresh using (h)"
            )
        self.database.execute(
            "create or replace temp table conflicts as "
            f"select h from fresh group by h having count(*) > 1 {there}"
        )
        found = self.database.execute("select count(*) from conflicts").fetchone()
        return bool(found and found[0])

    def _all(self, files: Sequence[File]) -> str:
        return source([self.writer.folder / file.path for file in files])

    def _settle(self, span: Span, change: Change) -> None:
        """Decide what stands for each key in conflict, as `accepted`; rewrite files it changes."""
        self._gather(span)
        self._rank(span.table)
        self.database.execute(
            "create or replace temp view accepted as "
            "select * exclude (row, h) from fresh anti join conflicts using (h) union all by name "
            "select * exclude (row, h, old, island, last) from standing "
            "where island = last and not old"
        )
        self._count(change)
        if span.table.content:
            self._rewrite(span, change)
            columns = ", ".join(span.table.schema.names)
            self.database.execute(
                f"insert into earlier select {columns} from standing where island < last"
            )

    def _gather(self, span: Span) -> None:
        """All rows of the keys in conflict, those in the lake marked `old`, as `rivals`."""
        key = ", ".join(span.table.key)
        there = ""
        if span.files:
            there = (
                "union all by name select *, 0 as row, true as old from "
                f"(select *, hash({key}) as h from {self._all(span.files)}) "
                "semi join conflicts using (h)"
            )
        self.database.execute(
            "create or replace temp table rivals as "
            f"select *, false as old from fresh semi join conflicts using (h) {there}"
        )

    def _rank(self, table: Table) -> None:
        """Runs of equal content in order of sending (`island`), each with the row it stands for.

        A device stamps what it sends with QN, so a replay of an earlier packet stays earlier; a
        QN that lies in the future of its own arrival says nothing. What is no number never replaces
        one.
        """
        key = ", ".join(table.key)
        same = " and ".join(
            f"{name} is not distinct from lag({name}) over sent" for name in table.content
        )
        sent = (
            "row"
            if "qn" not in table.schema.names
            else (
                f"value is not null, case when qn <> '' and qn <= {_stamp(_ahead())} then qn "
                f"else {_stamp(0)} end, received_at, segment, position, row"
            )
        )
        self.database.execute(
            f"""
            create or replace temp table standing as
            with steps as (
                select *, row_number() over sent as step,
                    case when row_number() over sent > 1 and ({same or "true"})
                        then 0 else 1 end as new
                from rivals window sent as (partition by {key} order by {sent})
            ), islands as (
                select * exclude (new), sum(new) over (partition by {key} order by step) as island
                from steps
            )
            select * exclude (step), max(island) over (partition by {key}) as last from (
                select * from islands
                qualify row_number() over (partition by {key}, island order by old desc, step) = 1
            )
            """
        )

    def _count(self, change: Change) -> None:
        found = self.database.execute(
            """
            select
                (select count(*) from rivals where not old),
                count(*) filter (where not old),
                count(*) filter (where island < last and (old or not stands_old)),
                count(*) filter (where island < last and not old and stands_old),
                count(*) filter (where island = last and not old and had_old)
            from (
                select *,
                    bool_or(old and island = last) over same as stands_old,
                    bool_or(old) over same as had_old
                from standing window same as (partition by h)
            )
            """
        ).fetchone()
        rivals, kept, revised, stale, replacing = found or (0, 0, 0, 0, 0)
        change.counts += Counter(
            repeated=rivals - kept, revised=revised, stale=stale, replacing=replacing
        )

    def _rewrite(self, span: Span, change: Change) -> None:
        """Leave the replaced rows out of the files that hold them."""
        key = ", ".join(span.table.key)
        self.database.execute(
            "create or replace temp table replaced as "
            f"select {key} from standing where old and island < last"
        )
        for file in span.files:
            rows = self._all([file])
            found = self.database.execute(
                f"select count(*) from {rows} semi join replaced using ({key})"
            ).fetchone()
            if found and found[0]:
                change.removed.append(file)
                change.added += self.writer.write(
                    f"select * from {rows} anti join replaced using ({key})",
                    span.table,
                    cn=file.cn,
                    span=file.span,
                    loose=file.loose,
                )

    def together(self, span: Span, files: Sequence[File]) -> Change:
        """Merge these files of a span; what has all of the span's rows is no longer loose."""
        key, folded = ", ".join(span.table.key), span.table.folded
        rows = self._all(files)
        added = self.writer.write(
            f"select {folded} from {rows} group by {key}" if folded else f"select * from {rows}",
            span.table,
            cn=span.cn,
            span=span.name,
            loose=len(files) < len(span.files),
        )
        return Change(list(added), list(files))


def worth_merging(span: Span) -> Sequence[File]:
    """All files of a span, or only the loose ones where the others are far larger."""
    loose = [file for file in span.files if file.loose]
    rest = [file for file in span.files if not file.loose and file.span == span.name]
    few = sum(file.rows for file in loose) * 4 < sum(file.rows for file in rest)
    return loose if few else span.files


def crowded(files: Sequence[File]) -> bool:
    """Whether a span has so many loose files that they should be merged."""
    return sum(file.loose for file in files) > configuration()["compaction"]["loose_files"]
