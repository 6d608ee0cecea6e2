"""Many rows written at once, past the ORM: it would spend half of a capture's time on them.

Only for rows that no form touches, inside an action's transaction, with the log's head held.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max, Model


@dataclass(frozen=True)
class Rows:
    """The rows of a model."""

    model: type[Model]

    def write(self, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows of the given columns (names in the database): COPY on PostgreSQL."""
        names = ", ".join(f'"{name}"' for name in columns)
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(columns))
                statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
                cursor.executemany(statement, [*rows])

    def next_keys(self, count: int) -> Sequence[int]:
        """Keys for so many new rows; nobody else takes them while the log's head is held."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                    [self.model._meta.db_table, count],
                )
                return [key for (key,) in cursor.fetchall()]
        last = self.model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        return range(last + 1, last + 1 + count)

    @staticmethod
    def moment(at: datetime | None) -> Any:
        """An instant as the database keeps it."""
        return connection.ops.adapt_datetimefield_value(at)
