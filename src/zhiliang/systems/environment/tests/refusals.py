"""Frames that were refused, written as the gateway writes them."""

from datetime import UTC, datetime

from zhiliang.systems.environment.readings.compaction import compact
from zhiliang.systems.environment.readings.journal import Journal
from zhiliang.systems.environment.readings.lake import JOURNAL, readings_root
from zhiliang.systems.environment.readings.record import Kind, packed, refusal

NOON = datetime(2015, 8, 1, 4, tzinfo=UTC)
WRONG = b"##0099ST=32;CN=2011;PW=123456;MN=A1;CP=&&&&0000\r\n"


def refuse(reason, mn, *, root=None, data=WRONG, at=NOON):
    """Let a frame have been refused."""
    folder = root or readings_root()
    folder.mkdir(parents=True, exist_ok=True)
    with Journal(folder / JOURNAL) as journal:
        body = refusal(reason, "10.0.0.1", mn, data)
        received = int(at.timestamp() * 1_000_000)
        journal.write([packed(body, received=received, kind=Kind.REJECT)])
    compact(folder)
