"""Django empties test databases with `flush`; the log's triggers would refuse that."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as Flush
from django.db import connections

from zhiliang.core import triggers


class Command(Flush):
    """`flush` for test databases only: a log that can be emptied proves nothing."""

    def handle(self, **options: Any) -> None:
        """Lift the triggers while the test database is emptied."""
        connection = connections[options["database"]]
        name = str(connection.settings_dict["NAME"])
        if "test" not in name and "memory" not in name:
            raise CommandError("The event log is append-only: only a test database is flushed.")
        triggers.remove(connection)
        try:
            super().handle(**options)
        finally:
            triggers.install(connection)
