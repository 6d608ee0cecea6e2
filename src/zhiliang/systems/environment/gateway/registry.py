"""Which outlets may report: from the database, or from a file for tests and load runs."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol


class Known(NamedTuple):
    """A registered outlet: its password as bytes, and whether its data are made up."""

    password: bytes
    origin: int  # index in record.ORIGINS


WIRE, SAMPLE = 0, 2


class Registry(Protocol):
    """Where the gateway learns of outlets."""

    def load(self) -> Mapping[str, Known]:
        """Registered outlets by MN."""


class FromFile:
    """A JSON file: [{"mn": …, "password": …, "source": "sample"}, …]."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Mapping[str, Known]:
        """What the file holds now."""
        entries = json.loads(self.path.read_text("utf-8"))
        return {
            entry["mn"]: known(entry["password"], entry.get("source", "sample"))
            for entry in entries
        }


class FromDatabase:
    """The outlets registered and in use today."""

    def load(self) -> Mapping[str, Known]:
        """What the register holds now; called in a thread of its own."""
        from django.db import connection
        from django.utils import timezone

        from zhiliang.systems.environment.models import Outlet

        try:
            return {
                outlet.mn: known(outlet.password, outlet.source)
                for outlet in Outlet.objects.active_on(timezone.localdate())
            }
        finally:
            # a thread of its own has a connection of its own, which nobody else would close
            connection.close_if_unusable_or_obsolete()


def known(password: str, source: str) -> Known:
    """An outlet as the gateway keeps it."""
    return Known(password.encode(), SAMPLE if source == "sample" else WIRE)
