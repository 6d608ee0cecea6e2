"""Real packets and the standard's own examples (see data/SOURCE.txt)."""

import json
from functools import cache
from pathlib import Path

from zhiliang.methods.hj212.encoding import frame

DATA = Path(__file__).parent / "data"


@cache
def rows(name):
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def valid():
    return [row["packet"].encode() for row in rows("packets_valid")]


def bad():
    return [row["packet"].encode() for row in rows("packets_bad")]


def examples():
    """Return the segments of Annex C as frames."""
    return [frame(row["segment"].encode()) for row in rows("annex_c")]
