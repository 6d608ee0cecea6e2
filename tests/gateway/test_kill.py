"""`kill -9` at any moment loses no acknowledged frame and puts none into the lake twice.

A few rounds by default; ZHILIANG_KILL_ROUNDS=100 does as many in a row.
"""

import asyncio
import os
import random
from contextlib import suppress
from datetime import datetime, timedelta

import pyarrow.compute as pc
import pytest

from tests.gateway.process import Server
from zhiliang.methods.hj212.decode import decode
from zhiliang.systems.environment.gateway.simulator import Load, Tally, simulate
from zhiliang.systems.environment.readings.backlog import backlog
from zhiliang.systems.environment.readings.compaction import compact
from zhiliang.systems.environment.readings.lake import Manifest, ReadingsLake
from zhiliang.systems.environment.readings.questions import rows
from zhiliang.systems.environment.readings.schema import KEY

pytestmark = pytest.mark.once

ROUNDS = int(os.environ.get("ZHILIANG_KILL_ROUNDS", "3"))
LONG_AGO, FAR_AHEAD = datetime(2000, 1, 1), datetime(2100, 1, 1)
MORE = 50
VALUES = (*KEY, "value", "flag")


class Remembering(Tally):
    """Keeps every frame whose acknowledgement came."""

    def __init__(self):
        super().__init__()
        self.frames = []

    def answered(self, frame, seconds):
        super().answered(frame, seconds)
        self.frames.append(frame)


async def under_fire(server, load, rng):
    """Outlets send while the gateway is killed at random moments; gives what was acknowledged."""
    tally = Remembering()
    senders = asyncio.create_task(simulate(server.stations, load, tally))
    for _ in range(2):
        await more(tally)
        await asyncio.sleep(rng.uniform(0, 0.8))
        await asyncio.to_thread(server.kill, compactor=rng.random() < 0.7)
        await asyncio.to_thread(server.start)
    if rng.random() < 0.5:
        with suppress(ProcessLookupError, IndexError):
            os.kill(server.compactors()[0], 9)
    await more(tally)
    senders.cancel()
    with suppress(asyncio.CancelledError):
        await senders
    await asyncio.sleep(0.05)  # for the connections to be closed
    return tally.frames


async def more(tally):
    """Until more has been acknowledged."""
    wanted = len(tally.frames) + MORE
    async with asyncio.timeout(60):
        while len(tally.frames) < wanted:
            await asyncio.sleep(0.01)


def lake_rows(root):
    lake = ReadingsLake.current(root)
    parts = [
        rows(cn=cn, start=LONG_AGO, end=FAR_AHEAD, lake=lake).read_all()
        for cn in sorted({file.cn for file in lake.files("readings")})
    ]
    found = [row for part in parts for row in part.select(VALUES).to_pylist()]
    return [tuple(row.values()) for row in found]


def readings_of(frames):
    table = decode(b"".join(frames)).readings
    table = table.set_column(
        table.schema.get_field_index("data_time"),
        "data_time",
        table["data_time"].cast("timestamp[us]"),
    )
    flags = pc.fill_null(table["flag"], "")
    table = table.set_column(table.schema.get_field_index("flag"), "flag", flags)
    return {tuple(row.values()) for row in table.select(VALUES).to_pylist()}


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_no_acknowledged_frame_is_lost_and_none_is_there_twice(tmp_path, round_):
    rng = random.Random(round_)
    server = Server(tmp_path)
    start = datetime.now().replace(microsecond=0) - timedelta(days=rng.choice([0, 5, 60]), hours=3)
    with server:
        load = Load(
            "127.0.0.1", server.port, 600, speed=0, window=8, start=start, resend=2.0, seed=round_
        )
        acknowledged = asyncio.run(under_fire(server, load, rng))
    compact(server.root)
    found = lake_rows(server.root)
    assert len(acknowledged) >= 3 * MORE
    assert readings_of(acknowledged) <= set(found)
    assert len({row[:5] for row in found}) == len(found)
    assert backlog(server.root, Manifest.read(server.root), 1 << 30).records == []
