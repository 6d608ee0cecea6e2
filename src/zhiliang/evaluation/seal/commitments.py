"""Personal and secret values leave the house only as salted commitments.

A commitment is SHA-256(salt ‖ value). Each value has a salt of its own, made from the house's
master secret, the table and the column: equal values of a column stay equal (rows keep their
identity), and showing one salt opens one value and tells nothing of any other.
"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhiliang.core.secret import stored_secret
from zhiliang.evaluation.seal.keys import keys_folder


def commit(value: str, salt: bytes) -> str:
    """SHA-256 over salt and value, hexadecimal; `salt` has 32 bytes.

    >>> commit("", bytes(32))[:16]
    '66687aadf862bd77'
    """
    return hashlib.sha256(salt + value.encode()).hexdigest()


def salt_of(value: str, *, table: str, column: str, master: bytes) -> bytes:
    """The 32-byte salt of one value; whoever is shown it can check that one commitment."""
    return hmac.digest(master, "\0".join((table, column, value)).encode(), "sha256")


def committed(rows: pa.Table, columns: Iterable[str], *, table: str, master: bytes) -> pa.Table:
    """The rows with these columns replaced by commitments; null stays null."""
    for column in columns:
        index = rows.schema.get_field_index(column)
        values = rows[column].combine_chunks().to_pylist()
        known = {
            value: commit(text, salt_of(text, table=table, column=column, master=master))
            for value, text in ((v, _text(v)) for v in set(values) - {None})
        }
        hidden = pa.array([known.get(value) for value in values], pa.string())
        rows = rows.set_column(index, column, hidden)
    return rows


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def master_secret(path: Path | None = None) -> bytes:
    """This installation's secret that salts are made from; made once, never in a pack."""
    return stored_secret(path or keys_folder() / "commitments.secret").encode()
