"""The columns of the tables of the readings lake and what makes two rows the same reading."""

from dataclasses import dataclass

import pyarrow as pa

READINGS_SCHEMA = pa.schema(
    [
        ("mn", pa.string()),
        ("st", pa.string()),
        ("cn", pa.string()),
        ("qn", pa.string()),
        (
            "data_time",
            pa.timestamp("us"),
        ),  # naive China time, whole seconds, as the device labels it
        ("factor", pa.string()),
        ("statistic", pa.string()),
        ("value", pa.float64()),  # null where what came is no finite number: then `text` has it
        ("flag", pa.string()),
        ("text", pa.string()),
        ("received_at", pa.timestamp("us", tz="UTC")),
        ("origin", pa.string()),
        ("segment", pa.int32()),  # with `position`: the record of the journal it came from
        ("position", pa.int64()),
    ]
)
NORMAL = ("", "N")
"""Flags of a reading that counts: N, or none at all, as loggers of 2005 send."""

QUARANTINE_SCHEMA = READINGS_SCHEMA.append(pa.field("reason", pa.string()))
REJECTS_SCHEMA = pa.schema(
    [
        ("received_at", pa.timestamp("us", tz="UTC")),
        ("reason", pa.string()),
        ("address", pa.string()),
        ("mn", pa.string()),
        ("length", pa.int32()),
        ("bytes", pa.binary()),
        ("segment", pa.int32()),
        ("position", pa.int64()),
    ]
)
NOTES_SCHEMA = pa.schema(
    [
        ("mn", pa.string()),
        ("code", pa.string()),  # of `methods.tables.hj212.reasons()`
        ("day", pa.date32()),  # of receipt, in China
        ("count", pa.int64()),
        ("first_at", pa.timestamp("us", tz="UTC")),
        ("last_at", pa.timestamp("us", tz="UTC")),
        ("field", pa.string()),  # with `text`: one example
        ("text", pa.string()),
    ]
)


@dataclass(frozen=True)
class Table:
    """A table of the lake: its columns, its order, what makes a row and what a repeat changes.

    Rows of a table with `folded` are sums: none is a repeat, and merging folds those of one key.
    """

    name: str
    schema: pa.Schema
    order: tuple[str, ...]
    key: tuple[str, ...]
    content: tuple[str, ...] = ()
    folded: str = ""


KEY = ("mn", "cn", "data_time", "factor", "statistic")
CONTENT = ("value", "flag", "text")
ORDER = ("mn", "factor", "statistic", "data_time")
READINGS = Table("readings", READINGS_SCHEMA, ORDER, KEY, CONTENT)
SUPERSEDED = Table("superseded", READINGS_SCHEMA, ORDER, (*KEY, *CONTENT, "qn"))
QUARANTINE = Table("quarantine", QUARANTINE_SCHEMA, ORDER, (*KEY, *CONTENT))
REJECTS = Table("rejects", REJECTS_SCHEMA, ("received_at",), ("segment", "position"))
NOTES = Table(
    "notes",
    NOTES_SCHEMA,
    ("mn", "code", "day"),
    ("mn", "code", "day"),
    folded="mn, code, day, sum(count)::bigint as count, min(first_at) as first_at, "
    "max(last_at) as last_at, arg_min(field, first_at) as field, arg_min(text, first_at) as text",
)
