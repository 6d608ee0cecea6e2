"""The gateway's state as a file, for the board and for whoever watches over it."""

import json
import time
from pathlib import Path
from typing import Any

from zhiliang.systems.environment.gateway.server import Gateway

STATUS = "gateway.json"


class Status:
    """Writes the state; rates are those since the last time."""

    def __init__(self, gateway: Gateway, root: Path) -> None:
        self.gateway = gateway
        self.path = root / STATUS
        self.started = self._at = time.time()
        self._packets = 0

    def write(self, **more: Any) -> None:
        """Put the present state in the file's place."""
        aside = self.path.with_suffix(".aside")
        aside.write_text(json.dumps({**self.told(), **more}, ensure_ascii=False), "utf-8")
        aside.replace(self.path)

    def told(self) -> dict[str, Any]:
        """The present state."""
        gateway, counts, now = self.gateway, self.gateway.counts, time.time()
        rate = (counts.packets - self._packets) / max(now - self._at, 1e-3)
        self._packets, self._at = counts.packets, now
        return {
            "at": now,
            "started": self.started,
            "connections": len(gateway.connections),
            "outlets": len(gateway.admission.outlets),
            "packets": counts.packets,
            "packets_a_second": round(rate, 1),
            "acknowledged": counts.acknowledged,
            "journal_bytes": counts.bytes,
            "commits": counts.commits,
            "queued_bytes": gateway.queued,
            "refused": dict(counts.refused),
            "closed": dict(counts.closed),
            "second_address": gateway.admission.counts["second_address"],
            "splits": dict(gateway.splits.counts),
            "disk_errors": counts.disk_errors,
            "last_error": gateway.last_error,
        }


def read_status(root: Path) -> dict[str, Any] | None:
    """The state as last written; None where no gateway has run."""
    try:
        found: dict[str, Any] = json.loads((root / STATUS).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return found
