"""DuckDB for one request: no SQL text anywhere, a limit of time over all its queries.

Queries are built from expressions, in which what a stranger wrote is only ever a constant.
"""

import threading
import time
from collections.abc import Sequence
from typing import Any, Self

import duckdb
import pyarrow as pa
from django.utils.translation import gettext as _

from zhiliang.systems.environment.sensorthings.fault import FaultyRequest

SECONDS = 10.0
THREADS = 2
MEMORY = "512MB"

column = duckdb.ColumnExpression
constant = duckdb.ConstantExpression
function = duckdb.FunctionExpression
coalesced = duckdb.CoalesceOperator
Expression = duckdb.Expression
Relation = duckdb.DuckDBPyRelation


class Asking:
    """One connection in memory, used for the length of a request: `with Asking() as asking`."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._until = time.monotonic() + seconds
        self._seconds = seconds
        self._database = duckdb.connect(
            config={
                "threads": THREADS,
                "memory_limit": MEMORY,
                "autoinstall_known_extensions": False,
            }
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._database.close()

    def files(self, paths: Sequence[str]) -> Relation:
        """The rows of some files (at least one)."""
        return self._run(lambda: self._database.read_parquet(list(paths)))

    def table(self, rows: pa.Table) -> Relation:
        """A table in memory."""
        return self._database.from_arrow(rows)

    def rows(self, relation: Relation) -> list[dict[str, Any]]:
        """All rows of a relation, which its limit keeps few."""
        # by way of Arrow: DuckDB's own rows need pytz for times with a zone
        return self._run(lambda: relation.to_arrow_table().to_pylist())

    def spent(self) -> FaultyRequest:
        """What is said when the time is used up."""
        return FaultyRequest(
            _(
                "查询超过 %(seconds)s 秒，已停止。请缩小范围：指定一个 Datastream，或用 "
                "phenomenonTime 限定时间；整批数据请用 /api/readings 下载。"
            )
            % {"seconds": f"{self._seconds:g}"},
            503,
        )

    def check(self) -> None:
        """FaultyRequest once the time is used up."""
        if time.monotonic() >= self._until:
            raise self.spent()

    def _run(self, work: Any) -> Any:
        self.check()
        alarm = threading.Timer(self._until - time.monotonic(), self._database.interrupt)
        alarm.daemon = True
        alarm.start()
        try:
            return work()
        except duckdb.InterruptException:
            raise self.spent() from None
        except duckdb.OutOfMemoryException:
            raise self.spent() from None
        except duckdb.IOException:
            raise FaultyRequest(_("监测数据刚刚整理过，请重试。"), 503) from None
        finally:
            alarm.cancel()
