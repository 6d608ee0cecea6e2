"""Outside formats and our rows: read, reject with reasons, accept, and write out safely."""

from zhiliang.core.feed.declaration import (
    Column,
    Feed,
    FieldError,
    Outcome,
    Reading,
    Reject,
    Unreadable,
    acceptor_of,
    feeds,
    register_acceptor,
    unfit,
)
from zhiliang.core.feed.export import neutral, write_csv, write_xlsx
from zhiliang.core.feed.reading import read

__all__ = [
    "Column",
    "Feed",
    "FieldError",
    "Outcome",
    "Reading",
    "Reject",
    "Unreadable",
    "acceptor_of",
    "feeds",
    "neutral",
    "read",
    "register_acceptor",
    "unfit",
    "write_csv",
    "write_xlsx",
]
