"""Writing the lake's Parquet files with DuckDB: sorted, durable, named by what they hold."""

import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

from zhiliang.systems.environment.readings.configuration import configuration
from zhiliang.systems.environment.readings.journal import sync_folder
from zhiliang.systems.environment.readings.lake import FILES, File, digest_of
from zhiliang.systems.environment.readings.schema import Table

ROW_GROUP = 65_536
FIRST, LAST = "", "\U0010ffff"


def connection(root: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB for compaction: one thread, bounded memory, spilling beside the lake."""
    settings = {
        "threads": 1,
        "memory_limit": configuration()["compaction"]["memory"],
        "temp_directory": str(root / "spill"),
        "preserve_insertion_order": False,
    }
    found = duckdb.connect(config=settings)
    found.execute("set timezone = 'UTC'")
    return found


class Writer:
    """Writes the result of a query as files of one table, CN and span."""

    def __init__(self, database: duckdb.DuckDBPyConnection, root: Path, number: int) -> None:
        self.database = database
        self.folder = root / FILES
        self.number = number  # of the manifest to come: names of two compactions never meet
        self._written = 0
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def write(
        self, query: str, table: Table, *, cn: str, span: str, loose: bool
    ) -> tuple[File, ...]:
        """Files of the rows a query gives; none where it gives none.

        Merged ones are cut at whole MNs so that a question about one outlet opens one of them.
        """
        cuts = [(FIRST, LAST)] if loose or "mn" not in table.order else self._cuts(query)
        files = [self._one(query, table, cut, (cn, span, loose)) for cut in cuts]
        return tuple(file for file in files if file is not None)

    def _cuts(self, query: str) -> list[tuple[str, str]]:
        """Runs of MNs of about as many rows as a file should have."""
        limit = configuration()["compaction"]["rows_a_file"]
        counts = self.database.sql(
            f"select mn, count(*) from ({query}) group by mn order by mn"
        ).fetchall()
        cuts: list[list[str]] = []
        rows = limit
        for mn, count in counts:
            if rows + count > limit:
                cuts.append([mn, mn])
                rows = 0
            cuts[-1][1] = mn
            rows += count
        return [(first, last) for first, last in cuts]

    def _one(
        self, query: str, table: Table, cut: tuple[str, str], where: tuple[str, str, bool]
    ) -> File | None:
        cn, span, loose = where
        self._written += 1
        # whatever a device calls its command, it names no folder and no pattern of files
        safe = re.sub(r"[^0-9A-Za-z]", "_", cn)[:8] or "all"
        name = f"{table.name}-{safe}-{span}-{self.number:08d}-{self._written:04d}.parquet"
        path = self.folder / name.replace(":", "")
        chosen = (
            "" if cut == (FIRST, LAST) else f"where mn between {text(cut[0])} and {text(cut[1])}"
        )
        self.database.execute(
            f"copy (select * from ({query}) {chosen} order by {', '.join(table.order)}) "
            f"to {text(str(path))} (format parquet, compression zstd, row_group_size {ROW_GROUP})"
        )
        rows, first, last = self._measured(path, table)
        if not rows:
            path.unlink()
            return None
        _durable(path)
        return File(path.name, digest_of(path), rows, table.name, cn, span, first, last, loose)

    def _measured(self, path: Path, table: Table) -> tuple[int, str, str]:
        ends = "min(mn), max(mn)" if "mn" in table.order else f"{text(FIRST)}, {text(LAST)}"
        found = self.database.execute(f"select count(*), {ends} from {source([path])}").fetchone()
        return found if found else (0, "", "")

    def finish(self) -> None:
        """Make the names durable."""
        sync_folder(self.folder)


def source(paths: Sequence[Path | str]) -> str:
    """The SQL that reads these files; no rows needs no files, so give at least one."""
    return f"read_parquet([{', '.join(text(str(path)) for path in paths)}])"


def text(value: str) -> str:
    """An SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def _durable(path: Path) -> None:
    import os

    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
